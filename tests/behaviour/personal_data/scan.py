"""The scan: personal data is searched in every location, and is allowed only where the allow-list gives a reason."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import asyncpg
import yaml
from pydantic import BaseModel, ConfigDict

from tests.behaviour.personal_data.locations import Location, Sources
from tests.behaviour.personal_data.recorded_values import DOCUMENTED, RecordedValues


class _Shipped(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Allowed(_Shipped):
    """Locations (with `*` as in file names) that may contain a kind of data, and the reason."""

    at: tuple[str, ...]
    because: str


class KindOfData(_Shipped):
    """One kind of personal data: recorded values of this kind or of these fields, and all matches of the pattern."""

    means: str
    fields: tuple[str, ...] = ()
    pattern: str | None = None
    allowed_in: tuple[Allowed, ...] = ()

    def is_allowed_at(self, location: str) -> bool:
        return any(fnmatchcase(location, at) for allowed in self.allowed_in for at in allowed.at)


@dataclass(frozen=True)
class Leak:
    """Personal data at a location where it is not allowed. The sentence does not repeat it."""

    kind: str
    location: str
    sentence: str


@cache
def kinds() -> Mapping[str, KindOfData]:
    """The allow-list."""
    text = (Path(__file__).parent / "allowed.yaml").read_text()
    return {name: KindOfData.model_validate(kind) for name, kind in yaml.safe_load(text).items()}


async def leaks(sources: Sources, recorded: RecordedValues, only: Collection[str] | None = None) -> list[Leak]:
    """Every leak; with `only`, of these kinds."""
    database = await asyncpg.connect(sources.settings.admin_database_url())
    try:
        if only is None:
            await recorded.record_stored(database)
        found: list[Leak] = []
        async for location in sources.locations(database):
            found += [leak for name in only or kinds() if (leak := leak_of(name, location, recorded))]
        return found
    finally:
        await database.close()


def leak_of(name: str, location: Location, recorded: RecordedValues) -> Leak | None:
    """The leak of this kind at this location, if any."""
    kind = kinds()[name]
    if kind.is_allowed_at(location.name):
        return None
    sought = set().union(*(recorded.values.get(source, set()) for source in (name, *kind.fields)))
    times = sum(location.contains(value) for value in sought) or _matches(location.text, kind.pattern)
    if not times:
        return None
    return Leak(
        name, location.name, f"{kind.means} is in {location.description}, where it is not allowed ({times} found)"
    )


def _matches(text: str, pattern: str | None) -> int:
    return len(set(re.findall(pattern, text)) - DOCUMENTED) if pattern else 0
