"""Tests of the room ``lexflux.facts``."""
