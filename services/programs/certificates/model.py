"""Certificates: the practice foresees them, attendance earns them, and others issue those that an examination earns."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.programs.catalogue.model.template import EXAMINED
from services.programs.catalogue.model.template import Certificate as Foreseen
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

CertificateKind = Literal["participation", "competence", "equivalency_diploma"]
CertificateWithdrawalGround = Literal["wrong_entry", "withdrawn_by_issuer"]
MOST_CERTIFICATES = 500
"""Of one request; a cohort has no more participants."""
ISSUE_DAY = Text("Tanggal sertifikat", "The day of the certificate")
ADMITTED = Text("tanggal penerimaan peserta", "the day of admission")


class CertificateNotFound(NotFound):
    """There is no certificate with this id."""

    title = Text("Sertifikat tidak ditemukan", "Certificate not found")
    detail = Text("Tidak ada sertifikat dengan id {id}.", "There is no certificate with the id {id}.")


class CertificateNotForeseen(Invalid):
    """The practice of the program has no such certificate."""

    title = Text("Sertifikat tidak ada dalam praktik ini", "The practice has no such certificate")
    detail = Text(
        "Praktik program ini tidak memberikan sertifikat jenis itu. Pilih jenis yang ada dalam praktiknya.",
        "The practice of this program does not give such a certificate. Choose a kind that the practice has.",
    )


class CertificateIssuerMissing(Invalid):
    """A certificate that an examination earns has no issuer or no number."""

    title = Text("Penerbit atau nomor belum ada", "Issuer or number is missing")
    detail = Text(
        "Sertifikat kompetensi dan ijazah diterbitkan lembaga lain. Isi penerbitnya, dan nomor untuk setiap peserta.",
        "Others issue certificates of competence and diplomas. Give the issuer, and a number for each participant.",
    )


class CertificateHolderUnknown(Invalid):
    """A short code belongs to no participant of the cohort."""

    title = Text("Kode peserta tidak dikenal", "Code is unknown")
    detail = Text(
        "Entri ke-{entry}: kode ini bukan peserta angkatan ini. Periksa daftar peserta.",
        "Entry {entry}: this code is no participant of the cohort. Check the list of participants.",
    )


class CertificateNotEarned(Conflict):
    """The participant was present at fewer sessions than the practice asks for."""

    title = Text("Kehadiran belum cukup", "Attendance is too low")
    detail = Text(
        "Peserta {code} hadir pada {percent} persen pertemuannya; praktik ini mensyaratkan {least} persen.",
        "The participant {code} was present at {percent} percent of the sessions; {least} percent are needed.",
    )


class CertificateAlreadyIssued(Conflict):
    """The participant has a certificate of this kind from this cohort."""

    title = Text("Sertifikat sudah tercatat", "Certificate is on record")
    detail = Text(
        "Peserta {code} sudah memiliki sertifikat ini dari angkatan ini. Cabut dahulu bila yang tercatat keliru.",
        "The participant {code} has this certificate of this cohort already. Withdraw it first if it is wrong.",
    )


class CertificateIsWithdrawn(Conflict):
    """The certificate was withdrawn already."""

    title = Text("Sertifikat sudah dicabut", "Certificate is withdrawn")
    detail = Text("Sertifikat ini sudah dicabut.", "This certificate was withdrawn already.")


@dataclass(frozen=True, slots=True)
class Holder:
    """An enrolment as it earns a certificate: the sessions that expected the participant, and those attended."""

    enrolment_id: UUID
    code: str
    admitted_on: date
    sessions: int
    present: int
    kinds: Collection[str]
    """The certificates that are in effect."""

    @property
    def percent(self) -> int:
        """The share of the sessions attended, rounded down."""
        return 100 * self.present // self.sessions if self.sessions else 0


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """A certificate of one participant."""

    id: UUID
    enrolment_id: UUID
    kind: CertificateKind
    issued_on: date
    issuer: str | None
    number: str | None
    withdrawn_at: datetime | None = None
    withdrawal_ground: CertificateWithdrawalGround | None = None
    version: int = 1

    def withdraw(self, ground: CertificateWithdrawalGround, now: datetime) -> "IssuedCertificate":
        """The certificate, which is not in effect any more. Raises `CertificateIsWithdrawn`."""
        if self.withdrawn_at is not None:
            raise CertificateIsWithdrawn
        return replace(self, withdrawn_at=now, withdrawal_ground=ground, version=self.version + 1)


def require_foreseen(kind: CertificateKind, foreseen: Foreseen) -> None:
    """Raise `CertificateNotForeseen` unless the practice gives it; one with an examination also confirms attendance."""
    if foreseen == "none" or (kind in EXAMINED and kind != foreseen):
        raise CertificateNotForeseen


def require_issuer(kind: CertificateKind, issuer: str | None, number: str | None) -> None:
    """Raise `CertificateIssuerMissing` for a certificate of an examination without the papers of its issuer."""
    if kind in EXAMINED and not (issuer and number):
        raise CertificateIssuerMissing


def require_earned(kind: CertificateKind, holder: Holder, least: int) -> None:
    """Raise `CertificateAlreadyIssued`, or `CertificateNotEarned` for one that attendance alone earns."""
    if kind in holder.kinds:
        raise CertificateAlreadyIssued(code=holder.code)
    # Who passes an examination of another organisation has its certificate, however often they came.
    if kind not in EXAMINED and holder.percent < least:
        raise CertificateNotEarned(code=holder.code, percent=holder.percent, least=least)
