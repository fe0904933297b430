"""Particulars of a partner for those who deal with it: its offices that can be reached, its head, and its risks."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.agreements.register.model.partners import PartnerLevel
from shared.values.inputs import ShortText
from shared.values.refusals import Invalid
from shared.values.terms import Day
from shared.values.texts import Text

RiskFlag = Literal["conflict_of_interest", "unfulfilled_obligations", "in_dispute", "licence_missing", "blacklisted"]
"""What to consider before an agreement with the partner; it blocks nothing."""
CONTACTS_AT_MOST = 2


class HeadTermReversed(Invalid):
    """The term of a partner's head ends before it begins."""

    title = Text("Masa jabatan terbalik", "Term of office ends early")
    detail = Text(
        "Masa jabatan berakhir {until}, sebelum mulai {since}.",
        "The term of office ends on {until}, before it begins on {since}.",
    )


class RegionUnknown(Invalid):
    """The request names a region without a regional office."""

    title = Text("Wilayah tidak dikenal", "Unknown region")
    detail = Text(
        "Tidak ada kantor wilayah dengan kode {region}. Lihat /regional-offices.",
        "No regional office has the code {region}. See /regional-offices.",
    )


class Contact(BaseModel):
    """An office of the partner that can be reached, and what it is there for; never a person's name."""

    model_config = ConfigDict(frozen=True)

    office: ShortText
    duty: ShortText | None = None
    email: str | None = Field(None, max_length=200, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    phone: str | None = Field(None, pattern=r"^\+?[0-9][0-9 ()-]{4,28}$")


class HeadOffice(BaseModel):
    """The office of the partner's head, such as Bupati, and the first and last day of the present term."""

    model_config = ConfigDict(frozen=True)

    office: ShortText
    valid_from: Day | None = None
    valid_until: Day | None = None

    def require_in_order(self) -> None:
        """Raise `HeadTermReversed`."""
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise HeadTermReversed(since=self.valid_from, until=self.valid_until)

    def is_over(self, today: date) -> bool:
        """Whether the term is over: the office has another head now, or none."""
        return self.valid_until is not None and self.valid_until < today


class Particulars(BaseModel):
    """Level and region of a partner, its head, its two contacts, and what to consider before an agreement."""

    model_config = ConfigDict(frozen=True)

    partner_id: UUID
    level: PartnerLevel | None = None
    region: str | None = None
    head: HeadOffice | None = None
    contacts: tuple[Contact, ...] = ()
    risk_flags: tuple[RiskFlag, ...] = ()
    closed_reason: str | None = None
    version: int = 1

    def for_the_partner(self) -> "Particulars":
        """The particulars as the partner's own contact sees them: without what our offices think of it."""
        return self.model_copy(update={"risk_flags": (), "closed_reason": None})
