"""An addendum changes the term of a signed agreement."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement, in_force_ref
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import load_live_successor_id, lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.succession.model.notices import require_no_notice
from services.agreements.succession.model.succession import SuccessorExists, require_amendable
from services.agreements.succession.store.addenda import insert_reading
from shared.access import Work, use_case
from shared.contracts.agreements import AgreementAmended
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AmendTerm:
    """An addendum that every party has signed; without a last day the agreement is in force until it is ended."""

    agreement_id: UUID
    expected_version: int
    signed_on: date
    in_force_until: date | None
    reason: str


@use_case(*SUBMITTERS, scope=scope_to_change)
async def amend_term(work: Work, command: AmendTerm) -> Receipt:
    """Record the new last day, which programs follow; the history has the addendum with its day and reason."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.require("amend_term")
    require_no_notice(agreement)
    today = day_in(agreement.zone, work.now)
    require_amendable(agreement.days_in_force, command.in_force_until, command.signed_on, today)
    # A successor begins after the term that it was drafted for.
    successor_id = await load_live_successor_id(work.connection, agreement.id)
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)
    await insert_reading(work.connection, agreement, command.signed_on - timedelta(days=1))
    agreement.amend_term(command.in_force_until, command.signed_on, command.reason)
    await save_agreement(work, agreement)
    announcement = Announcement.on(work, agreement, command.signed_on)
    in_force = in_force_ref(agreement.days_in_force)
    announcement.emit(
        AgreementAmended(
            **announcement.about,
            signed_on=command.signed_on,
            effective_on=None,
            addendum_id=None,
            changed=("term",),
            in_force=in_force,
        )
    )
    return agreement.receipt()
