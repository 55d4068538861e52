"""Faces: they parse, call one function and show."""
