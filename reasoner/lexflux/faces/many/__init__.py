"""What the command line prints of many transfers: one line each, and a summary."""
