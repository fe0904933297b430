"""Erasing the content of a document, and deleting contents that have no owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.documents.access import ERASERS, scope_to_change
from services.agreements.documents.model.documents import Document
from services.agreements.documents.model.papers import last_day_of_retention
from services.agreements.documents.shipped import filing_rules
from services.agreements.documents.store import (
    load_document,
    load_erased,
    load_unowned,
    lock_document,
    save_content_deleted,
    save_erasure,
    save_sweep,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.documents import DocumentErased
from shared.files.files import Files
from shared.values.cooperation import ErasureGround
from shared.values.terms import day_in
from shared.web.preconditions import require_version

log = structlog.get_logger()
SWEEP_PAUSE = timedelta(hours=1)
ASKED_AT_ONCE = 500
ERASED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class EraseDocument:
    """The content is erased, for a reason; the record stays."""

    document_id: UUID
    expected_version: int
    ground: ErasureGround
    reason: str


@dataclass(frozen=True, slots=True)
class SweepContents:
    """The contents of `files` that have no owner and are older than `hours` are deleted."""

    files: Files
    hours: int


@use_case(*ERASERS, scope=scope_to_change)
async def erase_document(work: Work, command: EraseDocument) -> Document:
    """Erase the content of a file."""
    document = await lock_document(work.connection, command.document_id)
    require_version(document.version, command.expected_version)
    agreement = await load_agreement(work.connection, document.agreement_id)
    years = filing_rules().retention_years[document.kind]
    today = day_in(agreement.zone, work.now)
    document.require_erasable(command.ground, last_day_of_retention(agreement, years), today, years)
    await save_erasure(work, document, command.ground, command.reason)
    announcement = Announcement(work, agreement)
    announcement.emit(
        DocumentErased(**announcement.about, document_id=document.id, kind=document.kind, ground=command.ground)
    )
    return await load_document(work.connection, document.id)


@use_case(scope=nationwide, changes=False)
async def sweep_contents(work: Work, command: SweepContents) -> None:
    """Delete contents without an owner, once in a while, and those whose erasure is on record."""
    for document_id, content in await load_erased(work.connection, ERASED_AT_ONCE):
        await command.files.store.delete(content)
        await save_content_deleted(work, document_id)
    begun = await save_sweep(work.connection, SWEEP_PAUSE)
    if begun is None:
        return
    await _delete_unowned(work, command.files, begun - timedelta(hours=command.hours))


async def _delete_unowned(work: Work, files: Files, written_before: datetime) -> None:
    # A younger content may belong to a request that is not committed yet.
    old = [each async for each in files.written_before(written_before)]
    for start in range(0, len(old), ASKED_AT_ONCE):
        for content in await load_unowned(work.connection, old[start : start + ASKED_AT_ONCE]):
            await files.store.delete(content)
            log.info("content_without_owner_deleted", content=content)
