"""Recognitions: the grounds that a record shows, who gives them, and one decision."""

from datetime import date
from typing import Any

import pytest

from services.agreements.recognitions.model import (
    Figures,
    GroundNotOnRecord,
    RecogniserUnfit,
    Recognition,
    RecognitionPeriodUnfit,
    require_past_period,
    require_recogniser,
)
from shared.values.cooperation import RecognitionGround
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import a_facility, a_partner

DAY = date(2026, 1, 20)


def a_recognition(**changes: Any) -> Recognition:
    values: dict[str, Any] = {"id": new_id(), "unit": a_facility(), "partner": a_partner(), "kind": "charter"}
    period = {"period_from": date(2025, 1, 1), "period_until": date(2025, 12, 31), "proposed_on": DAY}
    values |= period | {"ground": "sessions_delivered", "figures": Figures(sessions=3), "zone": "Asia/Jakarta"}
    return Recognition(**values | changes)


@pytest.mark.parametrize(
    ("figures", "ground"),
    [
        (Figures(fulfilled=3, dues=3), "obligations_fulfilled"),
        (Figures(fulfilled=1, dues=2, waived=1), "obligations_fulfilled"),
        (Figures(sessions=1), "sessions_delivered"),
        (Figures(evaluations=2, commended=2), "commended_by_evaluation"),
    ],
)
def test_a_ground_that_is_on_record(figures: Figures, ground: RecognitionGround) -> None:
    figures.require(ground)


@pytest.mark.parametrize(
    ("figures", "ground"),
    [
        (Figures(), "obligations_fulfilled"),
        (Figures(fulfilled=11, dues=12, overdue=1), "obligations_fulfilled"),
        (Figures(dues=1, waived=1), "obligations_fulfilled"),
        (Figures(fulfilled=1), "sessions_delivered"),
        (Figures(sessions=9), "commended_by_evaluation"),
        (Figures(evaluations=2, commended=1), "commended_by_evaluation"),
    ],
)
def test_a_ground_that_is_not_on_record(figures: Figures, ground: RecognitionGround) -> None:
    with pytest.raises(GroundNotOnRecord):
        figures.require(ground)


def test_it_is_decided_once() -> None:
    granted, refused = a_recognition(), a_recognition()
    granted.grant(DAY)
    refused.refuse(DAY, "not_this_year")
    assert (granted.state, granted.decided_on, granted.level) == ("granted", DAY, "facility")
    assert (refused.state, refused.refusal) == ("refused", "not_this_year")
    with pytest.raises(WrongState):
        granted.refuse(DAY, "not_this_year")
    with pytest.raises(WrongState):
        refused.grant(DAY)


def test_a_partner_recognises_nobody_and_a_period_of_the_past_counts() -> None:
    require_recogniser(a_facility())
    with pytest.raises(RecogniserUnfit):
        require_recogniser(a_partner())
    require_past_period(DAY, DAY, DAY)
    for since, until in ((DAY, date(2026, 1, 19)), (DAY, date(2026, 1, 21))):
        with pytest.raises(RecognitionPeriodUnfit):
            require_past_period(since, until, DAY)
