"""Tests of the room ``lexflux.citation``."""
