"""The evidence of a session: a photo needs consent, and the content can be erased while its record stays."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

EvidenceKind = Literal["photo", "minutes"]
PhotoConsent = Literal["given", "nobody_recognisable"]
EvidenceErasureGround = Literal["wrong_file", "consent_withdrawn", "retention_over"]
MOST_EVIDENCE = 20
"""Files of one session, apart from erased ones."""


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
    """The session has as many files as it may have."""

    title = Text("Bukti terlalu banyak", "Too much evidence")
    detail = Text(
        "Satu pertemuan memuat paling banyak {most} berkas. Hapus yang tidak diperlukan.",
        "A session has at most {most} files. Erase those that are not needed.",
    )


class EvidenceAlreadyFiled(Conflict):
    """The session has the same file."""

    title = Text("Berkas yang sama sudah ada", "The same file is filed")
    detail = Text("Berkas ini sudah menjadi bukti pertemuan ini.", "This file is evidence of this session already.")


class EvidenceErased(Conflict):
    """The content was erased, so there is nothing to read or to erase."""

    title = Text("Isi bukti sudah dihapus", "Evidence is erased")
    detail = Text("Isi berkas ini sudah dihapus: {ground}.", "The content of this file was erased: {ground}.")


IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})


class Evidence(BaseModel):
    """A file of a session."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    session_id: UUID
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
