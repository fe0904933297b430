"""The rules of files: which paper is required, who checks it, and when its content may be erased."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.states import DocumentState
from shared.values.cooperation import DocumentFault, DocumentKind, DocumentVerdict, ErasureGround
from shared.values.labels import label
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.texts import Text

SIGNED: tuple[DocumentState, ...] = ("signed", "superseded", "terminated")
"""The states of an agreement that all have signed: only then is there a signed paper, and no copy signed in part."""
MOST_DOCUMENTS = 100
"""Of one agreement, apart from erased ones."""


class DocumentNotFound(NotFound):
    """No file that the reader may see has the id in the URL."""

    title = Text("Dokumen tidak ditemukan", "Document not found")
    detail = Text("Tidak ada dokumen dengan id {id}.", "No document has the id {id}.")


class PaperUnsigned(Conflict):
    """A signed paper is filed for an agreement that not all have signed."""

    title = Text("Belum ditandatangani semua pihak", "Not signed by all parties")
    detail = Text(
        "Naskah yang ditandatangani baru dapat diunggah setelah semua pihak menandatangani. "
        "Unggah salinan sementara sebagai lampiran.",
        "The signed paper can be filed once all parties have signed. File an earlier copy as an attachment.",
    )


class ScanNeeded(Invalid):
    """The signed paper is a scan, not a text that could still be edited."""

    title = Text("Perlu hasil pindai", "Scan needed")
    detail = Text(
        "Naskah yang ditandatangani diunggah sebagai PDF atau gambar, bukan sebagai berkas yang masih dapat diubah.",
        "The signed paper is filed as PDF or image, not as a file that can still be edited.",
    )


class DocumentAlreadyFiled(Conflict):
    """The agreement has the same file already."""

    title = Text("Dokumen sudah ada", "Document already filed")
    detail = Text(
        "Berkas yang sama sudah ada pada perjanjian ini sebagai {kind}.",
        "The agreement has the same file already, as {kind}.",
    )


class TooManyDocuments(Conflict):
    """The agreement has as many files as it may have."""

    title = Text("Terlalu banyak dokumen", "Too many documents")
    detail = Text(
        "Perjanjian ini sudah mempunyai {most} dokumen. Gabungkan, atau hapus yang keliru.",
        "The agreement has {most} documents already. Combine them, or erase those filed by mistake.",
    )


class SecondOfficerNeeded(Denied):
    """Four eyes: the account that filed a document does not check it."""

    title = Text("Perlu petugas kedua", "Second officer needed")
    detail = Text(
        "Dokumen diperiksa oleh petugas lain, bukan oleh yang mengunggahnya.",
        "A document is checked by another officer than the one who filed it.",
    )


class FaultsNeeded(Invalid):
    """A file that differs is returned with what is wrong; one that matches has no fault."""

    title = Text("Kekurangan belum disebut", "Faults needed")
    detail = Text(
        "Sebutkan kekurangannya jika dokumen tidak sesuai, dan jangan sebutkan apa pun jika sesuai.",
        "Name the faults if the document differs, and none if it matches.",
    )


class ContentErased(Conflict):
    """The content of the file was erased; the record stays."""

    title = Text("Isi dokumen sudah dihapus", "Content erased")
    detail = Text(
        "Isi dokumen ini sudah dihapus: {ground}. Catatannya tetap ada.",
        "The content of this document was erased: {ground}. Its record stays.",
    )


class DocumentHeld(Conflict):
    """The file has to be kept: it matches, and the agreement lives or its time of retention is not over."""

    title = Text("Dokumen wajib disimpan", "Document must be kept")
    detail = Text(
        "Dokumen yang sesuai disimpan selama perjanjian berjalan dan {years} tahun sesudahnya.",
        "A document that matches is kept while the agreement lives and {years} years after its end.",
    )


class Document(BaseModel):
    """A file of an agreement: what is on record about it. `content` is its name in the document store."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    agreement_id: UUID
    version: int
    kind: DocumentKind
    file_name: str
    media_type: str
    size: int
    sha256: str
    content: str
    uploaded_by: str
    uploaded_at: datetime
    verdict: DocumentVerdict | None = None
    faults: tuple[DocumentFault, ...] = ()
    comment: str | None = None
    checked_by: str | None = None
    checked_at: datetime | None = None
    erased_at: datetime | None = None
    erased_by: str | None = None
    erasure_ground: ErasureGround | None = None
    erasure_reason: str | None = None

    def require_content(self) -> None:
        """Raise `ContentErased` if there is nothing to read or check any more."""
        if self.erased_at is not None:
            raise ContentErased(ground=label("erasure_ground", str(self.erasure_ground)))

    def require_checker(self, account: str) -> None:
        """Raise `SecondOfficerNeeded` for the account that filed it."""
        if account == self.uploaded_by:
            raise SecondOfficerNeeded

    def require_erasable(self, ground: ErasureGround, last_kept_on: date | None, today: date, years: int) -> None:
        """Raise `ContentErased` or `DocumentHeld`; `last_kept_on` is None while the agreement lives."""
        self.require_content()
        over = last_kept_on is not None and today > last_kept_on
        mistaken = ground == "wrong_file" and self.verdict != "matches"
        if not (mistaken or (ground == "retention_over" and over)):
            raise DocumentHeld(years=years)


def require_fileable(kind: DocumentKind, state: DocumentState, *, is_scan: bool) -> None:
    """Raise `PaperUnsigned` or `ScanNeeded` for a signed paper that cannot be one."""
    if kind != "signed_paper":
        return
    if state not in SIGNED:
        raise PaperUnsigned
    if not is_scan:
        raise ScanNeeded


def require_faults(verdict: DocumentVerdict, faults: Sequence[DocumentFault]) -> None:
    """Raise `FaultsNeeded` unless verdict and faults fit."""
    if (verdict == "differs") != bool(faults):
        raise FaultsNeeded
