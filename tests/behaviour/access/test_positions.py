"""Positions decide what an account may do: from the first day to the last, however they are held, until they end."""

from datetime import datetime

import pytest

from shared.access.positions import load_actor
from tests.behaviour.access.register import arrived, assign, connected, day, statuses
from tests.behaviour.conftest import OPERATOR, Sinergi

MAY, MAY_NOT = [200, 200, 200], [403, 403, 403]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(0, None, MAY), (0, 0, MAY), (-9, 0, MAY), (-9, 9, MAY), (-9, -1, MAY_NOT), (1, None, MAY_NOT), (1, 9, MAY_NOT)],
)
async def test_a_position_holds_from_its_first_to_its_last_day(
    sinergi: Sinergi, first: int, last: int | None, found: list[int]
) -> None:
    until = {} if last is None else {"valid_until": day(sinergi, last)}
    position = await assign(sinergi, valid_from=day(sinergi, first), **until)
    await arrived(sinergi, position)
    assert await statuses(sinergi, position["account"]) == found


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        ("2026-03-09T16:59:59Z", False),
        ("2026-03-09T17:00:00Z", True),
        ("2026-03-12T16:59:59Z", True),
        ("2026-03-12T17:00:00Z", False),
    ],
)
@pytest.mark.parametrize("service", ["agreements", "programs", "notifications"])
async def test_days_begin_and_end_in_the_capital(sinergi: Sinergi, service: str, moment: str, holds: bool) -> None:
    position = await assign(sinergi, valid_from="2026-03-10", valid_until="2026-03-12")
    await arrived(sinergi, position)
    connection = await connected(sinergi, service)
    try:
        actor = await load_actor(connection, position["account"], datetime.fromisoformat(moment))
    finally:
        await connection.close()
    assert bool(actor.grants) == holds


@pytest.mark.parametrize("capacity", ["acting", "daily_acting"])
async def test_whoever_acts_for_the_holder_may_do_the_same(sinergi: Sinergi, capacity: str) -> None:
    position = await assign(sinergi, capacity=capacity, letter="SPRIN-7/2026", valid_until=day(sinergi, 6))
    await arrived(sinergi, position)
    assert await statuses(sinergi, position["account"]) == MAY
    assert (await sinergi.programs.get("/tasks", position["account"])).status_code == 200


async def test_an_ended_position_gives_nothing_as_soon_as_each_service_hears_of_it(sinergi: Sinergi) -> None:
    position = await assign(sinergi, valid_from=day(sinergi, -10))
    await arrived(sinergi, position)
    assert await statuses(sinergi, position["account"]) == MAY

    ending = {"last_day": day(sinergi, -1), "reason": "Mutasi"}
    path = f"/positions/{position['id']}"
    ended = await sinergi.agreements.post(f"{path}/endings", ending, OPERATOR, if_match='"1"')
    assert ended.status_code == 200, ended.text
    assert (await statuses(sinergi, position["account"]))[0] == 403

    async def refused_everywhere() -> None:
        assert await statuses(sinergi, position["account"]) == MAY_NOT

    await sinergi.eventually(refused_everywhere)


async def test_of_two_positions_one_ends_and_the_other_holds(sinergi: Sinergi) -> None:
    first = await assign(sinergi, valid_from=day(sinergi, -10))
    second = await assign(sinergi, account=first["account"], capability="operator")
    await arrived(sinergi, second)
    ending = {"last_day": day(sinergi, -1), "reason": "Mutasi"}
    await sinergi.agreements.post(f"/positions/{first['id']}/endings", ending, OPERATOR, if_match='"1"')

    async def is_an_operator_only() -> None:
        assert (await sinergi.programs.get("/tasks", first["account"])).status_code == 403

    await sinergi.eventually(is_an_operator_only)
    assert await statuses(sinergi, first["account"]) == MAY
