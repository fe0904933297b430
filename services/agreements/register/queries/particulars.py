"""The particulars of a partner, for our offices and for the contact of the partner itself."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.access import (
    PARTICULARS_READERS,
    represented_partners,
    scope_to_read_particulars,
)
from services.agreements.register.model.particulars import Contact, HeadOffice, Particulars
from services.agreements.register.model.partners import PartnerNotFound
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class ShowParticulars:
    """The particulars of one partner."""

    partner_id: UUID


@use_case(*PARTICULARS_READERS, scope=scope_to_read_particulars, changes=False)
async def show_particulars(work: Work, query: ShowParticulars) -> Particulars:
    """The particulars of a partner; a merged id resolves. Raises `PartnerNotFound`."""
    row = await work.connection.fetchrow("SELECT * FROM partner_resolved WHERE named_as = $1", query.partner_id)
    if row is None:
        raise PartnerNotFound(id=query.partner_id)
    contacts = await work.connection.fetch(
        "SELECT office, duty, email, phone FROM partner_contact WHERE partner_id = $1 ORDER BY ordinal", row["id"]
    )
    office = row["head_office"]
    particulars = Particulars(
        partner_id=row["id"],
        head=HeadOffice(office=office, valid_from=row["head_from"], valid_until=row["head_until"]) if office else None,
        contacts=tuple(Contact.model_validate(dict(each)) for each in contacts),
        **{name: row[name] for name in ("level", "region", "risk_flags", "closed_reason", "version")},
    )
    return particulars if represented_partners(work.actor) is None else particulars.for_the_partner()
