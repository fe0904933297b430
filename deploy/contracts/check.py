"""Checks the contracts before a merge and before a release."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from deploy.contracts import examples, subscribers, table_check
from deploy.contracts.audience import misplaced_fields
from deploy.contracts.changes import Change, changes
from deploy.contracts.event_table import event_table
from deploy.contracts.publication import read_folder, released_schemas, stale
from deploy.contracts.schemas import published_schemas
from deploy.contracts.subscribers import read_subscribers
from deploy.topics.catalogue import load_topics
from shared.contracts.vocabulary import registered_events


@dataclass(frozen=True)
class Checked:
    """Errors, waived changes of provisional types, and allowed changes that a subscriber is told of; as sentences."""

    wrong: list[str]
    waived: list[str]
    to_tell: list[str]


def changes_since_release(folder: Path, today: date) -> list[Change]:
    """The changes since the last release, with the subscribers that they concern."""
    return changes(released_schemas(folder), published_schemas(), read_subscribers(), today)


def check(folder: Path, today: date) -> Checked:
    """Check fields, event table, register, generated files, examples and compatibility."""
    found = changes_since_release(folder, today)
    # The register is only parsed here: its errors are sentences of their own, and hide none of the others.
    return Checked(
        wrong=[
            *_misplaced(),
            *table_check.mistakes(event_table(), registered_events(), load_topics()),
            *subscribers.mistakes(read_subscribers(), published_schemas()),
            *(f"docs/contracts/{line}: `sinergi contracts generate`" for line in stale(folder)),
            *_examples(folder),
            *(change.sentence for change in found if change.breaking),
        ],
        waived=[change.sentence for change in found if change.waived],
        to_tell=[change.sentence for change in found if not change.breaking and not change.waived and change.concerns],
    )


def missing_examples(folder: Path) -> list[str]:
    """The types without an example."""
    return sorted(registered_events().keys() - read_folder(folder / "examples").keys())


def _misplaced() -> Iterator[str]:
    topics = load_topics()
    for schema in published_schemas().values():
        yield from misplaced_fields(schema, topics)


def _examples(folder: Path) -> Iterator[str]:
    committed, events = read_folder(folder / "examples"), registered_events()
    yield from (f"{type_} has no example: `sinergi contracts examples`" for type_ in missing_examples(folder))
    yield from (f"there is an example of {type_}, which is not an event" for type_ in committed if type_ not in events)
    for type_, event in events.items():
        if type_ in committed:
            yield from examples.mistakes(event, committed[type_])
