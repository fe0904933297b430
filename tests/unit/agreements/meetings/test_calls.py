"""Calls of meetings: who may be invited, for which days, and when a call can change."""

from datetime import date

import pytest

from services.agreements.meetings.model.calls import CalledForThePast, Invited, MeetingCall, check_call, require_to_come
from services.agreements.meetings.model.meeting import PartnerInInternalMeeting, RecorderNotOurs
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from shared.values.texts import Text
from tests.unit.agreements.examples import a_facility, a_partner

DAY = date(2026, 2, 10)
MOVING = Text("Memindahkan rapat", "Moving a meeting")


def a_call(state: str) -> MeetingCall:
    caller = Invited(id=new_id(), name="Lapas Contoh", kind="facility")
    values = {"id": new_id(), "kinds": ("evaluation",), "visibility": "joint", "called_by": caller, "venue": "Aula"}
    return MeetingCall.model_validate(
        values | {"zone": "Asia/Jakarta", "planned_on": DAY, "invited": (), "state": state}
    )


def test_one_of_our_units_calls_and_an_internal_meeting_invites_no_partner() -> None:
    ours, partner = a_facility(), a_partner()
    check_call(ours, [partner], "joint")
    check_call(ours, [ours], "internal")
    with pytest.raises(RecorderNotOurs):
        check_call(partner, [ours], "joint")
    with pytest.raises(PartnerInInternalMeeting):
        check_call(ours, [partner], "internal")


def test_a_meeting_is_called_for_today_or_later() -> None:
    require_to_come(DAY, DAY)
    with pytest.raises(CalledForThePast):
        require_to_come(DAY, date(2026, 2, 11))


@pytest.mark.parametrize("state", ["held", "called_off"])
def test_what_was_held_or_called_off_changes_no_more(state: str) -> None:
    a_call("called").require_open(MOVING)
    with pytest.raises(WrongState):
        a_call(state).require_open(MOVING)
