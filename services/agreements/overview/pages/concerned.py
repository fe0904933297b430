"""The units of an agreement: a national one may have hundreds of parties, so they are grouped by regional office."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import DocumentNumber, Party, Signature
from services.agreements.register.model.units import Unit
from services.agreements.review.queries import Review

FEW = 12
"""So many parties, reviews, items or moves are read at a glance; of more, the page of the agreement shows some."""
NO_OFFICE = "LAIN"
"""The group of partners and of units of the centre."""
OfParty = TypeVar("OfParty", DocumentNumber, Signature)


@dataclass(frozen=True, slots=True)
class ConcernedUnit:
    """A party, or a facility that only carries the agreement out; it has no party then."""

    unit: Unit
    party: Party | None
    numbers: Sequence[DocumentNumber] = ()
    signatures: Sequence[Signature] = ()

    @property
    def group(self) -> str:
        """The code of its regional office, or the group without one."""
        return self.unit.region or NO_OFFICE

    @property
    def signs(self) -> bool:
        """Whether its signature is needed."""
        return self.party is not None and self.party.role == "principal"

    @property
    def has_signed(self) -> bool:
        """Whether all who have to sign for it have signed."""
        return self.party is not None and len(self.signatures) >= self.party.signers


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The units of one regional office: how many they are, have to sign, and have signed; and the office's review."""

    code: str
    units: int
    signing: int
    signed: int
    review: Review | None


def concerned_units(agreement: Agreement) -> list[ConcernedUnit]:
    """The parties in their order, then the other places."""
    numbers, signatures = _by_party(agreement.numbers), _by_party(agreement.signatures)
    named = {party.unit.id for party in agreement.parties}
    return [
        *(
            ConcernedUnit(party.unit, party, numbers.get(party.id, ()), signatures.get(party.id, ()))
            for party in agreement.parties
        ),
        *(ConcernedUnit(unit, None) for unit in agreement.runs_at if unit.id not in named),
    ]


def groups_of(units: Sequence[ConcernedUnit], reviews: Sequence[Review]) -> list[UnitGroup]:
    """The groups of the offices by their codes, and last the units without an office."""
    counted = Counter(each.group for each in units)
    signing = Counter(each.group for each in units if each.signs)
    signed = Counter(each.group for each in units if each.signs and each.has_signed)
    verdicts = {each.unit: each for each in newest_round(reviews) if each.side == "region"}
    codes = sorted(counted, key=lambda code: (code == NO_OFFICE, code))
    return [UnitGroup(code, counted[code], signing[code], signed[code], verdicts.get(code)) for code in codes]


def few_parties(units: Sequence[ConcernedUnit]) -> list[ConcernedUnit]:
    """The parties for the page of the agreement: all if they are few, otherwise some of those without an office."""
    parties = [each for each in units if each.party is not None]
    if len(parties) <= FEW:
        return parties
    return [each for each in parties if each.group == NO_OFFICE][:FEW]


def few_reviews(reviews: Sequence[Review]) -> list[Review]:
    """The reviews for the page of the agreement: all, or those with comments in the newest round."""
    if len(reviews) <= FEW:
        return list(reviews)
    return [each for each in newest_round(reviews) if each.verdict == "revise" or each.comments][:FEW]


def newest_round(reviews: Sequence[Review]) -> list[Review]:
    """The reviewers of the newest round."""
    newest = max((each.round for each in reviews), default=0)
    return [each for each in reviews if each.round == newest]


def verdict_counts(reviews: Sequence[Review]) -> Mapping[str, int]:
    """How many reviewers of the newest round approved, returned, or have not answered."""
    counted = Counter(each.verdict or "waiting" for each in newest_round(reviews))
    return {"passed": counted["pass"], "returned": counted["revise"], "waiting": counted["waiting"]}


def _by_party(parts: Iterable[OfParty]) -> dict[UUID, list[OfParty]]:
    found: dict[UUID, list[OfParty]] = {}
    for part in parts:
        found.setdefault(part.party_id, []).append(part)
    return found
