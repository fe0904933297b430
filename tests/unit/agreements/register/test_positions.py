from datetime import date
from itertools import pairwise

import pytest

from services.agreements.register.access import POSITION_KEEPERS
from services.agreements.register.model.positions import (
    AssignmentNotPermitted,
    DailyActingOnly,
    EndsBeforeItBegins,
    PositionEnded,
    ScopeDoesNotFit,
    require_assigner,
    require_endable,
    require_fit,
    require_letter,
    require_span,
)
from shared.values.capabilities import Capability, Capacity, Grant, ScopeKind
from shared.values.capability_table import capability_table, holder_of

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


HOLDERS = [
    Grant(capability, level, "" if level == "nation" else "X")
    for capability, row in capability_table().items()
    for level in row.levels
]
NARROW_TO_WIDE: tuple[ScopeKind, ...] = ("partner", "facility", "region", "nation")


def test_every_capability_can_be_held_somewhere() -> None:
    assert set(capability_table()) == set(Capability)
    assert all(row.levels for row in capability_table().values())


@pytest.mark.parametrize("assigner", HOLDERS, ids=lambda grant: f"{grant.capability} at {grant.scope_kind}")
@pytest.mark.parametrize("capacity", ["definitive", "daily_acting"])
def test_a_position_is_assigned_by_those_in_the_table(assigner: Grant, capacity: Capacity) -> None:
    holder = holder_of(assigner.capability, assigner.scope_kind)
    for capability, row in capability_table().items():
        if holder in row.assigned_by or (capacity == "daily_acting" and holder in row.as_daily_acting_by):
            require_assigner(assigner, capability, capacity)
            continue
        with pytest.raises(DailyActingOnly if holder in row.as_daily_acting_by else AssignmentNotPermitted):
            require_assigner(assigner, capability, capacity)


@pytest.mark.parametrize("assigner", HOLDERS, ids=lambda grant: f"{grant.capability} at {grant.scope_kind}")
def test_nobody_assigns_what_is_held_at_wider_levels_only(assigner: Grant) -> None:
    # At which of its levels a position is assigned is a matter of the scope: no grant covers a unit above its own.
    for capability, row in capability_table().items():
        if row.assignable_by(assigner, "daily_acting"):
            narrowest = min(row.levels, key=NARROW_TO_WIDE.index)
            assert NARROW_TO_WIDE.index(narrowest) <= NARROW_TO_WIDE.index(assigner.scope_kind), capability


def test_every_assigner_holds_a_capability_at_one_of_its_levels() -> None:
    holders = {holder_of(grant.capability, grant.scope_kind) for grant in HOLDERS}
    assert all(row.assigned_by | row.as_daily_acting_by <= holders for row in capability_table().values())


def test_the_keepers_of_positions_are_the_assigners_of_the_table_and_the_widest_comes_first() -> None:
    table = capability_table().values()
    assigners = [grant for grant in HOLDERS if any(row.assignable_by(grant, "daily_acting") for row in table)]
    assert {grant.capability for grant in assigners} == set(POSITION_KEEPERS)
    reached = [
        {
            (capability, capacity)
            for capability, row in capability_table().items()
            for capacity in ("definitive", "daily_acting")
            if any(row.assignable_by(grant, capacity) for grant in HOLDERS if grant.capability == keeper)
        }
        for keeper in POSITION_KEEPERS
    ]
    assert all(wider > narrower for wider, narrower in pairwise(reached))


def test_a_head_assigns_a_substitute_with_a_letter_and_a_last_day() -> None:
    head = Grant(Capability.HEAD, "facility", "X")
    require_letter(head, Capability.HEAD, "SPRIN-7/2026", LAST)
    for letter, last_day in ((None, LAST), ("SPRIN-7/2026", None)):
        with pytest.raises(DailyActingOnly):
            require_letter(head, Capability.HEAD, letter, last_day)
        require_letter(head, Capability.COOPERATION_OFFICER, letter, last_day)
        require_letter(None, Capability.HEAD, letter, last_day)


def test_a_session_recorder_has_a_position_in_a_facility_only() -> None:
    require_fit(Capability.SESSION_RECORDER, "facility")
    with pytest.raises(ScopeDoesNotFit):
        require_fit(Capability.SESSION_RECORDER, "nation")


def test_a_position_may_last_one_day_but_not_less() -> None:
    require_span(FIRST, FIRST)
    with pytest.raises(EndsBeforeItBegins):
        require_span(LAST, FIRST)


def test_the_end_of_a_position_may_be_brought_forward_but_not_put_off() -> None:
    require_endable(FIRST, None, LAST)
    require_endable(FIRST, LAST, date(2026, 2, 1))
    with pytest.raises(PositionEnded):
        require_endable(FIRST, LAST, date(2026, 4, 1))
    with pytest.raises(EndsBeforeItBegins):
        require_endable(FIRST, None, date(2025, 12, 31))
