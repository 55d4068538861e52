"""Many transfers: where each is described, what is decided on each, and how many are decided side by side."""
