"""What all tests share."""

from __future__ import annotations

import pytest

from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book


@pytest.fixture(scope="session")
def book() -> LawBook:
    """Return the law book of the project's own ontology and shapes."""
    return load_law_book()
