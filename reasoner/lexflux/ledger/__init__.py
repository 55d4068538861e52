"""Dated transfers kept on disk, and what a law counts over them."""
