"""Tests of the documents that a dossier prepares."""
