"""The scan: what went in about people is looked for everywhere, and stands only where the allow-list says why."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import asyncpg
import yaml
from pydantic import BaseModel, ConfigDict

from tests.behaviour.personal_data.places import Place, Sources
from tests.behaviour.personal_data.went_in import DOCUMENTED, WentIn


class _Shipped(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Allowed(_Shipped):
    """Places (with `*` as in file names) where a kind may stand, and why."""

    at: tuple[str, ...]
    because: str


class Kind(_Shipped):
    """What is looked for: values that went in, of this kind or in these fields, and whatever fits the pattern."""

    means: str
    fields: tuple[str, ...] = ()
    pattern: str | None = None
    may_stand: tuple[Allowed, ...] = ()

    def may_stand_at(self, place: str) -> bool:
        return any(fnmatchcase(place, at) for allowed in self.may_stand for at in allowed.at)


@dataclass(frozen=True)
class Leak:
    """Something about a person where it may not be. The sentence does not repeat it."""

    kind: str
    place: str
    sentence: str


@cache
def kinds() -> Mapping[str, Kind]:
    """The allow-list."""
    text = (Path(__file__).parent / "allowed.yaml").read_text()
    return {name: Kind.model_validate(kind) for name, kind in yaml.safe_load(text).items()}


async def leaks(sources: Sources, went_in: WentIn, only: Collection[str] | None = None) -> list[Leak]:
    """Everything that stands where it may not; with `only`, of these kinds."""
    database = await asyncpg.connect(sources.settings.admin_database_url())
    try:
        if only is None:
            await went_in.note_kept(database)
        found: list[Leak] = []
        async for place in sources.places(database):
            found += [leak for name in only or kinds() if (leak := leak_of(name, place, went_in))]
        return found
    finally:
        await database.close()


def leak_of(name: str, place: Place, went_in: WentIn) -> Leak | None:
    """Whether this kind stands in this place though it may not."""
    kind = kinds()[name]
    if kind.may_stand_at(place.name):
        return None
    sought = set().union(*(went_in.values.get(source, set()) for source in (name, *kind.fields)))
    times = sum(place.holds(value) for value in sought) or _fitting(place.text, kind.pattern)
    if not times:
        return None
    return Leak(name, place.name, f"{kind.means} stands in {place.seen_in}, where it may not be ({times} found)")


def _fitting(text: str, pattern: str | None) -> int:
    return len(set(re.findall(pattern, text)) - DOCUMENTED) if pattern else 0
