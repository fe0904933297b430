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


def test_who_acknowledges_is_not_asked() -> None:
    witness = a_party(a_partner(), role="acknowledging")
    parties = (a_party(a_facility()), a_party(a_partner()))
    assert len(reviewers_of(an_agreement(parties=(*parties, witness)), NOW)) == 2


def sides(reviewers: list[Reviewer]) -> list[tuple[str, str]]:
    return [(reviewer.side, reviewer.unit) for reviewer in reviewers]


def test_a_facilitys_draft_is_asked_of_its_region_and_each_partner() -> None:
    agreement = an_agreement()
    partner = str(agreement.partners[0].id)
    assert sides(reviewers_of(agreement, NOW)) == [("region", "JATENG"), ("partner", partner)]


def test_two_facilities_of_one_region_ask_that_region_once() -> None:
    parties = (a_party(a_facility()), a_party(a_facility()), a_party(a_partner()))
    assert [side for side, _ in sides(reviewers_of(an_agreement(parties=parties), NOW))] == ["region", "partner"]


@pytest.mark.parametrize("level", ["regional", "national"])
def test_above_the_facility_the_directorate_is_asked(level: str) -> None:
    assert sides(reviewers_of(an_agreement(level=level), NOW))[0] == ("directorate", "")


def test_a_side_that_is_not_asked_has_no_say() -> None:
    reviewers = reviewers_of(an_agreement(), NOW)
    assert find_reviewer(reviewers, "region", None).unit == "JATENG"
    with pytest.raises(ReviewerNotAsked, match="the regional office JATENG"):
        find_reviewer(reviewers, "directorate", None)
    with pytest.raises(ReviewerNotAsked):
        find_reviewer(reviewers, "region", "BALI")


def test_of_several_partners_one_speaks_for_itself() -> None:
    parties = (a_party(a_facility()), a_party(a_partner()), a_party(a_partner()))
    reviewers = reviewers_of(an_agreement(parties=parties), NOW)
    with pytest.raises(UnitNeeded):
        find_reviewer(reviewers, "partner", None)
    assert find_reviewer(reviewers, "partner", reviewers[-1].unit) is reviewers[-1]


def test_a_side_speaks_once_and_sends_back_with_comments_only() -> None:
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
