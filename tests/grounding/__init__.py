"""Tests of the room ``lexflux.grounding``."""
