"""The dialogue at a terminal."""
