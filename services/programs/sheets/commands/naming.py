"""Giving out the names of those who are expected on a sheet; the vault puts every reading on record."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.cohorts.access import require_own_officer
from services.programs.cohorts.commands.naming import NamedParticipant, name_all
from services.programs.program.access import RECORDERS
from services.programs.sheets.access import AboutSheet, scope_to_change
from services.programs.sheets.store import load_numbers, load_sheet
from shared.access import Work, use_case
from shared.operations.settings import Settings
from shared.values.capabilities import Scope


@dataclass(frozen=True, slots=True)
class OpenSheetNames:
    """The names on a sheet are asked for."""

    sheet_id: UUID
    settings: Settings


async def _scope(work: Work, command: AboutSheet) -> Scope:
    scope = await scope_to_change(work, command)
    require_own_officer(work.actor, scope)
    return scope


@use_case(*RECORDERS, scope=_scope, changes=False)
async def open_sheet_names(work: Work, command: OpenSheetNames) -> list[NamedParticipant]:
    """Those expected on the day whose names are kept, by their codes. Raises `OutOfScope` for those above."""
    (facility_id,) = (await scope_to_change(work, command)).facilities
    sheet = await load_sheet(work.connection, command.sheet_id)
    numbers = await load_numbers(work.connection, sheet.cohort_id, sheet.facts.held_on)
    rows = [
        {"facility_id": facility_id, "participant_id": each, "number": number}
        for each, number in sorted(numbers.items(), key=lambda pair: pair[1])
    ]
    return await name_all(work, command.settings, rows, "sheet")
