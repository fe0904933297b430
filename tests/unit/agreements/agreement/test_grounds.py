"""Meetings as the ground of an added item."""

from datetime import date

import pytest

from services.agreements.agreement.model.grounds import MeetingGround, MeetingOfAnotherKind, MeetingTooOld
from shared.values.cooperation import MeetingKind
from shared.values.reported_days import reported_day
from shared.values.texts import Text

TODAY = date(2026, 1, 27)


def a_ground(edtf: str | None, *kinds: MeetingKind, recorded_on: date = TODAY) -> MeetingGround:
    held = reported_day(edtf, None, recorded_on, Text("Tanggal rapat", "The day of the meeting"))
    return MeetingGround(kinds or ("evaluation",), held, recorded_on)


def test_a_meeting_of_the_last_six_months_is_a_ground() -> None:
    assert a_ground("2025-07-27").require_fit(TODAY) == ()
    with pytest.raises(MeetingTooOld):
        a_ground("2025-07-26").require_fit(TODAY)


@pytest.mark.parametrize("edtf", ["2025", "2025-07", "XXXX-11-28", None])
def test_a_meeting_on_an_uncertain_day_that_may_be_too_old_is_a_caution(edtf: str | None) -> None:
    [caution] = a_ground(edtf).require_fit(TODAY)
    assert caution.code == "meeting_day_uncertain"


@pytest.mark.parametrize("ground", [a_ground("2025-06"), a_ground(None, recorded_on=date(2025, 7, 26))])
def test_an_uncertain_day_that_is_too_old_in_any_case_is_refused(ground: MeetingGround) -> None:
    with pytest.raises(MeetingTooOld):
        ground.require_fit(TODAY)


def test_an_uncertain_day_that_is_recent_in_any_case_is_no_caution() -> None:
    assert a_ground("2026-01").require_fit(TODAY) == ()


def test_only_some_kinds_of_meetings_agree_to_additions() -> None:
    assert a_ground("2026-01-20", "coordination", "draft_discussion").require_fit(TODAY) == ()
    with pytest.raises(MeetingOfAnotherKind, match="coordination"):
        a_ground("2026-01-20", "coordination", "audience").require_fit(TODAY)
