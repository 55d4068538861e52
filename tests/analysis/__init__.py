"""Tests of the room ``lexflux.analysis``."""
