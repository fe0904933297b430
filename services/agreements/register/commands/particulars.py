"""Keeping the particulars of a partner."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS
from services.agreements.register.model.particulars import Contact, HeadOffice, Particulars, RegionUnknown, RiskFlag
from services.agreements.register.model.partners import PartnerLevel
from services.agreements.register.store.particulars import region_exists, save_particulars
from services.agreements.register.store.partners import lock_partner
from shared.access import Work, anywhere, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class DescribePartner:
    """The particulars of a partner as they are from now on; what is left out becomes empty."""

    partner_id: UUID
    expected_version: int
    level: PartnerLevel | None = None
    region: str | None = None
    head: HeadOffice | None = None
    contacts: tuple[Contact, ...] = ()
    risk_flags: tuple[RiskFlag, ...] = ()


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def describe_partner(work: Work, command: DescribePartner) -> int:
    """Save the particulars of a partner; returns its new version. Raises `PartnerNotFound` or a refusal."""
    partner = await lock_partner(work.connection, command.partner_id)
    require_version(partner.version, command.expected_version)
    partner.require_live()
    if command.head:
        command.head.require_in_order()
    if command.region and not await region_exists(work.connection, command.region):
        raise RegionUnknown(region=command.region)
    particulars = Particulars(
        partner_id=partner.id,
        level=command.level,
        region=command.region,
        head=command.head,
        contacts=command.contacts,
        risk_flags=tuple(dict.fromkeys(command.risk_flags)),
        version=partner.version + 1,
    )
    # Without an event: contacts and risks concern our offices only, and other systems take them from nowhere.
    await save_particulars(work.connection, particulars)
    return particulars.version
