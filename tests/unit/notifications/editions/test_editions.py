"""An edition from proposal to its end, and who may take which step."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.notifications.book.model import Changes, RuleChange
from services.notifications.editions.model import (
    Count,
    Edition,
    EditionDecided,
    EditionNotInForce,
    EditionNotTried,
    EditionState,
    EditionTriedAgainstAnother,
    FirstEditionStays,
    SecondKeeperNeeded,
    Trial,
)

NOW = datetime(2026, 8, 17, 3, tzinfo=UTC)
CHANGES = Changes(rules={"agreement_drafted": RuleChange(on=False)})
PROPOSED = Edition(2, 1, "proposed", CHANGES, "Terlalu banyak.", "first", NOW)
TRIAL = Trial(1, 12, 30, (), Count(9, 4), Count(5, 2), {"action": 4}, {"action": 2})
TRIED = PROPOSED.tried(TRIAL, "first", NOW)
FIRST = Edition(1, 1, "in_force", Changes(), None, None, None)


def test_a_tried_edition_is_put_in_force_by_a_second_person() -> None:
    edition = TRIED.put_in_force(1, "second", NOW)
    assert (edition.state, edition.replaces, edition.version) == ("in_force", 1, 3)
    assert edition.take_back("Salah.", "first", NOW).state == "taken_back"


def test_four_eyes_and_a_trial_are_needed() -> None:
    with pytest.raises(SecondKeeperNeeded):
        TRIED.put_in_force(1, "first", NOW)
    with pytest.raises(EditionNotTried):
        PROPOSED.put_in_force(1, "second", NOW)
    with pytest.raises(EditionTriedAgainstAnother):
        TRIED.put_in_force(3, "second", NOW)


@pytest.mark.parametrize("state", ["in_force", "replaced", "taken_back", "declined"])
def test_only_a_proposal_is_tried_or_decided(state: EditionState) -> None:
    edition = replace(TRIED, state=state)
    with pytest.raises(EditionDecided):
        edition.tried(TRIAL, "first", NOW)
    with pytest.raises(EditionDecided):
        edition.put_in_force(1, "second", NOW)
    with pytest.raises(EditionDecided):
        edition.decline("Belum perlu.", "second", NOW)


def test_only_the_edition_in_force_is_taken_back_and_the_first_stays() -> None:
    with pytest.raises(EditionNotInForce):
        TRIED.take_back("Salah.", "first", NOW)
    with pytest.raises(FirstEditionStays):
        FIRST.take_back("Salah.", "first", NOW)
    assert FIRST.replaced().back_in_force().state == "in_force"
