"""The examples of the OpenAPI documents: each answer is a real one, each request is valid.

`make examples` writes the answers of a run beside the routes, and its events to `docs/contracts/examples`, with ids,
days and times that are the same in every run.
"""

from typing import Any

import pytest

from tests.behaviour.client import SERVICES, Service
from tests.behaviour.http.described import DescribedOperation, operations
from tests.behaviour.http.sample_data import SampleData

OPERATIONS = [each for service in SERVICES for each in operations(service)]
IN_JSON = [each for each in OPERATIONS if "application/json" in each.success()[1].get("content", {})]
# The topic of notifications is internal: only Sinergi's own services may read its tails.
COMPARED = [each for each in IN_JSON if (each.service, each.path) != ("notifications", "/events/tails")]
NEEDS = {
    "/agreements-to-sign": "?keeper_id={facility_id}",
    "/facilities/{facility_id}/calendar": "?month=2026-11",
    "/events/tails": "?topic={topic}",
    "/headships": "?finding=two_heads",
    "/facilities/{facility_id}/months": "?year={year}",
    "/facilities/{facility_id}/outcomes": "?year={year}",
    "/outcomes": "?year={year}",
    "/facilities/{facility_id}/schedule": "?from={first_day}&until={first_day}",
    "/programs/coverage": "?fiscal_year=2026",
    "/templates/{code}/facilities": "?fiscal_year=2026",
    "/agreements/{agreement_id}/text-changes": "?before=1",
    "/agreements/{agreement_id}/promises": "?as_of={first_day}",
}
"""Queries that a path needs."""


@pytest.fixture(scope="session")
async def answered(sample: SampleData) -> dict[tuple[str, str], Any]:
    """One answer of each operation: those that made the sample data, and every GET."""
    await answer_every_reading(sample)
    return sample.answers


async def answer_every_reading(sample: SampleData) -> None:
    """Keep an answer of every GET."""
    for each in COMPARED:
        if each.method == "GET":
            sample.keep(each, await _get(sample, each))


async def _get(sample: SampleData, each: DescribedOperation) -> Any:
    service: Service = getattr(sample.sinergi, each.service)
    topic = sample.sinergi.stack.settings.instance + f".{each.service}.v1"
    today = sample.day(0)
    path = sample.path(each.path + NEEDS.get(each.path, ""), topic=topic, year=today[:4], first_day=today)
    return await service.get(path, sample.roles[sample.role_for(each.name)])


def _example(each: DescribedOperation) -> Any:
    return each.success()[1]["content"]["application/json"].get("example")


@pytest.mark.parametrize("each", IN_JSON, ids=lambda each: f"{each.service}: {each.name}")
def test_every_answer_has_an_example_that_fits_its_schema(each: DescribedOperation) -> None:
    example = _example(each)
    assert example is not None, "run `make examples`"
    each.validator(each.success()[1]["content"]["application/json"]["schema"]).validate(example)


@pytest.mark.parametrize("each", COMPARED, ids=lambda each: f"{each.service}: {each.name}")
async def test_every_example_has_the_fields_of_an_answer_of_today(
    answered: dict[tuple[str, str], Any], each: DescribedOperation
) -> None:
    assert (each.service, each.name) in answered, "perform it in tests/behaviour/http/sample_data.py"
    answer = answered[each.service, each.name]
    assert type(answer) is type(_example(each))
    if isinstance(answer, dict) and each.path != "/events/tails":
        assert answer.keys() == _example(each).keys()


@pytest.mark.parametrize(
    "each", [each for each in OPERATIONS if each.body], ids=lambda each: f"{each.service}: {each.name}"
)
async def test_every_request_has_a_valid_example(sample: SampleData, each: DescribedOperation) -> None:
    """Its ids belong to nothing, so a rule may refuse it, but the interface must not."""
    assert each.bodies()
    service: Service = getattr(sample.sinergi, each.service)
    account = sample.roles[sample.role_for(each.name)]
    for body in each.bodies():
        each.validator(each.body or {}).validate(body)
        headers = {"If-Match": '"999"', "Idempotency-Key": f"example {sample.mark} {each.name} {hash(str(body))}"}
        answer = await service.send(each.method, sample.path(each.path), account, headers=headers, json=body)
        assert not (answer.status_code in {400, 422} and answer.json()["type"].endswith(("-request", "-json"))), (
            answer.text
        )
