"""Events agree with the published contracts: every event in the topics fits its schema and its attributes."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from uuid import uuid4

from jsonschema_rs import Draft202012Validator
from typer.testing import CliRunner

from deploy.contracts.attributes import structured_schema
from deploy.contracts.capture import published_events
from deploy.contracts.publication import FOLDER, read_folder
from deploy.installation.environment import settings_of
from deploy.sinergi.cli import app
from shared.contracts.offers import OfferEvent
from shared.contracts.programs import ProgramEvent
from shared.contracts.vocabulary import registered_events
from tests.behaviour.client import Sinergi


async def test_every_published_event_fits_its_schema(sinergi: Sinergi) -> None:
    await sinergi.assign(f"directorate-{uuid4().hex[:10]}", "directorate", "nation")
    schemas = {type_: Draft202012Validator(schema) for type_, schema in read_folder(FOLDER / "schemas").items()}
    envelope = Draft202012Validator(structured_schema())
    found: Counter[str] = Counter()
    async for type_, _, event in published_events(settings_of(sinergi.stack.environment())):
        envelope.validate(event)
        schemas[type_].validate(event["data"])
        found[type_] += 1
    assert found["position.assigned.v1"]


async def test_versions_of_one_aggregate_never_fall_within_a_key(sinergi: Sinergi) -> None:
    found: dict[tuple[str, str, str], int] = {}
    async for type_, _, event in published_events(settings_of(sinergi.stack.environment())):
        # Events that tests emit themselves have made-up versions.
        if event["correlationid"] == "test":
            continue
        model = registered_events()[type_]
        # These count the versions of their key: the program, and all offers of an agreement.
        of_its_key = issubclass(model, ProgramEvent | OfferEvent)
        aggregate = model.topic, event["partitionkey"], event["partitionkey" if of_its_key else "subject"]
        before = found.get(aggregate, 0)
        found[aggregate] = event["data"]["version"]
        assert event["data"]["version"] >= before, event
    assert found


async def test_examples_are_captured_from_the_topic_and_missing_ones_are_named(
    sinergi: Sinergi, tmp_path: Path
) -> None:
    await sinergi.assign(f"directorate-{uuid4().hex[:10]}", "directorate", "nation")
    arguments = [
        "contracts",
        "examples",
        "position.assigned.v1",
        "thing.unknown.v1",
        "--folder",
        str(tmp_path),
        "--json",
    ]
    answer = await asyncio.to_thread(CliRunner().invoke, app, arguments, env=sinergi.stack.environment())
    assert json.loads(answer.stdout) == {"captured": ["position.assigned.v1"], "missing": ["thing.unknown.v1"]}
    assert answer.exit_code == 1
    (example,) = read_folder(tmp_path / "examples").values()
    assert example["data"]["position_id"] == example["subject"] == example["partitionkey"]
