"""The examples of the interface's description: each answer is a real one, each request is understood.

With `make examples` the answers of this run are written beside the routes, in place of the earlier ones.
"""

import os
import re
from inspect import getfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.web.description.operations import operations_of
from tests.behaviour.conftest import SERVICES, Service
from tests.behaviour.http.documented import Described, api_of, operations
from tests.behaviour.http.setting import Setting

OPERATIONS = [each for service in SERVICES for each in operations(service)]
IN_JSON = [each for each in OPERATIONS if "application/json" in each.success()[1].get("content", {})]
# The topic of notifications is internal: there only Sinergi's own services are told of its tails.
TO_BE_SEEN = [each for each in IN_JSON if (each.service, each.path) != ("notifications", "/events/tails")]
HEAD = "# Real answers for the interface's description, written by tests/behaviour/http/test_examples.py."
NEEDS = {"/events/tails": "?topic={topic}"}
"""What a path needs besides its ids."""


@pytest.fixture(scope="session")
async def answered(setting: Setting) -> dict[tuple[str, str], Any]:
    """One answer of each operation: those that made the setting, and every GET."""
    for each in TO_BE_SEEN:
        if each.method == "GET":
            setting.keep(each, await _get(setting, each))
    if os.environ.get("SINERGI_WRITE_EXAMPLES"):
        _write(setting)
    return setting.answers


async def _get(setting: Setting, each: Described) -> Any:
    service: Service = getattr(setting.sinergi, each.service)
    topic = setting.sinergi.stack.settings.instance + f".{each.service}.v1"
    path = setting.path(each.path + NEEDS.get(each.path, ""), topic=topic)
    return await service.get(path, setting.roles[setting.role_for(each.name)])


def _write(setting: Setting) -> None:
    files: dict[Path, dict[str, Any]] = {}
    for service in SERVICES:
        for operation in operations_of(api_of(service)):
            if (service, operation.name) in setting.answers:
                file = Path(getfile(operation.endpoint)).with_name("examples.yaml")
                files.setdefault(file, {})[operation.name] = _shortened(setting.answers[service, operation.name])
    for file, examples in files.items():
        said = yaml.safe_dump(dict(sorted(examples.items())), allow_unicode=True, sort_keys=False, width=116)
        file.write_text(f"{HEAD}\n{_plain(said, setting)}")


def _plain(said: str, setting: Setting) -> str:
    """Without what tells one run from another, and without the name of a real unit."""
    said = said.replace(setting.facility["name"], "Lapas Contoh").replace(setting.mark.upper(), "7F3A9")
    return re.sub(f"[ -]{setting.mark}", "", said)


def _shortened(answer: Any) -> Any:
    """One of each list is enough to see what it holds."""
    if isinstance(answer, dict):
        return {name: _shortened(value) for name, value in answer.items()}
    return [_shortened(value) for value in answer[:1]] if isinstance(answer, list) else answer


def _example(each: Described) -> Any:
    return each.success()[1]["content"]["application/json"].get("example")


@pytest.mark.parametrize("each", IN_JSON, ids=lambda each: f"{each.service}: {each.name}")
def test_every_answer_has_an_example_that_fits_its_schema(each: Described) -> None:
    example = _example(each)
    assert example is not None, "run `make examples`"
    each.validator(each.success()[1]["content"]["application/json"]["schema"]).validate(example)


@pytest.mark.parametrize("each", TO_BE_SEEN, ids=lambda each: f"{each.service}: {each.name}")
async def test_every_example_looks_like_what_is_answered_today(
    answered: dict[tuple[str, str], Any], each: Described
) -> None:
    answer = answered[each.service, each.name]
    assert type(answer) is type(_example(each))
    if isinstance(answer, dict) and each.path != "/events/tails":
        assert answer.keys() == _example(each).keys()


@pytest.mark.parametrize(
    "each", [each for each in OPERATIONS if each.body], ids=lambda each: f"{each.service}: {each.name}"
)
async def test_every_request_has_an_example_that_is_understood(setting: Setting, each: Described) -> None:
    """Its ids are those of no real thing, so that a rule may refuse it; the interface must not."""
    assert each.bodies()
    service: Service = getattr(setting.sinergi, each.service)
    account = setting.roles[setting.role_for(each.name)]
    for body in each.bodies():
        each.validator(each.body or {}).validate(body)
        headers = {"If-Match": '"999"', "Idempotency-Key": f"example {setting.mark} {each.name} {hash(str(body))}"}
        answer = await service.send(each.method, setting.path(each.path), account, headers=headers, json=body)
        assert not (answer.status_code in {400, 422} and answer.json()["type"].endswith(("-request", "-json"))), (
            answer.text
        )
