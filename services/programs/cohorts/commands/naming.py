"""Giving out the names of a cohort; the vault puts every reading on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import scope_to_name
from services.programs.cohorts.model.enrolment import short_code
from services.programs.participants.commands import names
from services.programs.participants.model import Purpose
from services.programs.participants.store import resolver
from services.programs.program.access import RECORDERS
from shared.access import Work, use_case
from shared.operations.settings import Settings


class NamedParticipant(BaseModel):
    """An enrolment by its short code, with the name that the facility's resolver has for it."""

    code: str
    participant_ref: str
    name: str
    register_number: str
    term_ends_on: date | None


@dataclass(frozen=True, slots=True)
class OpenCohortNames:
    """The names of a cohort are asked for."""

    cohort_id: UUID
    settings: Settings


@use_case(*RECORDERS, scope=scope_to_name, changes=False)
async def open_cohort_names(work: Work, command: OpenCohortNames) -> list[NamedParticipant]:
    """Those enrolled whose names are kept, by their codes. Raises `OutOfScope` for those above the facility."""
    rows = await work.connection.fetch(
        """SELECT facility_id, enrolment.participant_id, number FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id WHERE cohort_id = $1 ORDER BY number""",
        command.cohort_id,
    )
    return await name_all(work, command.settings, rows, "cohort")


async def name_all(
    work: Work, settings: Settings, rows: Sequence[Mapping[str, Any]], purpose: Purpose
) -> list[NamedParticipant]:
    """The names for rows of one facility with `participant_id` and `number`; those that are not kept are left out."""
    if not rows:
        return []
    facility_id, participants = rows[0]["facility_id"], [row["participant_id"] for row in rows]
    references = await resolver(work.connection).references(facility_id, participants)
    people = await names(work, settings).read(facility_id, participants, purpose)
    return [
        NamedParticipant(
            code=short_code(row["number"]),
            participant_ref=references[who],
            **people[who].model_dump(include={"name", "register_number", "term_ends_on"}),
        )
        for row in rows
        if (who := row["participant_id"]) in people
    ]
