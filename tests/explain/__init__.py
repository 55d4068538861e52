"""Tests of the room ``lexflux.explain``."""
