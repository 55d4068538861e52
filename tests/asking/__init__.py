"""Tests of the room ``lexflux.asking``."""
