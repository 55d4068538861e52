"""What a user stated, what it leaves open, and where it stood."""
