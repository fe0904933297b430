"""The committed contracts are up to date with the models, and a breaking change is not released."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import Field

from deploy.contracts import schemas
from deploy.contracts.check import changes_since_release, check, missing_examples
from deploy.contracts.publication import FOLDER, generate, released_schemas, stale, write_released
from shared.contracts.event import REGISTERED, Event

TODAY = date(2026, 3, 1)
SIGNED = "agreement.signed.v1"


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """No type is provisional."""
    monkeypatch.setattr(schemas, "is_provisional", lambda _type: False)


@pytest.fixture
def folder(whole: None, tmp_path: Path) -> Path:
    """A copy of the committed contracts as whole types, updated and released."""
    shutil.copytree(FOLDER, tmp_path / "contracts")
    release(tmp_path / "contracts")
    return tmp_path / "contracts"


def release(folder: Path) -> None:
    generate(folder)
    write_released(folder)


def rules_of_changes(folder: Path) -> list[str]:
    return [change.rule for change in changes_since_release(folder, TODAY)]


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_committed_contracts_hold() -> None:
    assert check(FOLDER, datetime.now(UTC).date()).wrong == []


def test_control_outdated_missing_and_surplus_files_are_found(folder: Path) -> None:
    assert stale(folder) == []
    alter(folder / "catalogue.md", "Every principal has signed", "No party has signed")
    (folder / "asyncapi.json").unlink()
    shutil.copy(folder / "schemas" / f"{SIGNED}.json", folder / "schemas" / "agreement.sung.v1.json")
    assert sorted(stale(folder)) == [
        "asyncapi.json is missing",
        "catalogue.md differs from the models",
        "schemas/agreement.sung.v1.json belongs to no event",
    ]
    assert generate(folder) == ["asyncapi.json", "catalogue.md", "schemas/agreement.sung.v1.json"]
    assert stale(folder) == []


def test_control_a_missing_and_a_surplus_example_are_found(folder: Path) -> None:
    (folder / "examples" / f"{SIGNED}.json").rename(folder / "examples" / "agreement.sung.v1.json")
    wrong = check(folder, TODAY).wrong
    assert f"{SIGNED} has no example: `sinergi contracts examples`" in wrong
    assert "there is an example of agreement.sung.v1, which is not an event" in wrong
    assert missing_examples(folder) == [SIGNED]


def test_a_release_freezes_schemas_examples_index_and_event_table(folder: Path) -> None:
    released = {path.relative_to(folder / "released").as_posix() for path in (folder / "released").rglob("*.*")}
    assert {"event-table.json", "index.json", f"schemas/{SIGNED}.json", f"examples/{SIGNED}.json"} <= released
    assert "catalogue.md" not in released


def test_a_breaking_change_is_refused_by_the_check(folder: Path) -> None:
    # The released schema had a field that the model of today lacks.
    alter(folder / "released" / "schemas" / f"{SIGNED}.json", '"signed_on"', '"signed_at"')
    assert any("signed_at was removed" in line for line in check(folder, TODAY).wrong)


def test_a_breaking_change_of_a_provisional_type_is_reported_and_released(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "is_provisional", lambda type_: type_ == SIGNED)
    release(folder)
    alter(folder / "released" / "schemas" / f"{SIGNED}.json", '"signed_on"', '"signed_at"')
    checked = check(folder, TODAY)
    assert not [line for line in checked.wrong if "signed_at" in line]
    assert f"{SIGNED}: signed_at was removed. The type is provisional, so this is not refused." in checked.waived
    assert {*rules_of_changes(folder)} == {"field-removed", "required-field-added"}
    release(folder)
    assert rules_of_changes(folder) == []


def test_without_the_mark_the_rules_bind_from_the_next_release_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "is_provisional", lambda type_: type_ == SIGNED)
    release(folder)
    monkeypatch.setattr(schemas, "is_provisional", lambda _type: False)
    assert rules_of_changes(folder) == ["became-whole"]
    release(folder)
    alter(folder / "released" / "schemas" / f"{SIGNED}.json", '"signed_on"', '"signed_at"')
    assert any("signed_at was removed" in line for line in check(folder, TODAY).wrong)


def test_the_mark_is_in_index_catalogue_and_asyncapi(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "**Provisional: its shape may still change without a new type.**"
    assert sentence not in (folder / "catalogue.md").read_text()
    monkeypatch.setattr(schemas, "is_provisional", lambda type_: type_ == SIGNED)
    generate(folder)
    assert (folder / "catalogue.md").read_text().count(sentence) == 1
    index = json.loads((folder / "index.json").read_text())
    assert [entry["type"] for entry in index if entry["provisional"]] == [SIGNED]
    messages = json.loads((folder / "asyncapi.json").read_text())["components"]["messages"]
    assert [type_ for type_, message in messages.items() if message.get("x-provisional")] == [SIGNED]


def test_an_allowed_change_names_its_subscribers(folder: Path) -> None:
    released = folder / "released" / "schemas" / f"{SIGNED}.json"
    alter(released, '"the first day: the later of', '"the beginning: the later of')
    (told,) = check(folder, TODAY).to_tell
    assert "in_force.in_force_from has another description" in told
    assert "contoh-java" in told
    assert rules_of_changes(folder) == ["field-reworded"]


def test_a_type_is_withdrawn_only_after_its_sunset(folder: Path) -> None:
    class ThingPublished(
        Event, type="thing.published.v1", topic="agreements.v1", key="thing", subject="thing", sunset=date(2027, 1, 1)
    ):
        """A thing was published."""

        thing: str = Field(description="the thing")

    try:
        release(folder)
        assert "Sunset: published until 2027-01-01.** It has no successor." in (folder / "catalogue.md").read_text()
    finally:
        del REGISTERED["thing.published.v1"]
    (refused,) = changes_since_release(folder, date(2027, 1, 1))
    assert refused.breaking
    assert "thing.published.v1 was withdrawn; its sunset is 2027-01-01" in refused.sentence
    (allowed,) = changes_since_release(folder, date(2027, 1, 2))
    assert not allowed.breaking
    release(folder)
    assert "thing.published.v1" not in released_schemas(folder)
