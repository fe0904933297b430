"""Filing evidence of a session or an outcome, giving it out, erasing it, and deleting contents that have no owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from services.programs.evidence.access import READERS, scope_to_change, scope_to_file, scope_to_read
from services.programs.evidence.model import (
    MOST_EVIDENCE,
    Evidence,
    EvidenceErasureGround,
    EvidenceKind,
    OfOutcome,
    OfSession,
    Owner,
    PhotoConsent,
    TooMuchEvidence,
    require_consent,
    require_image,
)
from services.programs.evidence.store import (
    insert_evidence,
    insert_reading,
    load_erased,
    load_number_kept,
    load_unowned,
    lock_evidence,
    save_content_deleted,
    save_erasure,
    save_sweep,
)
from services.programs.program.access import KEEPERS, RECORDERS
from shared.access import Work, nationwide, use_case
from shared.files.files import Files, ReceivedFile
from shared.files.names import clean_name
from shared.values.ids import new_id
from shared.web.preconditions import require_version

log = structlog.get_logger()
SWEEP_PAUSE = timedelta(hours=1)
ASKED_AT_ONCE = 500
ERASED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class AdmitEvidence:
    """A file is about to arrive."""

    of: Owner


@dataclass(frozen=True, slots=True)
class FileEvidence:
    """A file that is in the store, with the name that it had where it came from."""

    of: Owner
    kind: EvidenceKind
    consent: PhotoConsent | None
    file_name: str
    received: ReceivedFile


@dataclass(frozen=True, slots=True)
class OpenEvidence:
    """The content of a file is asked for."""

    evidence_id: UUID


@dataclass(frozen=True, slots=True)
class EraseEvidence:
    """The content is erased, for a reason; the record stays."""

    evidence_id: UUID
    expected_version: int
    ground: EvidenceErasureGround


@dataclass(frozen=True, slots=True)
class SweepEvidence:
    """The contents of `files` that have no owner and are older than `hours` are deleted."""

    files: Files
    hours: int


@use_case(*RECORDERS, scope=scope_to_file, changes=False)
async def admit_evidence(work: Work, command: AdmitEvidence) -> None:
    """Refuse a file before it is stored. Raises `TooMuchEvidence`."""
    if await load_number_kept(work.connection, command.of) >= MOST_EVIDENCE:
        raise TooMuchEvidence(most=MOST_EVIDENCE)


@use_case(*RECORDERS, scope=scope_to_file)
async def file_evidence(work: Work, command: FileEvidence) -> Evidence:
    """Record a file. Raises `PhotoWithoutConsent`, `EvidenceAlreadyFiled` or another refusal."""
    received = command.received
    require_consent(command.kind, command.consent)
    require_image(command.kind, received.media_type)
    evidence = Evidence(
        id=new_id(),
        session_id=command.of.session_id if isinstance(command.of, OfSession) else None,
        outcome_id=command.of.outcome_id if isinstance(command.of, OfOutcome) else None,
        kind=command.kind,
        consent=command.consent,
        file_name=clean_name(command.file_name, received.media_type),
        media_type=received.media_type,
        size=received.size,
        sha256=received.sha256,
        content=received.content,
        uploaded_by=work.actor.account,
        uploaded_at=work.now,
    )
    await insert_evidence(work.connection, evidence)
    return evidence


@use_case(*READERS, scope=scope_to_read)
async def open_evidence(work: Work, command: OpenEvidence) -> Evidence:
    """Give out the content of a file, and record who was given it. Raises `EvidenceErased`."""
    evidence = await lock_evidence(work.connection, command.evidence_id)
    evidence.require_content()
    await insert_reading(work, evidence.id)
    return evidence


@use_case(*KEEPERS, scope=scope_to_change)
async def erase_evidence(work: Work, command: EraseEvidence) -> Evidence:
    """Erase the content of a file, such as a photo whose consent was withdrawn."""
    evidence = await lock_evidence(work.connection, command.evidence_id)
    require_version(evidence.version, command.expected_version)
    erased = evidence.erase(command.ground, work.now)
    await save_erasure(work, erased)
    return erased


@use_case(scope=nationwide, changes=False)
async def sweep_evidence(work: Work, command: SweepEvidence) -> None:
    """Delete contents whose erasure is on record, and once in a while those without an owner."""
    for evidence_id, content in await load_erased(work.connection, ERASED_AT_ONCE):
        await command.files.store.delete(content)
        await save_content_deleted(work, evidence_id)
    begun = await save_sweep(work.connection, SWEEP_PAUSE)
    if begun is not None:
        await _delete_unowned(work, command.files, begun - timedelta(hours=command.hours))


async def _delete_unowned(work: Work, files: Files, moment: datetime) -> None:
    # A younger content may belong to a request that is not committed yet.
    old = [each async for each in files.written_before(moment)]
    for start in range(0, len(old), ASKED_AT_ONCE):
        for content in await load_unowned(work.connection, old[start : start + ASKED_AT_ONCE]):
            await files.store.delete(content)
            log.info("content_without_owner_deleted", content=content)
