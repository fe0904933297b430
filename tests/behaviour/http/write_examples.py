"""Writes the examples. `make examples` names this file; an ordinary run of the tests does not collect it.

Answers of a run are written beside the routes, and its events to `docs/contracts/examples`.
"""

import json
import re
from datetime import date
from inspect import getfile
from pathlib import Path
from typing import Any

import yaml

from deploy.contracts.publication import FOLDER, write_examples
from deploy.contracts.stable_values import StableValues
from shared.web.description.operations import operations_of
from tests.applications import application_of
from tests.behaviour.client import SERVICES
from tests.behaviour.http.every_event import examples_of_every_event, succeed
from tests.behaviour.http.sample_data import SampleData
from tests.behaviour.http.test_examples import answer_every_reading

MOST_SIGNS = 2_000
"""Of a text; a longer one is a file."""
HEAD = "# Real answers for the interface's description, written by tests/behaviour/http/write_examples.py."


async def test_the_examples_are_written(open_sample: SampleData) -> None:
    sample = open_sample
    await succeed(sample)
    await sample.close_the_month()
    await answer_every_reading(sample)
    _write(sample)
    write_examples(FOLDER, await examples_of_every_event(sample))


def _write(sample: SampleData) -> None:
    files: dict[Path, dict[str, Any]] = {}
    for service in SERVICES:
        for operation in operations_of(application_of(service)):
            if (service, operation.name) in sample.answers:
                file = Path(getfile(operation.endpoint)).with_name("examples.yaml")
                files.setdefault(file, {})[operation.name] = _stable(sample.answers[service, operation.name], sample)
    for file, examples in files.items():
        text = yaml.safe_dump(dict(sorted(examples.items())), allow_unicode=True, sort_keys=False, width=116)
        file.write_text(f"{HEAD}\n{text}")


def _stable(answer: Any, sample: SampleData) -> Any:
    """The answer without the values that differ from run to run, and without the name of a real unit."""
    text = sample.without_real_names(json.dumps(_shortened(answer)))
    text = re.sub(f"[ /-]{sample.mark}", "", text.replace(sample.mark.upper(), "7F3A9"))
    return StableValues(date.fromisoformat(sample.day(0))).replace(json.loads(text))


def _shortened(answer: Any) -> Any:
    """The answer with one item of each list, the begin of a file, and rounded durations; two tails of all shards."""
    match answer:
        case list():
            # A pair that is compared has two by its schema.
            return [_shortened(value) for value in (answer if len(answer) == 2 else answer[:1])]
        case str() if len(answer) > MOST_SIGNS:
            return f"{answer[:40]}…"
        case dict() if answer and all(name.isdigit() for name in answer):
            return {"0": 1, "1": 2}
        case dict():
            return {name: _shortened(value) for name, value in answer.items()}
        case float():
            return 0.5
    return answer
