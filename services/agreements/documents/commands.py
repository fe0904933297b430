"""Filing, checking, reading and erasing files, and deleting contents that have no owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from services.agreements.agreement import access as agreement_access
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import load_agreement, lock_agreement
from services.agreements.documents.access import ERASERS, KEEPERS, READERS, readable, scope_to_change, scope_to_read
from services.agreements.documents.model import (
    MOST_DOCUMENTS,
    Document,
    DocumentNotFound,
    TooManyDocuments,
    last_day_of_retention,
    require_faults,
    require_fileable,
)
from services.agreements.documents.shipped import filing_rules
from services.agreements.documents.store import (
    insert_check,
    insert_document,
    insert_reading,
    load_document,
    load_erased,
    load_number_kept,
    load_unowned,
    lock_document,
    save_content_deleted,
    save_erasure,
    save_sweep,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.documents import DocumentChecked, DocumentErased, DocumentRecorded
from shared.files.files import Files, ReceivedFile
from shared.files.kinds import SCANS
from shared.files.names import clean_name
from shared.values.cooperation import DocumentFault, DocumentKind, DocumentVerdict, ErasureGround
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version

log = structlog.get_logger()
SWEEP_PAUSE = timedelta(hours=1)
ASKED_AT_ONCE = 500
ERASED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class AdmitDocument:
    """A file is about to arrive for an agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """A file that is in the store, with the name that it had where it came from."""

    agreement_id: UUID
    kind: DocumentKind
    file_name: str
    received: ReceivedFile


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """What a second officer has found."""

    document_id: UUID
    expected_version: int
    verdict: DocumentVerdict
    faults: tuple[DocumentFault, ...] = ()
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class EraseDocument:
    """The content is erased, for a reason; the record stays."""

    document_id: UUID
    expected_version: int
    ground: ErasureGround
    reason: str


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The content of a file is asked for."""

    document_id: UUID


@dataclass(frozen=True, slots=True)
class SweepContents:
    """The contents of `files` that have no owner and are older than `hours` are deleted."""

    files: Files
    hours: int


@use_case(*KEEPERS, scope=agreement_access.scope_to_change, changes=False)
async def admit_document(work: Work, command: AdmitDocument) -> None:
    """Refuse a file before it is stored. Raises `TooManyDocuments`."""
    if await load_number_kept(work.connection, command.agreement_id) >= MOST_DOCUMENTS:
        raise TooManyDocuments(most=MOST_DOCUMENTS)


@use_case(*KEEPERS, scope=agreement_access.scope_to_change)
async def record_document(work: Work, command: RecordDocument) -> Document:
    """Record a file of an agreement."""
    # Locked, because a signature that is voided at the same time would change what may be filed.
    agreement = await lock_agreement(work.connection, command.agreement_id)
    received = command.received
    require_fileable(command.kind, agreement.document_state, is_scan=received.media_type in SCANS)
    document = Document(
        id=new_id(),
        agreement_id=agreement.id,
        version=1,
        kind=command.kind,
        file_name=clean_name(command.file_name, received.media_type),
        media_type=received.media_type,
        size=received.size,
        sha256=received.sha256,
        content=received.content,
        uploaded_by=work.actor.account,
        uploaded_at=work.now,
    )
    await insert_document(work.connection, document)
    announcement = Announcement(work, agreement)
    announcement.emit(
        DocumentRecorded(
            **announcement.about,
            document_id=document.id,
            kind=document.kind,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256,
        )
    )
    return document


@use_case(*KEEPERS, scope=scope_to_change)
async def check_document(work: Work, command: CheckDocument) -> Document:
    """Record the check of a file by a second officer; another check may follow, and the latest counts."""
    document = await lock_document(work.connection, command.document_id)
    require_version(document.version, command.expected_version)
    document.require_content()
    document.require_checker(work.actor.account)
    require_faults(command.verdict, command.faults)
    await insert_check(work, document, command.verdict, command.faults, command.comment)
    agreement = await load_agreement(work.connection, document.agreement_id)
    announcement = Announcement(work, agreement)
    # Without the comment: it is free text and may name a person.
    announcement.emit(
        DocumentChecked(
            **announcement.about,
            document_id=document.id,
            kind=document.kind,
            verdict=command.verdict,
            faults=command.faults,
        )
    )
    return await load_document(work.connection, document.id)


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


@use_case(*READERS, scope=scope_to_read)
async def open_document(work: Work, command: OpenDocument) -> Document:
    """Give out the content of a file, and record who was given it."""
    document = await load_document(work.connection, command.document_id)
    if not await readable(work, document, [document]):
        raise DocumentNotFound(id=command.document_id)
    document.require_content()
    await insert_reading(work, document)
    return document


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
    old = [each.name async for each in files.store.list() if each.written_at < written_before]
    for start in range(0, len(old), ASKED_AT_ONCE):
        for content in await load_unowned(work.connection, old[start : start + ASKED_AT_ONCE]):
            await files.store.delete(content)
            log.info("content_without_owner_deleted", content=content)
