"""The table of agreements."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from services.agreements.agreement.access import READERS
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.agreement.queries.listing import AgreementSummary, ListAgreements, list_agreements
from services.agreements.exports.queries.tables import Export, Row, table_of
from shared.access import Work, anywhere, use_case
from shared.values.labels import label
from shared.web.cursors import Page, PageRequest, every_page

_DETAILS = """
SELECT a.id, a.signed_on, k.public_name AS unit, own.number, other.number AS partner_number, other.name AS partner,
       (SELECT string_agg(DISTINCT f.name_indonesian, ', ') FROM scope_item i JOIN field f ON f.code = i.field
        WHERE i.agreement_id = a.id AND i.left_on IS NULL
          AND f.version = (SELECT max(version) FROM field n WHERE n.code = f.code)) AS fields,
       (SELECT n.number FROM document_number n JOIN agreement b ON b.id = n.agreement_id AND b.keeper_id = n.issuer_id
        WHERE n.agreement_id = a.predecessor_id AND n.replaced_at IS NULL ORDER BY n.year DESC, n.id LIMIT 1
       ) AS predecessor
FROM agreement a JOIN any_unit k ON k.named_as = a.keeper_id
     LEFT JOIN LATERAL (
        SELECT n.number FROM document_number n WHERE n.agreement_id = a.id AND n.issuer_id = a.keeper_id
          AND n.replaced_at IS NULL ORDER BY n.year DESC, n.id LIMIT 1) AS own ON true
     LEFT JOIN LATERAL (
        SELECT u.public_name AS name,
               (SELECT n.number FROM document_number n WHERE n.party_id = p.id AND n.replaced_at IS NULL
                ORDER BY n.year DESC, n.id LIMIT 1) AS number
        FROM party p JOIN any_unit u ON u.named_as = p.unit_id
        WHERE p.agreement_id = a.id AND p.left_on IS NULL AND u.kind = 'partner'
        ORDER BY p.ordinal LIMIT 1) AS other ON true
WHERE a.id = ANY($1)
"""


@dataclass(frozen=True, slots=True)
class ExportAgreements(Export):
    """A table of the agreements that fit a filter."""

    filter: AgreementFilter


@use_case(*READERS, scope=anywhere, changes=False)
async def export_agreements(work: Work, query: Export) -> IO[bytes]:
    """The agreements that the actor may read and that fit the filter, the newest first; without one, all of them."""
    wanted = query.filter if isinstance(query, ExportAgreements) else AgreementFilter()
    return await table_of("agreements", query, _rows(work, wanted))


async def _rows(work: Work, wanted: AgreementFilter) -> AsyncIterator[Row]:
    async def page_of(page: PageRequest) -> Page[AgreementSummary]:
        return await list_agreements(work, ListAgreements(wanted, page))

    async for summaries in every_page(page_of):
        details = await work.connection.fetch(_DETAILS, [summary.id for summary in summaries])
        by_id = {row["id"]: dict(row) for row in details}
        for summary in summaries:
            yield _row(summary, by_id[summary.id])


def _row(summary: AgreementSummary, details: Mapping[str, Any]) -> Row:
    return {
        **details,
        "id": str(summary.id),
        "instrument": label("instrument", summary.instrument).id,
        "title": summary.title,
        "starts_on": summary.in_force_from,
        "ends_on": summary.in_force_until,
        "status": label("document_state", summary.state).id,
    }
