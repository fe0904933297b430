"""The table of partners."""

from collections.abc import AsyncIterator
from typing import IO
from uuid import UUID

from services.agreements.exports.queries.tables import Export, Row, table_of
from services.agreements.register.access import PARTICULARS_READERS, READERS, represented_partners
from services.agreements.register.model.partners import Partner
from services.agreements.register.queries.partners import ListPartners, list_partners
from shared.access import Work, anywhere, use_case
from shared.tables.writing import Cell
from shared.values.labels import label
from shared.web.cursors import Page, PageRequest, every_page

_NAMES = "SELECT named_as, public_name FROM partner_resolved WHERE named_as = ANY($1)"
_PARTICULARS = """
SELECT p.id, p.level, p.head_office, p.head_from, p.head_until,
       (SELECT o.name FROM unit o WHERE o.code = p.region) AS region,
       c.office AS contact, c.duty AS contact_duty, c.email AS contact_email, c.phone AS contact_phone,
       s.office AS second_contact, s.duty AS second_duty, s.email AS second_email, s.phone AS second_phone
FROM partner p LEFT JOIN partner_contact c ON c.partner_id = p.id AND c.ordinal = 1
     LEFT JOIN partner_contact s ON s.partner_id = p.id AND s.ordinal = 2
WHERE p.id = ANY($1)
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def export_partners(work: Work, query: Export) -> IO[bytes]:
    """The partners that the actor may read."""
    return await table_of("partners", query, _rows(work))


async def _rows(work: Work) -> AsyncIterator[Row]:
    async def page_of(page: PageRequest) -> Page[Partner]:
        return await list_partners(work, ListPartners(None, None, None, page))

    async for partners in every_page(page_of):
        parents = [partner.parent_id for partner in partners if partner.parent_id]
        names = {row["named_as"]: row["public_name"] for row in await work.connection.fetch(_NAMES, parents)}
        particulars = await _particulars(work, [partner.id for partner in partners])
        for partner in partners:
            yield {
                "id": str(partner.id),
                "name": partner.name,
                "category": label("category", partner.category).id,
                "legal_form": partner.legal_form,
                "parent": names.get(partner.parent_id),
                "since": partner.since,
                **particulars.get(partner.id, {}),
            }


async def _particulars(work: Work, ids: list[UUID]) -> dict[UUID, dict[str, Cell]]:
    """Level, head and contacts, for our offices only: a partner's contact does not read those of others."""
    if represented_partners(work.actor) is not None or not work.actor.may(PARTICULARS_READERS, None):
        return {}
    rows = await work.connection.fetch(_PARTICULARS, ids)
    return {
        row["id"]: {
            **{name: value for name, value in row.items() if name != "id"},
            "level": label("partner_level", row["level"]).id if row["level"] else None,
        }
        for row in rows
    }
