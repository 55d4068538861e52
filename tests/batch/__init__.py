"""Tests of the room ``lexflux.batch``."""
