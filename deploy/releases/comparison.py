"""Comparing the present state with the last release: events, interface, problem types and migrations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from deploy.contracts import check as events
from deploy.contracts.changes import Change
from deploy.contracts.examples import misread
from deploy.contracts.http import check as interface
from deploy.contracts.publication import read_folder
from deploy.contracts.schemas import published_schemas
from deploy.releases.checkout import Checkout, Version, number_of
from deploy.releases.migrations import present_migrations, released_migrations
from deploy.releases.rules import MIGRATION_RULES, Migration
from shared.contracts.vocabulary import registered_events


@dataclass(frozen=True)
class Compared:
    """Everything that is wrong, as sentences, and all changes since the last release."""

    wrong: list[str]
    changes: list[Change]


def compare(checkout: Checkout, today: date) -> Compared:
    """Compare everything, and check that the generated files are up to date."""
    migrations = migration_changes(checkout, present_migrations())
    changes = [
        *events.changes_since_release(checkout.contracts, today),
        *interface.changes_since_release(checkout.http),
        *migrations,
    ]
    wrong = [
        *events.check(checkout.contracts, today).wrong,
        *interface.mistakes(checkout.http),
        *(change.sentence for change in migrations if change.breaking),
        *misread_examples(checkout),
    ]
    # Before the first release there is nothing to compare with, and no event type is new.
    return Compared(wrong, changes if checkout.released_version else [])


def migration_changes(checkout: Checkout, present: Mapping[str, str]) -> list[Change]:
    """The changes of migrations since the last release; none before the first one."""
    if checkout.released_version is None:
        return []
    released, version = released_migrations(checkout.migrations), number_of(checkout.released_version)
    return [
        change
        for revision in sorted(released.keys() | present.keys())
        for change in _of_migration(revision, released.get(revision), present.get(revision), version)
    ]


def misread_examples(checkout: Checkout) -> list[str]:
    """The examples of the last release that the models of today do not read, as sentences."""
    types, schemas = registered_events(), published_schemas()
    return [
        sentence
        for type_, example in read_folder(checkout.contracts / "released" / "examples").items()
        if type_ in types and not schemas[type_].get("x-provisional")
        for sentence in misread(types[type_], example)
    ]


def _of_migration(revision: str, old: str | None, new: str | None, version: Version) -> Iterator[Change]:
    before, after = (Migration(sql, version) if sql is not None else None for sql in (old, new))
    for rule in MIGRATION_RULES:
        if description := rule.find(before, after):
            yield Change(f"migration {revision}", None, rule.name, rule.breaking, description, rule.why, concerns=())
