"""Loads and saves the particulars of partners."""

from collections.abc import Collection
from uuid import UUID

from services.agreements.register.model.particulars import Contact, HeadOffice, Particulars, RiskFlag
from services.agreements.register.model.partners import PartnerNotFound
from shared.postgres.connections import Connection


async def region_exists(connection: Connection, region: str) -> bool:
    """Whether a regional office has this code."""
    found: bool = await connection.fetchval("SELECT EXISTS (SELECT FROM regional_office WHERE code = $1)", region)
    return found


async def load_risks(connection: Connection, ids: Collection[UUID]) -> dict[str, list[RiskFlag]]:
    """What to consider about those of these partners that have risks, by their public names."""
    rows = await connection.fetch(
        """SELECT public_name, risk_flags FROM partner_resolved
           WHERE named_as = ANY($1) AND risk_flags <> '{}' ORDER BY public_name, id""",
        list(ids),
    )
    return {row["public_name"]: row["risk_flags"] for row in rows}


async def load_particulars(connection: Connection, partner_id: UUID) -> Particulars:
    """The particulars of a partner; a merged id resolves. Raises `PartnerNotFound`."""
    row = await connection.fetchrow("SELECT * FROM partner_resolved WHERE named_as = $1", partner_id)
    if row is None:
        raise PartnerNotFound(id=partner_id)
    contacts = await connection.fetch(
        "SELECT office, duty, email, phone FROM partner_contact WHERE partner_id = $1 ORDER BY ordinal", row["id"]
    )
    office = row["head_office"]
    return Particulars(
        partner_id=row["id"],
        head=HeadOffice(office=office, valid_from=row["head_from"], valid_until=row["head_until"]) if office else None,
        contacts=tuple(Contact.model_validate(dict(each)) for each in contacts),
        **{name: row[name] for name in ("level", "region", "risk_flags", "closed_reason", "version")},
    )


async def save_particulars(connection: Connection, particulars: Particulars) -> None:
    """Save the particulars of a partner in its next version; the contacts replace those of before."""
    head = particulars.head
    await connection.execute(
        """UPDATE partner SET level = $2, region = $3, head_office = $4, head_from = $5, head_until = $6,
                              risk_flags = $7, version = $8
           WHERE id = $1""",
        particulars.partner_id,
        particulars.level,
        particulars.region,
        head and head.office,
        head and head.valid_from,
        head and head.valid_until,
        list(particulars.risk_flags),
        particulars.version,
    )
    await connection.execute("DELETE FROM partner_contact WHERE partner_id = $1", particulars.partner_id)
    await connection.executemany(
        """INSERT INTO partner_contact (partner_id, ordinal, office, duty, email, phone)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        [
            (particulars.partner_id, n, each.office, each.duty, each.email, each.phone)
            for n, each in enumerate(particulars.contacts, 1)
        ],
    )
