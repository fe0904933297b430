"""Reads of evidence: the records of the files of a session or an outcome."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.programs.evidence.access import READERS, scope_of_owner
from services.programs.evidence.model import Evidence, EvidenceErasureGround, EvidenceKind, Owner, PhotoConsent
from shared.access import Work, use_case


class EvidenceDetails(BaseModel):
    """A file of a session or an outcome; its content has an address of its own."""

    id: UUID
    session_id: UUID | None
    outcome_id: UUID | None
    kind: EvidenceKind
    consent: PhotoConsent | None
    file_name: str
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime
    erased_at: datetime | None
    erasure_ground: EvidenceErasureGround | None
    version: int

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceDetails":
        """The record as readers get it."""
        return cls.model_validate(evidence.model_dump())


@dataclass(frozen=True, slots=True)
class ListEvidence:
    """The files of a session or an outcome."""

    of: Owner


@use_case(*READERS, scope=scope_of_owner, changes=False)
async def list_evidence(work: Work, query: ListEvidence) -> list[EvidenceDetails]:
    """The files, the newest first."""
    rows = await work.connection.fetch(
        """SELECT id, session_id, outcome_id, kind, consent, file_name, media_type, size,
                  encode(sha256, 'hex') AS sha256, uploaded_at, erased_at, erasure_ground, version
           FROM evidence WHERE session_id = $1 OR outcome_id = $1 ORDER BY id DESC""",
        query.of.id,
    )
    return [EvidenceDetails(**row) for row in rows]
