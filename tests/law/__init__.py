"""Tests of the room ``lexflux.law``."""
