"""Certificates: the practice foresees them, attendance earns them, and others issue those that an examination earns."""

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.programs.catalogue.model.template import EXAMINED
from services.programs.catalogue.model.template import Certificate as Foreseen
from services.programs.certificates.model.refusals import (
    CertificateAlreadyIssued,
    CertificateIssuerMissing,
    CertificateIsWithdrawn,
    CertificateNotEarned,
    CertificateNotForeseen,
)
from shared.values.texts import Text

CertificateKind = Literal["participation", "competence", "equivalency_diploma"]
CertificateWithdrawalGround = Literal["wrong_entry", "withdrawn_by_issuer"]
MOST_CERTIFICATES = 500
"""Of one request; a cohort has no more participants."""
ISSUE_DAY = Text("Tanggal sertifikat", "The day of the certificate")
ADMITTED = Text("tanggal penerimaan peserta", "the day of admission")

# Without signs that are read as another one, in groups that a person can read out.
_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUPS, _GROUP = 4, 4
_BETWEEN = re.compile(r"[\s-]")


def new_check_code() -> str:
    """A random code, such as `7KQ2-M9XD-WT4H-C8RB`: it can be neither guessed nor counted."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def check_code_as_typed(typed: str) -> str:
    """The code of what a person has typed, with other letter case, spaces or hyphens."""
    signs = _BETWEEN.sub("", typed).upper()
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


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
    check_code: str | None
    """The code by which anyone can check it; None: another organisation has issued it."""
    event_id: UUID
    """The event that stated it, which a correction names."""
    withdrawn_at: datetime | None = None
    withdrawal_ground: CertificateWithdrawalGround | None = None
    version: int = 1

    def withdraw(self, ground: CertificateWithdrawalGround, now: datetime) -> "IssuedCertificate":
        """The certificate, which is not in effect any more. Raises `CertificateIsWithdrawn`."""
        if self.withdrawn_at is not None:
            raise CertificateIsWithdrawn
        return replace(self, withdrawn_at=now, withdrawal_ground=ground, version=self.version + 1)


def kinds_foreseen(foreseen: Foreseen) -> tuple[CertificateKind, ...]:
    """The kinds that a practice gives; one with an examination also confirms attendance."""
    if foreseen == "none":
        return ()
    return ("participation",) if foreseen == "participation" else ("participation", foreseen)


def require_foreseen(kind: CertificateKind, foreseen: Foreseen) -> None:
    """Raise `CertificateNotForeseen` unless the practice gives it."""
    if kind not in kinds_foreseen(foreseen):
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
