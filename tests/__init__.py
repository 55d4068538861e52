"""Tests of Lexflux."""
