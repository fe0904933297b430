from datetime import UTC, datetime, timedelta

import pytest

from services.agreements.review.model import (
    Comment,
    CommentsMissing,
    Desk,
    SideHasSpoken,
    SideNotAsked,
    UnitNeeded,
    desk_of,
    desks_asked,
)
from tests.unit.agreements.examples import a_facility, a_partner, a_party, an_agreement

NOW = datetime(2026, 1, 27, 2, tzinfo=UTC)
COMMENT = Comment(clause="Pasal 4", text="Sebutkan dinasnya.")


def test_who_acknowledges_is_not_asked() -> None:
    witness = a_party(a_partner(), role="acknowledging")
    parties = (a_party(a_facility()), a_party(a_partner()))
    assert len(desks_asked(an_agreement(parties=(*parties, witness)), NOW)) == 2


def sides(desks: list[Desk]) -> list[tuple[str, str]]:
    return [(desk.side, desk.unit) for desk in desks]


def test_a_facilitys_draft_is_asked_of_its_region_and_each_partner() -> None:
    agreement = an_agreement()
    partner = str(agreement.partners[0].id)
    assert sides(desks_asked(agreement, NOW)) == [("region", "JATENG"), ("partner", partner)]


def test_two_facilities_of_one_region_ask_that_region_once() -> None:
    parties = (a_party(a_facility()), a_party(a_facility()), a_party(a_partner()))
    assert [side for side, _ in sides(desks_asked(an_agreement(parties=parties), NOW))] == ["region", "partner"]


@pytest.mark.parametrize("level", ["regional", "national"])
def test_above_the_facility_the_directorate_is_asked(level: str) -> None:
    assert sides(desks_asked(an_agreement(level=level), NOW))[0] == ("directorate", "")


def test_a_side_that_is_not_asked_has_no_say() -> None:
    desks = desks_asked(an_agreement(), NOW)
    assert desk_of(desks, "region", None).unit == "JATENG"
    with pytest.raises(SideNotAsked, match="region JATENG"):
        desk_of(desks, "directorate", None)
    with pytest.raises(SideNotAsked):
        desk_of(desks, "region", "BALI")


def test_of_several_partners_one_speaks_for_itself() -> None:
    parties = (a_party(a_facility()), a_party(a_partner()), a_party(a_partner()))
    desks = desks_asked(an_agreement(parties=parties), NOW)
    with pytest.raises(UnitNeeded):
        desk_of(desks, "partner", None)
    assert desk_of(desks, "partner", desks[-1].unit) is desks[-1]


def test_a_side_speaks_once_and_sends_back_with_comments_only() -> None:
    desk = Desk(side="region", unit="JATENG", waiting_since=NOW)
    with pytest.raises(CommentsMissing):
        desk.say("revise", [], None, NOW)
    desk.say("revise", [COMMENT], None, NOW)
    with pytest.raises(SideHasSpoken):
        desk.say("pass", [], None, NOW)


def test_the_hours_count_until_the_verdict_or_until_now_while_the_round_is_open() -> None:
    desk = Desk(side="region", unit="JATENG", waiting_since=NOW)
    later = NOW + timedelta(hours=36, minutes=30)
    assert desk.hours_waited(later, closed=False) == 36.5
    assert desk.hours_waited(later, closed=True) is None
    desk.say("pass", [], None, NOW + timedelta(hours=2))
    assert desk.hours_waited(later, closed=True) == 2
