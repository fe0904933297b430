"""Evidence of sessions and outcomes: a photo needs consent, and the content can be erased while its record stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.cooperation import OutcomeKind
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

EvidenceKind = Literal["photo", "minutes"]
PhotoConsent = Literal["given", "nobody_recognisable"]
EvidenceErasureGround = Literal["wrong_file", "consent_withdrawn", "retention_over"]
MOST_EVIDENCE = 20
"""Files of one session or outcome, apart from erased ones."""


@dataclass(frozen=True, slots=True)
class OfSession:
    """Evidence of a session."""

    session_id: UUID

    @property
    def id(self) -> UUID:
        """The id of the session."""
        return self.session_id


@dataclass(frozen=True, slots=True)
class OfOutcome:
    """Evidence of an output or a performance, which needs no session."""

    kind: OutcomeKind
    outcome_id: UUID

    @property
    def id(self) -> UUID:
        """The id of the outcome."""
        return self.outcome_id


Owner = OfSession | OfOutcome
OWNERS: Mapping[str, Callable[[UUID], Owner]] = {
    "session_id": OfSession,
    "output_id": partial(OfOutcome, "output"),
    "performance_id": partial(OfOutcome, "performance"),
}
"""Whose evidence it is, by the part of an address that names it."""


class EvidenceNotFound(NotFound):
    """There is no evidence with this id."""

    title = Text("Bukti tidak ditemukan", "Evidence not found")
    detail = Text("Tidak ada bukti dengan id {id}.", "There is no evidence with the id {id}.")


class PhotoWithoutConsent(Invalid):
    """A photo is filed without the consent of those shown."""

    title = Text("Persetujuan belum dinyatakan", "Photo without consent")
    detail = Text(
        "Nyatakan bahwa semua yang tampak pada foto menyetujuinya, atau bahwa tidak seorang pun dapat dikenali.",
        "State that everyone shown on the photo agrees, or that nobody can be recognised.",
    )


class ConsentWithoutPhoto(Invalid):
    """Consent is stated for a file that is no photo."""

    title = Text("Persetujuan hanya untuk foto", "Consent without a photo")
    detail = Text("Persetujuan hanya dinyatakan untuk foto.", "Consent is stated for photos only.")


class PhotoIsNoImage(Invalid):
    """A photo is of another type than an image."""

    title = Text("Foto bukan gambar", "Photo is no image")
    detail = Text("Foto dikirim sebagai JPG, PNG, atau WEBP.", "A photo is sent as JPG, PNG or WEBP.")


class TooMuchEvidence(Conflict):
    """The session or the outcome has as many files as it may have."""

    title = Text("Bukti terlalu banyak", "Too much evidence")
    detail = Text(
        "Di sini paling banyak {most} berkas bukti. Hapus yang tidak diperlukan.",
        "There are at most {most} files of evidence here. Erase those that are not needed.",
    )


class EvidenceAlreadyFiled(Conflict):
    """The session or the outcome has the same file."""

    title = Text("Berkas yang sama sudah ada", "The same file is filed")
    detail = Text("Berkas ini sudah tersimpan sebagai bukti di sini.", "This file is evidence here already.")


class EvidenceErased(Conflict):
    """The content was erased, so there is nothing to read or to erase."""

    title = Text("Isi bukti sudah dihapus", "Evidence is erased")
    detail = Text("Isi berkas ini sudah dihapus: {ground}.", "The content of this file was erased: {ground}.")


IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})


class Evidence(BaseModel):
    """A file of a session or of an outcome."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    session_id: UUID | None
    outcome_id: UUID | None = None
    kind: EvidenceKind
    consent: PhotoConsent | None
    file_name: str
    media_type: str
    size: int
    sha256: str
    content: str
    uploaded_by: str
    uploaded_at: datetime
    erased_at: datetime | None = None
    erasure_ground: EvidenceErasureGround | None = None
    version: int = 1

    def require_content(self) -> None:
        """Raise `EvidenceErased` if the content was erased."""
        if self.erasure_ground is not None:
            raise EvidenceErased(ground=label("evidence_erasure", self.erasure_ground))

    def erase(self, ground: EvidenceErasureGround, now: datetime) -> "Evidence":
        """The record without its content. Raises `EvidenceErased`."""
        self.require_content()
        return self.model_copy(update={"erased_at": now, "erasure_ground": ground, "version": self.version + 1})


def require_consent(kind: EvidenceKind, consent: PhotoConsent | None) -> None:
    """Raise unless a photo has consent, and nothing else has."""
    if kind == "photo" and consent is None:
        raise PhotoWithoutConsent
    if kind != "photo" and consent is not None:
        raise ConsentWithoutPhoto


def require_image(kind: EvidenceKind, media_type: str) -> None:
    """Raise `PhotoIsNoImage` for a photo of another type."""
    if kind == "photo" and media_type not in IMAGES:
        raise PhotoIsNoImage
