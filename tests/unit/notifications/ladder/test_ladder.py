"""Ladders: steps by working days, and the notices to the levels above."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from services.notifications.directory.model import Desk
from services.notifications.ladder.model import DueStep, steps_on, told_above
from services.notifications.matters.model import Matter
from services.notifications.rules.model.ladders import ESCALATED, Ladder, steps_of
from services.notifications.rules.shipped import shipped_rulebook
from shared.values.capabilities import Capability, ScopeKind
from shared.values.texts import Text

FACILITY = UUID("0b3f6f0e-6d0d-5d3a-8f7e-0f6a6a2f6f11")
EVENT = UUID("019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10")
TODAY = date(2026, 2, 18)
MATTER = Matter(
    rule="obligation_missed",
    business_key="k",
    desk=Desk(Capability.HEAD, "facility", str(FACILITY)),
    rule_group="missed_obligations",
    opened_by=EVENT,
    event_type="obligation.missed.v1",
    opened_on=date(2026, 2, 10),
    facility_id=FACILITY,
    region="CONTOH",
    subject=Text("Kewajiban lewat tenggat", "Obligation overdue"),
    body=Text("Isi.", "Body."),
    severity="action",
    useful_until=date(2026, 5, 10),
    zone="Asia/Makassar",
    facility_ids=(FACILITY,),
)
RULES = {rule.name: rule for rule in shipped_rulebook().rules}


def test_steps_are_counted_in_working_days() -> None:
    # Monday 16 February is collective leave and Tuesday 17 a holiday: the fifth day after 9 February is the 18th.
    steps = {step.rung: step.opened_until for step in steps_on(RULES["obligation_missed"], TODAY)}
    assert steps["again"] == date(2026, 2, 9)
    assert steps["region"] == date(2026, 2, 2)


def test_a_rule_without_a_ladder_has_no_steps() -> None:
    assert list(steps_on(RULES["agreement_drafted"], TODAY)) == []


def step(rung: Any) -> DueStep:
    return DueStep("obligation_missed", rung, 10, TODAY)


def test_the_region_is_told_in_its_own_words_and_with_the_same_cause() -> None:
    above = told_above(MATTER, step("region"), TODAY)
    assert above is not None
    assert above.desk == Desk(Capability.REVIEWER, "region", "CONTOH")
    assert above.subject.id == "10 hari kerja belum ditindaklanjuti: Kewajiban lewat tenggat"
    assert (above.cause, above.opened_by) == (MATTER.cause, MATTER.opened_by)
    assert (above.rule_group, above.opened_on, above.zone) == (ESCALATED, TODAY, "Asia/Makassar")


def test_the_directorate_general_is_told_by_the_calendar_of_the_capital() -> None:
    above = told_above(MATTER, step("directorate"), TODAY)
    assert above is not None
    assert str(above.desk) == "nation:cooperation_officer"
    assert above.zone == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("desk", "rung"),
    [
        (Desk(Capability.REVIEWER, "region", "CONTOH"), "region"),
        (Desk(Capability.COOPERATION_OFFICER, "nation"), "directorate"),
        (Desk(Capability.PARTNER_CONTACT, "partner", str(FACILITY)), "region"),
        (Desk(Capability.PARTNER_CONTACT, "partner", str(FACILITY)), "directorate"),
    ],
)
def test_nobody_is_told_of_itself_and_partners_are_not_told_on(desk: Desk, rung: str) -> None:
    assert told_above(replace(MATTER, desk=desk), step(rung), TODAY) is None


def test_the_levels_above_follow_each_other() -> None:
    assert [rung for rung, _ in Ladder(again=3, directorate=9).rungs()] == ["again", "directorate"]
    with pytest.raises(ValidationError):
        Ladder(again=5, region=5)
    with pytest.raises(ValidationError):
        Ladder(again=5, region=10, directorate=7)


def test_only_a_matter_that_an_event_closes_has_a_ladder() -> None:
    rule = RULES["agreement_superseded_late"]
    with pytest.raises(ValidationError):
        type(rule).model_validate(rule.model_dump() | {"ladder": {"again": 3}})


def test_a_rung_is_within_the_use_of_its_rule() -> None:
    for rule in RULES.values():
        for _, working_days in rule.ladder.rungs() if rule.ladder else ():
            assert working_days * 7 / 5 < rule.useful_days, rule.name


OPENED = date(2026, 2, 10)
TEN_LATER = date(2026, 2, 25)


def test_the_steps_of_a_matter_are_those_of_its_desk_while_it_is_of_use() -> None:
    ladder, taken = Ladder(again=1, region=2, directorate=3), datetime(2026, 2, 11, 3, tzinfo=UTC)

    def rungs(kind: ScopeKind, until: date) -> list[str]:
        return [step.rung for step in steps_of(ladder, kind, OPENED, until, {"again": taken})]

    assert rungs("facility", TEN_LATER) == ["again", "region", "directorate"]
    assert rungs("region", TEN_LATER) == ["again", "directorate"]
    assert rungs("partner", TEN_LATER) == ["again"]
    # What was taken is shown, and what is not due while it is of use will not be taken.
    assert rungs("facility", OPENED) == ["again"]
    (first, *_) = steps_of(ladder, "facility", OPENED, TEN_LATER, {"again": taken})
    assert (first.due_on, first.taken_at) == (date(2026, 2, 11), taken)


def test_a_rule_that_is_off_climbs_no_further() -> None:
    off = RULES["obligation_missed"].model_copy(update={"on": False})
    assert list(steps_on(off, TODAY)) == []
