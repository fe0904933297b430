"""Giving out the list of a facility's names, and erasing one; the vault puts both on record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.names.access import scope_to_name
from services.programs.names.model.rows import NameNotFound
from services.programs.participants.commands import names
from services.programs.participants.model import ErasureGround
from services.programs.participants.store import resolver
from services.programs.program.access import KEEPERS, RECORDERS
from shared.access import Work, use_case
from shared.operations.settings import Settings
from shared.values.cooperation import ParticipantKind


class ListedName(BaseModel):
    """A person whom the facility has given to its resolver, with the reference for admissions."""

    participant_ref: str
    name: str
    register_number: str
    kind: ParticipantKind
    term_ends_on: date | None


@dataclass(frozen=True, slots=True)
class OpenNames:
    """The names of a facility are asked for."""

    facility_id: UUID
    settings: Settings


@dataclass(frozen=True, slots=True)
class EraseName:
    """A name is erased on a ground; what its participant took part in stays."""

    facility_id: UUID
    participant_ref: str
    ground: ErasureGround
    settings: Settings


@use_case(*RECORDERS, scope=scope_to_name, changes=False)
async def open_names(work: Work, command: OpenNames) -> list[ListedName]:
    """All names of a facility in the order of the alphabet. Raises `OutOfScope` for those above the facility."""
    people = await names(work, command.settings).read(command.facility_id, None, "list")
    references = await resolver(work.connection).references(command.facility_id, list(people))
    listed = [ListedName(participant_ref=references[who], **each.model_dump()) for who, each in people.items()]
    return sorted(listed, key=lambda each: (each.name.casefold(), each.register_number))


@use_case(*KEEPERS, scope=scope_to_name)
async def erase_name(work: Work, command: EraseName) -> None:
    """Erase the name behind a reference; the reference and all that it took part in stay. Raises `NameNotFound`."""
    keeper = names(work, command.settings)
    who = await resolver(work.connection).find(command.facility_id, command.participant_ref)
    if who is None or not await keeper.erase(command.facility_id, who, command.ground):
        raise NameNotFound
