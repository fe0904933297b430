from datetime import UTC, datetime, timedelta

import pytest

from services.agreements.review.model import (
    AlreadyReviewed,
    Comment,
    CommentsMissing,
    Reviewer,
    ReviewerNotAsked,
    UnitNeeded,
    find_reviewer,
    reviewers_of,
)
from shared.values.ids import new_id
from tests.unit.agreements.examples import (
    a_directorate_general,
    a_facility,
    a_partner,
    a_party,
    an_agreement,
    an_office,
)

NOW = datetime(2026, 1, 27, 2, tzinfo=UTC)
COMMENT = Comment(clause="Pasal 4", text="Sebutkan dinasnya.")


def test_a_witness_does_not_review() -> None:
    witness = a_party(an_office(), role="witness")
    parties = (a_party(a_facility()), a_party(a_partner()))
    assert len(reviewers_of(an_agreement(parties=(*parties, witness)), NOW)) == 2


def sides(reviewers: list[Reviewer]) -> list[tuple[str, str]]:
    return [(reviewer.side, reviewer.unit) for reviewer in reviewers]


def test_the_draft_of_a_facility_is_reviewed_by_its_region_and_each_partner() -> None:
    agreement = an_agreement()
    partner = str(agreement.partners[0].id)
    assert sides(reviewers_of(agreement, NOW)) == [("region", "JATENG"), ("partner", partner)]


def test_two_facilities_of_one_region_have_one_reviewer_of_the_region_and_the_second_reviews() -> None:
    keeper, other = a_facility(), a_facility()
    parties = (a_party(keeper), a_party(other), a_party(a_partner()))
    asked = sides(reviewers_of(an_agreement(parties=parties), NOW))
    assert asked[:2] == [("region", "JATENG"), ("facility", str(other.id))]
    assert [side for side, _ in asked] == ["region", "facility", "partner"]


def test_two_facilities_without_a_partner_review_each_other() -> None:
    keeper, other = a_facility(), a_facility(region="BALI")
    asked = sides(reviewers_of(an_agreement(parties=(a_party(keeper), a_party(other))), NOW))
    assert asked == [("region", "BALI"), ("region", "JATENG"), ("facility", str(other.id))]


def test_facilities_of_a_higher_level_are_answered_for_by_their_offices() -> None:
    parties = (a_party(a_directorate_general()), a_party(a_partner()), a_party(a_facility()))
    agreement = an_agreement(parties=parties, level="national", keeper=parties[0].unit)
    assert [side for side, _ in sides(reviewers_of(agreement, NOW))] == ["directorate_general", "partner"]


@pytest.mark.parametrize("level", ["regional", "national"])
def test_higher_levels_are_reviewed_by_the_directorate_general(level: str) -> None:
    assert sides(reviewers_of(an_agreement(level=level), NOW))[0] == ("directorate_general", "")


def test_a_side_that_does_not_review_is_refused() -> None:
    reviewers = reviewers_of(an_agreement(), NOW)
    assert find_reviewer(reviewers, "region", None).unit == "JATENG"
    with pytest.raises(ReviewerNotAsked, match="the regional office JATENG"):
        find_reviewer(reviewers, "directorate_general", None)
    with pytest.raises(ReviewerNotAsked):
        find_reviewer(reviewers, "region", "BALI")


def test_the_unit_is_needed_where_several_partners_review() -> None:
    parties = (a_party(a_facility()), a_party(a_partner()), a_party(a_partner()))
    reviewers = reviewers_of(an_agreement(parties=parties), NOW)
    with pytest.raises(UnitNeeded):
        find_reviewer(reviewers, "partner", None)
    assert find_reviewer(reviewers, "partner", reviewers[-1].unit) is reviewers[-1]


def test_a_reviewer_gives_one_verdict_and_asks_for_a_revision_with_comments() -> None:
    reviewer = Reviewer(side="region", unit="JATENG", waiting_since=NOW)
    with pytest.raises(CommentsMissing):
        reviewer.give_verdict("revise", [], None, None, NOW)
    reviewer.give_verdict("revise", [COMMENT], None, None, NOW)
    with pytest.raises(AlreadyReviewed):
        reviewer.give_verdict("pass", [], None, None, NOW)


def test_the_hours_count_until_the_verdict_or_until_now_while_the_round_is_open() -> None:
    reviewer = Reviewer(side="region", unit="JATENG", waiting_since=NOW)
    later = NOW + timedelta(hours=36, minutes=30)
    assert reviewer.hours_waited(later, closed=False) == 36.5
    assert reviewer.hours_waited(later, closed=True) is None
    reviewer.give_verdict("pass", [], None, None, NOW + timedelta(hours=2))
    assert reviewer.hours_waited(later, closed=True) == 2


def test_consent_given_in_a_meeting_is_on_record_with_it() -> None:
    meeting = new_id()
    reviewer = Reviewer(side="partner", unit=str(new_id()), waiting_since=NOW)
    reviewer.give_verdict("pass", [], None, meeting, NOW)
    assert (reviewer.verdict, reviewer.meeting_id, reviewer.letter) == ("pass", meeting, None)
