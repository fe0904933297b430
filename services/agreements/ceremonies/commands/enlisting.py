"""The agreements of one unit on the list of a ceremony: a guest lists its own."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.ceremonies.access import KEEPERS, scope_to_sign_for
from services.agreements.ceremonies.commands.days import lock_listed, plan_days
from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.model.parts import ListedAgreement, OpeningProgram
from services.agreements.ceremonies.store.ceremonies import lock_ceremony, save_preparation
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ListOwnAgreements:
    """The agreements of a unit for the list, and their programs that open."""

    ceremony_id: UUID
    unit_id: UUID
    expected_version: int
    agreements: tuple[ListedAgreement, ...] = ()
    opens: tuple[OpeningProgram, ...] = ()


@use_case(*KEEPERS, scope=scope_to_sign_for)
async def list_own_agreements(work: Work, command: ListOwnAgreements) -> Ceremony:
    """Replace the agreements of the unit; the rows of others stay as they are."""
    ceremony = await lock_ceremony(work.connection, command.ceremony_id)
    require_version(ceremony.version, command.expected_version)
    agreements = await lock_listed(work, ceremony, command.agreements)
    ceremony.enlist(ceremony.unit(command.unit_id), command.agreements, command.opens, agreements)
    await plan_days(work, ceremony, agreements, ceremony.planned_on)
    await save_preparation(work.connection, ceremony)
    return ceremony
