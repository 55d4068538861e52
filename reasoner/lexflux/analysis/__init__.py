"""Questions asked on top of decisions and law."""
