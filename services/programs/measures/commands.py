"""Recording the names of regional offices. System only."""

from dataclasses import dataclass

from services.programs.measures.store import save_office
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class RecordOffice:
    """A regional office has this name."""

    region: str
    name: str
    version: int


@use_case(scope=nationwide)
async def record_office(work: Work, command: RecordOffice) -> None:
    """Record the name, unless a later one is known."""
    await save_office(work.connection, command.region, command.name, command.version)
