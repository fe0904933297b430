"""The examples of the OpenAPI documents: each answer is a real one, each request is valid.

`make examples` writes the answers of a run beside the routes, with ids, days and times that are the same in every run.
"""

import json
import os
import re
from datetime import date
from inspect import getfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.contracts.stable_values import StableValues
from shared.web.description.operations import operations_of
from tests.behaviour.client import SERVICES, Service
from tests.behaviour.http.described import DescribedOperation, api_of, operations
from tests.behaviour.http.sample_data import SampleData

OPERATIONS = [each for service in SERVICES for each in operations(service)]
IN_JSON = [each for each in OPERATIONS if "application/json" in each.success()[1].get("content", {})]
# The topic of notifications is internal: only Sinergi's own services may read its tails.
COMPARED = [each for each in IN_JSON if (each.service, each.path) != ("notifications", "/events/tails")]
HEAD = "# Real answers for the interface's description, written by tests/behaviour/http/test_examples.py."
NEEDS = {"/events/tails": "?topic={topic}", "/headships": "?finding=two_heads"}
"""Queries that a path needs."""


@pytest.fixture(scope="session")
async def answered(sample: SampleData) -> dict[tuple[str, str], Any]:
    """One answer of each operation: those that made the sample data, and every GET."""
    for each in COMPARED:
        if each.method == "GET":
            sample.keep(each, await _get(sample, each))
    if os.environ.get("SINERGI_WRITE_EXAMPLES"):
        _write(sample)
    return sample.answers


async def _get(sample: SampleData, each: DescribedOperation) -> Any:
    service: Service = getattr(sample.sinergi, each.service)
    topic = sample.sinergi.stack.settings.instance + f".{each.service}.v1"
    path = sample.path(each.path + NEEDS.get(each.path, ""), topic=topic)
    return await service.get(path, sample.roles[sample.role_for(each.name)])


def _write(sample: SampleData) -> None:
    files: dict[Path, dict[str, Any]] = {}
    for service in SERVICES:
        for operation in operations_of(api_of(service)):
            if (service, operation.name) in sample.answers:
                file = Path(getfile(operation.endpoint)).with_name("examples.yaml")
                files.setdefault(file, {})[operation.name] = _stable(sample.answers[service, operation.name], sample)
    for file, examples in files.items():
        text = yaml.safe_dump(dict(sorted(examples.items())), allow_unicode=True, sort_keys=False, width=116)
        file.write_text(f"{HEAD}\n{text}")


def _stable(answer: Any, sample: SampleData) -> Any:
    """The answer without the values that differ from run to run, and without the name of a real unit."""
    text = json.dumps(_shortened(answer)).replace(sample.facility["name"], "Lapas Contoh")
    text = re.sub(f"[ /-]{sample.mark}", "", text.replace(sample.mark.upper(), "7F3A9"))
    return StableValues(date.fromisoformat(sample.day(0))).replace(json.loads(text))


def _shortened(answer: Any) -> Any:
    """The answer with one item of each list, and with rounded durations. The tails of shards become two of them."""
    match answer:
        case list():
            return [_shortened(value) for value in answer[:1]]
        case dict() if answer and all(name.isdigit() for name in answer):
            return {"0": 1, "1": 2}
        case dict():
            return {name: _shortened(value) for name, value in answer.items()}
        case float():
            return 0.5
    return answer


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
