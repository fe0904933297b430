"""Programs end in the same state in any order in which the lines of agreements arrive: reactions fed directly.

Each order is applied in a transaction of its own, which is rolled back after its result was read.
"""

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import pytest

from services.programs.authorisations.jobs import plan_years
from shared.contracts.event import Event
from tests.core.programs_under_test import NOW, Programs
from tests.seeds import seeds
from tests.unit.programs import events as an

SEASONS = (NOW, datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
"""Before and after the first of November, from which the programs of the next year are planned."""


async def state_after(
    connection: "asyncpg.Connection[Any]", events: Iterable[Event], now: datetime = NOW, *, daily: bool = False
) -> object:
    """The state after these events in this order, of which nothing is kept; `daily` runs the job after each event."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        programs = Programs(connection)
        for event in events:
            await programs.apply(event, now=now)
            if daily:
                await plan_years(programs.work(now))
        return await programs.state()
    finally:
        await transaction.rollback()


def lives(chance: random.Random) -> list[list[Event]]:
    """Lines that meet: two agreements merge into a third, which continues or ends; a fourth is extended elsewhere."""
    merged: dict[str, Any] = {"agreement_id": an.THIRD, "line_id": an.THIRD}
    third_in_force = an.in_force(date(2026, 6, 1), date(2028, 5, 31))
    into_third = {"successor_id": an.THIRD, "successor_line_id": an.THIRD, "successor_in_force": third_in_force}
    other = {"agreement_id": an.OTHER, "line_id": an.OTHER}
    first: list[Event] = [
        an.signed(
            runs_at=(an.NORTH, an.EAST), scope_items=(an.item(31), an.item(32, "health"), an.item(33, "night_sky"))
        )
    ]
    if chance.random() < 0.3:
        first += [an.scope_extended(an.item(34, "sport"), an.item(35))]
    if chance.random() < 0.4:
        first += [an.expired(date(2026, 5, 10))]
    first += [an.superseded(an.handover(31, 71, an.AGENCY), an.handover(33, 73), **into_third)]
    second: list[Event] = [
        an.signed(**other, scope_items=(an.item(51), an.item(52, "culture", agencies=(an.OTHER_AGENCY,)), an.item(53))),
        an.superseded(an.handover(51, 71, an.AGENCY), an.handover(52, 72), **{**other, **into_third}),
    ]
    continuing = [an.item(71, continues=(an.some_id(31), an.some_id(51))), an.item(74, "religion")]
    third: list[Event] = [an.signed(**merged, in_force=third_in_force, scope_items=tuple(continuing))]
    if chance.random() < 0.4:
        third += [an.scope_extended(an.item(75), **merged, in_force=third_in_force)]
    if chance.random() < 0.4:
        third += [an.amended(chance.choice([None, date(2026, 12, 31), date(2031, 5, 31)]), **merged)]
    third += chance.choice(
        [
            [],
            [an.terminated(date(2026, 7, 1), **merged)],
            [an.expired(date(2026, 6, 30), **merged)],
            [
                an.expired(date(2026, 6, 30), **merged),
                an.superseded(
                    *(an.handover(71, 81), an.handover(73, 83), an.handover(74, 84)),
                    **merged,
                    successor_line_id=an.THIRD,
                    successor_in_force=an.in_force(date(2026, 7, 5)),
                ),
            ],
        ]
    )
    moving: dict[str, Any] = {"line_id": an.some_id(26), "in_force": an.in_force(date(2026, 4, 1), date(2028, 3, 31))}
    elsewhere = {"agreement_id": an.some_id(27), "predecessor_id": an.some_id(26), **moving}
    after = {"successor_id": an.some_id(27), "successor_line_id": an.some_id(26)}
    fourth: list[Event] = [
        an.signed(agreement_id=an.some_id(26), **moving, scope_items=(an.item(91), an.item(92, "sport"))),
        an.signed(
            **elsewhere,
            runs_at=chance.choice([(an.EAST,), (an.NORTH, an.EAST)]),
            scope_items=(an.item(93, continues=(an.some_id(91),)),),
        ),
        an.superseded(an.handover(91, 93), agreement_id=an.some_id(26), line_id=an.some_id(26), **after),
    ]
    units: list[Event] = [an.unit_changed(an.NORTH, number, region=f"R{number}") for number in (1, 2, 3)]
    names: list[Event] = [an.partner_renamed(an.AGENCY, number, f"Dinas {number}") for number in (1, 2)]
    return [first, second, third, fourth, units, names]


def interleaved(chance: random.Random, lines: Iterable[list[Event]]) -> list[Event]:
    """The lines beside each other; the events of one line keep their order."""
    left, events = [list(line) for line in lines], list[Event]()
    while any(left):
        events.append(chance.choice([line for line in left if line]).pop(0))
    return events


@pytest.mark.parametrize("now", SEASONS)
@seeds(15)
async def test_any_order_of_the_lines_ends_in_the_same_state(
    connection: "asyncpg.Connection[Any]", seed: int, now: datetime
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    lines = lives(chance)
    expected = await state_after(connection, (event for line in lines for event in line), now)
    assert await state_after(connection, (event for line in lines[::-1] for event in line), now) == expected
    for _ in range(3):
        assert await state_after(connection, interleaved(chance, lines), now) == expected
    assert await state_after(connection, interleaved(chance, lines), now, daily=True) == expected


@seeds(10)
async def test_events_that_are_applied_again_change_nothing(programs: Programs, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    events = interleaved(chance, lives(chance))
    await programs.apply(*events)
    before = await programs.state()
    assert await programs.apply(*events) == []
    assert await programs.state() == before
