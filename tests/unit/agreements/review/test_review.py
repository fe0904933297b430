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
from tests.unit.agreements.examples import a_facility, a_partner, a_party, an_agreement

NOW = datetime(2026, 1, 27, 2, tzinfo=UTC)
COMMENT = Comment(clause="Pasal 4", text="Sebutkan dinasnya.")


def test_an_acknowledging_party_does_not_review() -> None:
    witness = a_party(a_partner(), role="acknowledging")
    parties = (a_party(a_facility()), a_party(a_partner()))
    assert len(reviewers_of(an_agreement(parties=(*parties, witness)), NOW)) == 2


def sides(reviewers: list[Reviewer]) -> list[tuple[str, str]]:
    return [(reviewer.side, reviewer.unit) for reviewer in reviewers]


def test_the_draft_of_a_facility_is_reviewed_by_its_region_and_each_partner() -> None:
    agreement = an_agreement()
    partner = str(agreement.partners[0].id)
    assert sides(reviewers_of(agreement, NOW)) == [("region", "JATENG"), ("partner", partner)]


def test_two_facilities_of_one_region_have_one_reviewer_of_the_region() -> None:
    parties = (a_party(a_facility()), a_party(a_facility()), a_party(a_partner()))
    assert [side for side, _ in sides(reviewers_of(an_agreement(parties=parties), NOW))] == ["region", "partner"]


@pytest.mark.parametrize("level", ["regional", "national"])
def test_higher_levels_are_reviewed_by_the_directorate_general(level: str) -> None:
    assert sides(reviewers_of(an_agreement(level=level), NOW))[0] == ("directorate", "")


def test_a_side_that_does_not_review_is_refused() -> None:
    reviewers = reviewers_of(an_agreement(), NOW)
    assert find_reviewer(reviewers, "region", None).unit == "JATENG"
    with pytest.raises(ReviewerNotAsked, match="the regional office JATENG"):
        find_reviewer(reviewers, "directorate", None)
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
        reviewer.give_verdict("revise", [], None, NOW)
    reviewer.give_verdict("revise", [COMMENT], None, NOW)
    with pytest.raises(AlreadyReviewed):
        reviewer.give_verdict("pass", [], None, NOW)


def test_the_hours_count_until_the_verdict_or_until_now_while_the_round_is_open() -> None:
    reviewer = Reviewer(side="region", unit="JATENG", waiting_since=NOW)
    later = NOW + timedelta(hours=36, minutes=30)
    assert reviewer.hours_waited(later, closed=False) == 36.5
    assert reviewer.hours_waited(later, closed=True) is None
    reviewer.give_verdict("pass", [], None, NOW + timedelta(hours=2))
    assert reviewer.hours_waited(later, closed=True) == 2
