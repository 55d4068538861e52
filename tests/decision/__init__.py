"""Tests of the room ``lexflux.decision``."""
