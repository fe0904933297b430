"""A transfer is answered once, between two facilities."""

from datetime import date
from uuid import uuid4

import pytest

from services.programs.program.model.parts import Facility
from services.programs.transfers.model.transfer import Transfer, TransferToItself, require_two
from shared.values.refusals import WrongState

DAY = date(2026, 3, 12)
ORIGIN = Facility(uuid4(), "Lapas Contoh Utara", "JATENG", "Asia/Jakarta")
DESTINATION = Facility(uuid4(), "Lapas Contoh Timur", "PAPUA", "Asia/Jayapura")
PROPOSED = Transfer(uuid4(), uuid4(), ORIGIN, DESTINATION, DAY, DAY)


def test_it_is_accepted_or_declined_with_a_reason() -> None:
    accepted = PROPOSED.answer(DAY, None)
    assert (accepted.state, accepted.answered_on, accepted.version) == ("accepted", DAY, 2)
    declined = PROPOSED.answer(DAY, "not_arrived")
    assert (declined.state, declined.decline_reason) == ("declined", "not_arrived")


def test_an_answer_is_final() -> None:
    for answered in (PROPOSED.answer(DAY, None), PROPOSED.answer(DAY, "no_program")):
        with pytest.raises(WrongState):
            answered.answer(DAY, None)


def test_it_needs_two_facilities() -> None:
    require_two(ORIGIN.id, DESTINATION.id)
    with pytest.raises(TransferToItself):
        require_two(ORIGIN.id, ORIGIN.id)
