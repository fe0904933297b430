"""The units of an agreement: few are listed, hundreds are grouped by regional office and counted."""

from datetime import UTC, datetime

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party
from services.agreements.overview.pages.concerned import (
    FEW,
    NO_OFFICE,
    concerned_units,
    few_parties,
    few_reviews,
    groups_of,
    verdict_counts,
)
from services.agreements.review.model import Comment
from services.agreements.review.queries import Review
from tests.unit.agreements.examples import (
    a_directorate_general,
    a_facility,
    a_partner,
    a_party,
    a_signature,
    an_agreement,
)

CENTRE = [a_party(a_directorate_general()), a_party(a_partner())]
FACILITIES = [a_party(a_facility(region="JATENG" if number % 2 else "ACEH")) for number in range(40)]


def national(*further: Party) -> Agreement:
    signed = tuple(map(a_signature, FACILITIES[:10]))
    place = a_facility(region="ACEH")
    parties = (*CENTRE, *FACILITIES, *further)
    return an_agreement(parties=parties, runs_at=(place, FACILITIES[0].unit), signatures=signed, numbers=())


def review(unit: str, number: int = 1, **changes: object) -> Review:
    values = {"side": "region", "unit": unit, "waiting_since": datetime(2026, 1, 27, tzinfo=UTC), "round": number}
    return Review.model_validate({**values, "waited_hours": None, **changes})


def test_units_are_grouped_by_office_with_those_of_the_centre_last() -> None:
    groups = groups_of(concerned_units(national()), [review("ACEH"), review("JATENG", verdict="pass")])
    assert [(each.code, each.units, each.signed, each.signing) for each in groups] == [
        ("ACEH", 21, 5, 20),
        ("JATENG", 20, 5, 20),
        (NO_OFFICE, 2, 0, 2),
    ]
    assert [each.review and each.review.verdict for each in groups] == [None, "pass", None]


def test_a_witness_does_not_sign_and_a_party_needs_all_of_its_signatures() -> None:
    witness, twice = a_party(a_partner(), role="witness"), a_party(a_facility(), signers=2)
    agreement = an_agreement(parties=(*CENTRE, witness, twice), signatures=(a_signature(twice),), numbers=())
    units = {each.unit.id: each for each in concerned_units(agreement)}
    assert not units[witness.unit.id].signs
    assert (units[twice.unit.id].signs, units[twice.unit.id].has_signed) == (True, False)


def test_few_parties_are_all_shown_and_of_many_those_of_the_centre() -> None:
    few = concerned_units(an_agreement(parties=(*CENTRE, *FACILITIES[:3])))
    assert len([each for each in few_parties(few) if each.party]) == 5
    assert [each.party for each in few_parties(concerned_units(national()))] == CENTRE


def test_of_many_reviews_those_with_comments_are_shown_and_all_of_the_newest_round_are_counted() -> None:
    before = [review(f"R{number}", 1, verdict="pass") for number in range(FEW)]
    comment = Comment(clause="Pasal 1", text="Perbaiki.")
    returned = review("ACEH", 2, verdict="revise", comments=(comment,))
    reviews = [*before, returned, review("JATENG", 2, verdict="pass"), review("DIY", 2)]
    assert few_reviews(reviews) == [returned]
    assert few_reviews(before) == before
    assert verdict_counts(reviews) == {"passed": 1, "returned": 1, "waiting": 1}
