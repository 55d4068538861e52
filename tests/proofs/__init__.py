"""Tests of the room ``lexflux.proofs``."""
