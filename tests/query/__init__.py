"""Tests of the room ``lexflux.query``."""
