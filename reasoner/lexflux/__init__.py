"""The law of cross-border data transfers: load it, decide a transfer, explain the decision."""
