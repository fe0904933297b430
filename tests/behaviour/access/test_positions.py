"""Positions determine the rights of an account: from the first to the last day, in every capacity, until they end."""

from datetime import datetime

import pytest

from shared.access.positions import load_actor
from tests.behaviour.access.positions import arrived, assign, connected, day, statuses
from tests.behaviour.client import OPERATOR, Sinergi

PERMITTED, REFUSED = [200, 200, 200], [403, 403, 403]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, None, PERMITTED),
        (0, 0, PERMITTED),
        (-9, 0, PERMITTED),
        (-9, 9, PERMITTED),
        (-9, -1, REFUSED),
        (1, None, REFUSED),
        (1, 9, REFUSED),
    ],
)
async def test_a_position_is_in_force_from_its_first_to_its_last_day(
    sinergi: Sinergi, first: int, last: int | None, expected: list[int]
) -> None:
    until = {} if last is None else {"valid_until": day(sinergi, last)}
    position = await assign(sinergi, valid_from=day(sinergi, first), **until)
    await arrived(sinergi, position)
    assert await statuses(sinergi, position["account"]) == expected


@pytest.mark.parametrize(
    ("moment", "in_force"),
    [
        ("2026-03-09T16:59:59Z", False),
        ("2026-03-09T17:00:00Z", True),
        ("2026-03-12T16:59:59Z", True),
        ("2026-03-12T17:00:00Z", False),
    ],
)
@pytest.mark.parametrize("service", ["agreements", "programs", "notifications"])
async def test_days_begin_and_end_in_the_capital(sinergi: Sinergi, service: str, moment: str, in_force: bool) -> None:
    position = await assign(sinergi, valid_from="2026-03-10", valid_until="2026-03-12")
    await arrived(sinergi, position)
    connection = await connected(sinergi, service)
    try:
        actor = await load_actor(connection, position["account"], datetime.fromisoformat(moment))
    finally:
        await connection.close()
    assert bool(actor.grants) == in_force


@pytest.mark.parametrize("capacity", ["acting", "daily_acting"])
async def test_an_acting_holder_has_the_same_rights(sinergi: Sinergi, capacity: str) -> None:
    position = await assign(sinergi, capacity=capacity, letter="SPRIN-7/2026", valid_until=day(sinergi, 6))
    await arrived(sinergi, position)
    assert await statuses(sinergi, position["account"]) == PERMITTED
    assert (await sinergi.programs.get("/tasks", position["account"])).status_code == 200


async def test_an_ended_position_gives_no_rights_once_its_event_is_applied(sinergi: Sinergi) -> None:
    position = await assign(sinergi, valid_from=day(sinergi, -10))
    await arrived(sinergi, position)
    assert await statuses(sinergi, position["account"]) == PERMITTED

    ending = {"last_day": day(sinergi, -1), "reason": "Mutasi"}
    path = f"/positions/{position['id']}"
    ended = await sinergi.agreements.post(f"{path}/endings", ending, OPERATOR, if_match='"1"')
    assert ended.status_code == 200, ended.text
    assert (await statuses(sinergi, position["account"]))[0] == 403

    async def refused_everywhere() -> None:
        assert await statuses(sinergi, position["account"]) == REFUSED

    await sinergi.eventually(refused_everywhere)


async def test_one_of_two_positions_ends_and_the_other_stays(sinergi: Sinergi) -> None:
    first = await assign(sinergi, valid_from=day(sinergi, -10))
    second = await assign(sinergi, account=first["account"], capability="operator")
    await arrived(sinergi, second)
    ending = {"last_day": day(sinergi, -1), "reason": "Mutasi"}
    await sinergi.agreements.post(f"/positions/{first['id']}/endings", ending, OPERATOR, if_match='"1"')

    async def is_an_operator_only() -> None:
        assert (await sinergi.programs.get("/tasks", first["account"])).status_code == 403

    await sinergi.eventually(is_an_operator_only)
    assert await statuses(sinergi, first["account"]) == PERMITTED
