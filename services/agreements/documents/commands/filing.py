"""Filing a document, and its check by a second officer."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import scope_to_change as scope_of_agreement
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import load_agreement, lock_agreement
from services.agreements.documents.access import KEEPERS, scope_to_change
from services.agreements.documents.model.documents import (
    MOST_DOCUMENTS,
    Document,
    TooManyDocuments,
    require_faults,
    require_fileable,
)
from services.agreements.documents.store import (
    insert_check,
    insert_document,
    load_document,
    load_number_kept,
    lock_document,
)
from shared.access import Work, use_case
from shared.contracts.documents import DocumentChecked, DocumentRecorded
from shared.files.files import ReceivedFile
from shared.files.kinds import SCANS
from shared.files.names import clean_name
from shared.values.cooperation import DocumentFault, DocumentKind, DocumentVerdict
from shared.values.ids import new_id
from shared.web.preconditions import require_version


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


@use_case(*KEEPERS, scope=scope_of_agreement, changes=False)
async def admit_document(work: Work, command: AdmitDocument) -> None:
    """Refuse a file before it is stored. Raises `TooManyDocuments`."""
    if await load_number_kept(work.connection, command.agreement_id) >= MOST_DOCUMENTS:
        raise TooManyDocuments(most=MOST_DOCUMENTS)


@use_case(*KEEPERS, scope=scope_of_agreement)
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
