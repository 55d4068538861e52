"""Tests of the room ``lexflux.faces``."""
