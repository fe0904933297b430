"""The files of an agreement, who has read one, and the agreements without paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement import access as agreement_access
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.documents.access import LOG_READERS, OFFICES, READERS, readable, scope_to_change, scope_to_read
from services.agreements.documents.model.documents import Document, DocumentNotFound
from services.agreements.documents.model.papers import PaperState, paper_state
from services.agreements.documents.shipped import filing_rules
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.postgres.statements import fetch_named
from shared.values.capabilities import Capability
from shared.values.cooperation import DocumentFault, DocumentKind, DocumentVerdict, ErasureGround, Instrument, Level
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest, row_number


class DocumentDetails(BaseModel):
    """A file of an agreement; partners are not shown the accounts."""

    id: UUID
    agreement_id: UUID
    version: int
    kind: DocumentKind
    file_name: str
    media_type: str
    size: int
    sha256: str
    uploaded_by: str | None
    uploaded_at: datetime
    verdict: DocumentVerdict | None
    faults: tuple[DocumentFault, ...]
    comment: str | None
    checked_by: str | None
    checked_at: datetime | None
    erased_at: datetime | None
    erasure_ground: ErasureGround | None
    erasure_reason: str | None

    @classmethod
    def of(cls, document: Document) -> "DocumentDetails":
        """A file as its readers see it."""
        return cls.model_validate(document.model_dump() | {"uploaded_by": document.uploaded_by or None})


class DocumentReading(BaseModel):
    """One account that was given the content of a file, in which capacity and when."""

    at: datetime
    account: str
    capability: Capability | None
    unit: str | None


class MissingPaper(BaseModel):
    """A signed agreement without a signed paper that was found to match, and until when it should have one."""

    agreement_id: UUID
    registration_number: str
    title: str
    level: Level
    instrument: Instrument
    keeper: str
    signed_on: date
    due_on: date
    overdue: bool
    state: PaperState
    document_id: UUID | None


def sees_missing_papers(work: Work) -> bool:
    """Whether the reader may see which agreements are without paper."""
    return work.actor.may(OFFICES, None)


def missing_paper(agreement: Agreement, documents: Sequence[DocumentDetails]) -> PaperState | None:
    """Why an agreement counts as without paper; None if it has one or needs none."""
    needs = agreement.document_state == "signed" and (agreement.level, agreement.instrument) in filing_rules().required
    return paper_state(documents) if needs else None


@dataclass(frozen=True, slots=True)
class ListDocuments:
    """The files of one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ShowDocument:
    """One file."""

    document_id: UUID


@dataclass(frozen=True, slots=True)
class ListReadings:
    """Who was given the content of one file, the latest first."""

    document_id: UUID
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ListMissingPapers:
    """The longest overdue first."""

    page: PageRequest


_READINGS = """
SELECT * FROM document_reading WHERE document_id = :document_id AND (:before::bigint IS NULL OR id < :before)
ORDER BY id DESC LIMIT :rows
"""
# Registered agreements of the past may have no day of signing on record.
_MISSING = """
SELECT a.id AS agreement_id, a.registration_number, a.title, a.level, a.instrument,
       (SELECT k.name FROM unit k WHERE k.id = a.keeper_id) AS keeper,
       due.signed_on, due.day AS due_on, due.day < :today AS overdue,
       CASE WHEN latest.id IS NULL THEN 'missing' WHEN latest.verdict IS NULL THEN 'unchecked'
            ELSE 'differs' END AS state,
       latest.id AS document_id
FROM unnest(:levels::text[], :instruments::text[], :days::integer[]) AS rule (level, instrument, days)
JOIN agreement a USING (level, instrument)
CROSS JOIN LATERAL (SELECT coalesce(a.signed_on, a.dated_on, a.in_force_from) AS signed_on,
                           coalesce(a.signed_on, a.dated_on, a.in_force_from) + rule.days AS day) AS due
LEFT JOIN LATERAL (SELECT w.id, w.verdict FROM document_whole w
                   WHERE w.agreement_id = a.id AND w.kind = 'signed_paper' AND w.erased_at IS NULL
                   ORDER BY (w.verdict IS NOT DISTINCT FROM 'matches') DESC, w.verdict IS NULL DESC, w.id DESC
                   LIMIT 1) AS latest ON true
WHERE a.document_state = 'signed' AND latest.verdict IS DISTINCT FROM 'matches'
  AND (:nation
       OR a.id IN (SELECT about.id FROM agreements_about(:facilities, :regions, '{}', NULL, NULL) AS about (id)))
  AND (:after_day::date IS NULL OR (due.day, a.id) > (:after_day, :after_id::uuid))
ORDER BY due.day, a.id LIMIT :rows
"""


@use_case(*READERS, scope=agreement_access.scope_to_read, changes=False)
async def list_documents(work: Work, query: ListDocuments) -> list[DocumentDetails]:
    """The files of an agreement that the reader may read, the newest first."""
    rows = await work.connection.fetch(
        "SELECT * FROM document_whole WHERE agreement_id = $1 ORDER BY id DESC", query.agreement_id
    )
    found = [Document.model_validate(dict(row)) for row in rows]
    return [DocumentDetails.of(each) for each in await readable(work, query, found)]


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_document(work: Work, query: ShowDocument) -> DocumentDetails:
    """What is on record about one file. Raises `DocumentNotFound`, also for one that the reader may not read."""
    rows = await work.connection.fetch("SELECT * FROM document_whole WHERE id = $1", query.document_id)
    found = [Document.model_validate(dict(row)) for row in rows]
    shown = await readable(work, found[0], found)
    if not shown:
        raise DocumentNotFound(id=query.document_id)
    return DocumentDetails.of(shown[0])


@use_case(*LOG_READERS, scope=scope_to_change, changes=False)
async def list_readings(work: Work, query: ListReadings) -> Page[DocumentReading]:
    """One page of the read log, the latest first."""
    (before,) = query.page.after_as(row_number)
    rows = await fetch_named(
        work.connection, _READINGS, document_id=query.document_id, before=before, rows=query.page.limit + 1
    )
    found = query.page.cut(rows, lambda row: [row["id"]])
    return Page(items=[DocumentReading.model_validate(dict(row)) for row in found.items], next=found.next)


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_missing_papers(work: Work, query: ListMissingPapers) -> Page[MissingPaper]:
    """One page of the signed agreements without paper."""
    reach = work.actor.reach(OFFICES)
    required = filing_rules().required
    after_day, after_id = query.page.after_as(date.fromisoformat, UUID)
    rows = await fetch_named(
        work.connection,
        _MISSING,
        today=day_in(CAPITAL_ZONE, work.now),
        levels=[level for level, _ in required],
        instruments=[instrument for _, instrument in required],
        days=list(required.values()),
        nation=reach.nation,
        facilities=reach.facilities,
        regions=reach.regions,
        after_day=after_day,
        after_id=after_id,
        rows=query.page.limit + 1,
    )
    papers = [MissingPaper.model_validate(dict(row)) for row in rows]
    return query.page.cut(papers, lambda paper: [paper.due_on, paper.agreement_id])
