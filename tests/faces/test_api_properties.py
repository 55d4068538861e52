"""The HTTP interface under whatever a program may send: what its OpenAPI document says holds, and nothing breaks it."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lexflux.faces.web.api.operations import OPERATIONS


@pytest.fixture(scope="module")
def interface(address: str) -> BaseSchema:
    """Return the interface as its document describes it."""
    return schemathesis.openapi.from_url(f"{address}api/v1/openapi.json")


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", OPERATIONS)
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_each_operation_does_what_its_document_says(
    interface: BaseSchema, name: str, mode: GenerationMode, data: st.DataObject
) -> None:
    """Facts must agree with one another, which a JSON Schema does not say: what it lets through may be refused."""
    for operation in interface[f"/api/v1/{name}"].values():
        case = data.draw(operation.as_strategy(generation_mode=mode))
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=60)
