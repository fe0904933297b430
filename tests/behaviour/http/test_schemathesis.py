"""Generated requests to every operation as every role: never a 500, never an answer that is not described.

schemathesis generates valid and invalid requests from the OpenAPI document, the same ones in every run. Half of the
valid ones go to existing resources; in the part `requests` they are sent as every role, else as one after the other.
An ordinary run draws a third of the operations.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import count, cycle, islice
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.applications import application_of
from tests.behaviour.client import SERVICES
from tests.behaviour.http.described import DescribedOperation, operations
from tests.behaviour.http.sample_data import SampleData

EXAMPLES, MANY_EXAMPLES = 2, 20
"""Requests of each kind for an operation, in an ordinary run and in the part `requests`."""
ROLES_OF_A_REQUEST = 3
"""In an ordinary run."""
SEED = 20260127
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
Test = Callable[[], None]
pytestmark = [pytest.mark.part("requests", one_in=3), pytest.mark.timeout(600)]
OPERATIONS = [each for service in SERVICES for each in operations(service)]


@cache
def schema_of(service: str) -> schemathesis.BaseSchema:
    document = deepcopy(application_of(service).openapi())
    for methods in document["paths"].values():
        for operation in methods.values():
            # The tests send tokens themselves: generated ones would always get a 401.
            del operation["security"]
    config = schemathesis.Config()
    # A text that is too long for its field may be too long for a request, which is told first.
    config.projects.default.checks.negative_data_rejection.expected_statuses.append("413")
    return schemathesis.openapi.from_dict(document, config=config)


def cases_of(operation: DescribedOperation, mode: GenerationMode) -> SearchStrategy[Case[Any]]:
    return schema_of(operation.service)[operation.path][operation.method].as_strategy(generation_mode=mode)


def can_be_invalid(operation: DescribedOperation) -> bool:
    """Whether a request has anything that could be invalid."""
    parameters = operation.operation["parameters"]
    return bool(operation.body) or any(each["in"] != "path" or "format" in each["schema"] for each in parameters)


def named(operation: DescribedOperation) -> str:
    return f"{operation.service}: {operation.name}"


@pytest.fixture(scope="module")
def repeatable(part: str | None) -> Callable[[Test], Test]:
    drawn = settings(
        max_examples=MANY_EXAMPLES if part == "requests" else EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(SEED)(drawn(test))


@dataclass
class Senders:
    """A session for each role, with its token."""

    sample: SampleData
    sessions: dict[str, requests.Session]

    def send(self, case: Case[Any], service: str, role: str) -> None:
        address = getattr(self.sample.sinergi, service).address
        response = case.call(base_url=address, session=self.sessions[role])
        case.validate_response(response, checks=CHECKS)


@pytest.fixture(scope="module")
async def senders(sample: SampleData) -> Senders:
    sessions = {}
    for role, account in sample.roles.items():
        sessions[role] = requests.Session()
        if account is not None:
            token = await sample.sinergi.agreements.tokens.of(account)
            sessions[role].headers["Authorization"] = f"Bearer {token}"
    return Senders(sample, sessions)


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_a_valid_request_is_answered_as_described_for_every_role(
    senders: Senders, operation: DescribedOperation, repeatable: Callable[[Test], Test], part: str | None
) -> None:
    numbers = count()
    roles = islice(cycle(senders.sessions), OPERATIONS.index(operation), None)

    @given(case=cases_of(operation, GenerationMode.POSITIVE))
    def send(case: Case[Any]) -> None:
        if next(numbers) % 2:
            case.path_parameters.update({name: senders.sample.ids[name] for name in case.path_parameters})
        for role in senders.sessions if part == "requests" else islice(roles, ROLES_OF_A_REQUEST):
            senders.send(case, operation.service, role)

    repeatable(send)()


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if can_be_invalid(each)], ids=named)
def test_an_invalid_request_is_refused_as_described(
    senders: Senders, operation: DescribedOperation, repeatable: Callable[[Test], Test]
) -> None:
    roles = islice(cycle(senders.sessions), OPERATIONS.index(operation), None)

    @given(case=cases_of(operation, GenerationMode.NEGATIVE))
    def send(case: Case[Any]) -> None:
        senders.send(case, operation.service, next(roles))

    repeatable(send)()
