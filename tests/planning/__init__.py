"""Tests of the room ``lexflux.planning``."""
