"""Reads of transfers: those of a facility in both directions, and one. References are each facility's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.model.enrolment import short_code
from services.programs.names.access import scope_to_name
from services.programs.participants.store import resolver
from services.programs.program.access import RECORDERS
from services.programs.program.model.parts import Facility
from services.programs.transfers.access import scope_to_read
from services.programs.transfers.model.columns import TRANSFERS, transfer_of
from services.programs.transfers.model.transfer import TransferDeclineReason, TransferState
from shared.access import Work, use_case
from shared.values.cooperation import ParticipantKind
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest

Direction = Literal["in", "out"]
MOST_FOUND = 20
"""Facilities that a search shows."""


class TransferSummary(BaseModel):
    """A transfer with the program that was left. `code` is the short code there, as the letter of transfer has it."""

    id: UUID
    origin: Facility
    destination: Facility
    program_name: str
    template: str
    template_name: Text
    cohort_name: str
    code: str
    kind: ParticipantKind
    left_on: date
    proposed_on: date
    state: TransferState
    answered_on: date | None
    decline_reason: TransferDeclineReason | None
    version: int


class TransferDetails(TransferSummary):
    """One transfer. `enrolment_id` is what an admission continues; `participant_ref` is the reader's own reference."""

    enrolment_id: UUID
    continued: bool
    participant_ref: str | None


@dataclass(frozen=True, slots=True)
class ListTransfers:
    """The transfers to a facility, or from it."""

    facility_id: UUID
    direction: Direction
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowTransfer:
    """One transfer."""

    transfer_id: UUID


_LEFT = f"""
SELECT found.*, e.number, e.kind, e.participant_id, c.name AS cohort_name, p.name AS program_name, p.template,
       p.title_indonesian, p.title_english, EXISTS (SELECT FROM enrolment WHERE continues = e.id) AS continued
FROM ({TRANSFERS}) AS found JOIN enrolment e ON e.id = enrolment_id JOIN cohort c ON c.id = e.cohort_id
JOIN program p ON p.id = c.program_id
"""  # noqa: S608 -- a constant


@use_case(*RECORDERS, scope=scope_to_name, changes=False)
async def list_transfers(work: Work, query: ListTransfers) -> Page[TransferSummary]:
    """The transfers of a facility in one direction, the newest first."""
    (before,) = query.page.after_as(UUID)
    side = "destination_id" if query.direction == "in" else "origin_id"
    rows = await work.connection.fetch(
        f"""{_LEFT} WHERE found.{side} = $1 AND ($2::uuid IS NULL OR found.id < $2)
            ORDER BY found.id DESC LIMIT $3""",
        *(query.facility_id, before, query.page.limit + 1),
    )
    return query.page.cut([TransferSummary(**_fields(row)) for row in rows], lambda each: (each.id,))


@use_case(*RECORDERS, scope=scope_to_read, changes=False)
async def show_transfer(work: Work, query: ShowTransfer) -> TransferDetails:
    """One transfer, with the reference that the reader's facility has for the participant, if it has one."""
    row = await work.connection.fetchrow(f"{_LEFT} WHERE found.id = $1", query.transfer_id)
    used = work.actor.used
    own = UUID(used.unit) if used and used.scope_kind == "facility" else row["destination_id"]
    references = await resolver(work.connection).references(own, [row["participant_id"]])
    return TransferDetails(
        **_fields(row),
        enrolment_id=row["enrolment_id"],
        continued=row["continued"],
        participant_ref=references.get(row["participant_id"]),
    )


async def destinations_like(work: Work, enrolment_id: UUID, name: str) -> list[tuple[UUID, str]]:
    """The other facilities with these words in their name, for a form."""
    rows = await work.connection.fetch(
        """SELECT id, name FROM facility WHERE strpos(lower(name), lower($2)) > 0 AND id <> (
               SELECT facility_id FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
               JOIN program p ON p.id = c.program_id WHERE e.id = $1)
           ORDER BY name, id LIMIT $3""",
        *(enrolment_id, name, MOST_FOUND),
    )
    return [(row["id"], row["name"]) for row in rows]


def _fields(row: Any) -> Mapping[str, Any]:
    transfer = transfer_of(row)
    return {
        "id": transfer.id,
        "origin": transfer.origin,
        "destination": transfer.destination,
        "program_name": row["program_name"],
        "template": row["template"],
        "template_name": Text(row["title_indonesian"], row["title_english"]),
        "cohort_name": row["cohort_name"],
        "code": short_code(row["number"]),
        "kind": row["kind"],
        "left_on": transfer.left_on,
        "proposed_on": transfer.proposed_on,
        "state": transfer.state,
        "answered_on": transfer.answered_on,
        "decline_reason": transfer.decline_reason,
        "version": transfer.version,
    }
