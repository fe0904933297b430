"""Recording the names of regional offices, and finding who was present in a month. System only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.measures.store import load_changed_months, save_office, save_presence
from shared.access import Work, nationwide, use_case
from shared.events.job_items import take_each

PER_RUN = 500


@dataclass(frozen=True, slots=True)
class RecordOffice:
    """A regional office has this name."""

    region: str
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class FindPresence:
    """Sessions of some months were recorded, corrected or retracted."""


@use_case(scope=nationwide)
async def record_office(work: Work, command: RecordOffice) -> None:
    """Record the name, unless a later one is known."""
    await save_office(work.connection, command.region, command.name, command.version)


@use_case(scope=nationwide)
async def find_presence(work: Work, _command: FindPresence) -> None:
    """Find again who was present in the months whose sessions have changed."""

    async def find(changed: tuple[UUID, date]) -> None:
        await save_presence(work.connection, *changed)

    changed = await load_changed_months(work.connection, PER_RUN)
    await take_each(work, "find_presence", changed, find, lambda each: f"{each[0]} {each[1]}")
