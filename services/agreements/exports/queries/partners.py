"""The table of partners."""

from collections.abc import AsyncIterator
from typing import IO

from services.agreements.exports.queries.tables import Export, Row, every_page, table_of
from services.agreements.register.access import READERS
from services.agreements.register.model.partners import Partner
from services.agreements.register.queries.partners import ListPartners, list_partners
from shared.access import Work, anywhere, use_case
from shared.values.labels import label
from shared.web.cursors import Page, PageRequest

_NAMES = "SELECT named_as, public_name FROM partner_resolved WHERE named_as = ANY($1)"


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
        for partner in partners:
            yield {
                "id": str(partner.id),
                "name": partner.name,
                "category": label("category", partner.category).id,
                "legal_form": partner.legal_form,
                "parent": names.get(partner.parent_id),
                "since": partner.since,
            }
