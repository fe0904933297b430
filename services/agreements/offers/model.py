"""Reported offers and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from shared.values.capabilities import ScopeKind
from shared.values.cooperation import OfferAnswer, OfferDeclineReason

AskedState = Literal["open", "overdue", "answered", "closed"]
"""How far a facility has answered; `closed`: the agreement ended before it did."""


@dataclass(frozen=True, slots=True)
class ReportedOffers:
    """Offers of an agreement, by facility, as of a version; each is named by its id."""

    agreement_id: UUID
    version: int
    facilities: dict[UUID, UUID]


@dataclass(frozen=True, slots=True)
class ReportedAnswers:
    """The answers of a facility to some items, as of a version. Accepted items have no reason."""

    agreement_id: UUID
    facility_id: UUID
    version: int
    answer: OfferAnswer
    items: Sequence[tuple[UUID, OfferDeclineReason | None]]
    answered_on: date
    answered_by: ScopeKind
