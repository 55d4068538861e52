"""Tests of the room ``lexflux.ledger``."""
