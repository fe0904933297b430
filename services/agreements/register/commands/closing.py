"""Closing a partner that no longer exists."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS
from services.agreements.register.model.answers import PartnerReceipt, live_agreements_caution, receipt_of
from services.agreements.register.store.partners import (
    count_live_agreements,
    lock_partner,
    save_closed_reason,
    save_partner,
)
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.organisations import PartnerClosed
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.values.texts import Text
from shared.web.preconditions import require_version

_LAST_DAY = Text("Hari terakhir mitra", "The last day of the partner")


@dataclass(frozen=True, slots=True)
class ClosePartner:
    """The partner no longer exists after its last day."""

    partner_id: UUID
    closed_on: date
    reason: str
    expected_version: int


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def close_partner(work: Work, command: ClosePartner) -> PartnerReceipt:
    """Record the last day of a partner. Live agreements give a caution: they have to be ended. Raises a refusal."""
    partner = await lock_partner(work.connection, command.partner_id)
    require_version(partner.version, command.expected_version)
    partner.require_live()
    today = day_in(CAPITAL_ZONE, work.now)
    require_past(_LAST_DAY, command.closed_on, today)
    closed = partner.model_copy(update={"closed_on": command.closed_on, "version": partner.version + 1})
    await save_partner(work.connection, closed, None)
    await save_closed_reason(work.connection, closed.id, command.reason)
    work.emit(PartnerClosed(partner_id=closed.id, version=closed.version, closed_on=command.closed_on))
    live = await count_live_agreements(work.connection, closed.id, today)
    return receipt_of(closed, *([live_agreements_caution(live)] if live else []))
