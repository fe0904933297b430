"""Unknown parameters are refused, so that a misspelt filter does not return everything."""

from uuid import uuid4

import pytest

from shared.web.description.operations import operations_of
from tests.applications import application_of
from tests.behaviour.client import OPERATOR, SERVICES, Sinergi


@pytest.mark.parametrize("service", SERVICES)
async def test_every_address_names_unknown_parameters(sinergi: Sinergi, service: str) -> None:
    for operation in operations_of(application_of(service)):
        names = operation.path.split("/")
        path = "/".join(str(uuid4()) if name.startswith("{") else name for name in names)
        answer = await getattr(sinergi, service).send(
            operation.method, f"{path}?nonsense=1&limits=2", OPERATOR, headers={"Idempotency-Key": str(uuid4())}
        )
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request"), operation.name
        assert [each["pointer"] for each in answer.json()["errors"]] == ["/query/limits", "/query/nonsense"]


async def test_the_known_parameters_are_named(sinergi: Sinergi) -> None:
    answer = await sinergi.agreements.get("/waiting?overdu=true", OPERATOR)
    (error,) = answer.json()["errors"]
    assert error["message"] == "unknown parameter; known are: cursor, kind, limit, overdue, unit"
    answer = await sinergi.agreements.get("/fields?parent=health", OPERATOR)
    (error,) = answer.json()["errors"]
    assert error["message"] == "unknown parameter; known are: none"
