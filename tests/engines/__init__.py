"""Tests of the room ``lexflux.engines``."""
