"""Whether contracts are fit to be merged, and whether they are fit to be released."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from deploy.contracts import examples, subscribers
from deploy.contracts.audience import misplaced_fields
from deploy.contracts.changes import Change, changes
from deploy.contracts.publication import read_folder, released_schemas, stale, write_released
from deploy.contracts.schemas import published_schemas
from deploy.contracts.subscribers import read_subscribers
from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import load_topics
from shared.contracts.vocabulary import registered_events


@dataclass(frozen=True)
class Checked:
    """Sentences on what is wrong, and on what is allowed but concerns a subscriber, who is told before the release."""

    wrong: list[str]
    to_tell: list[str]


def changes_since_release(folder: Path, today: date) -> list[Change]:
    """What changed since the last release, by what the register of subscribers says."""
    return changes(released_schemas(folder), published_schemas(), read_subscribers(), today)


def check(folder: Path, today: date) -> Checked:
    """Look at all: fields, register, files, examples, compatibility."""
    found = changes_since_release(folder, today)
    # The register is read by its form only: what is wrong in it is one of the sentences, and hides none of the others.
    return Checked(
        wrong=[
            *_misplaced(),
            *subscribers.mistakes(read_subscribers(), published_schemas()),
            *(f"docs/contracts/{line}: `sinergi contracts generate`" for line in stale(folder)),
            *_examples(folder),
            *(change.sentence for change in found if change.breaking),
        ],
        to_tell=[change.sentence for change in found if not change.breaking and change.concerns],
    )


def release(folder: Path, today: date, *, dry_run: bool = False) -> list[Change]:
    """Make the schemas of today the released ones; return what changed. Raises `Trouble` if anything breaks."""
    found = changes_since_release(folder, today)
    if broken := [change.sentence for change in found if change.breaking]:
        raise Trouble("not released, for it would break contracts:\n" + "\n".join(f"- {one}" for one in broken))
    if not dry_run:
        write_released(folder, published_schemas())
    return found


def missing_examples(folder: Path) -> list[str]:
    """The types of which there is no example yet."""
    return sorted(registered_events().keys() - read_folder(folder / "examples").keys())


def _misplaced() -> Iterator[str]:
    topics = load_topics()
    for schema in published_schemas().values():
        yield from misplaced_fields(schema, topics)


def _examples(folder: Path) -> Iterator[str]:
    kept, events = read_folder(folder / "examples"), registered_events()
    yield from (f"{type_} has no example: `sinergi contracts examples`" for type_ in missing_examples(folder))
    yield from (f"there is an example of {type_}, which is no event" for type_ in kept if type_ not in events)
    for type_, event in events.items():
        if type_ in kept:
            yield from examples.mistakes(event, kept[type_])
