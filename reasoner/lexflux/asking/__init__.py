"""Asking for facts: the question on which most turns, the state after its answer, and the file that keeps both."""
