"""What waits at the keepers of the directorate general: a proposed edition for a second one, and a refused address."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.mail import at_any_hour, confirmed
from tests.behaviour.notifications.test_editions import edition_in_force, propose, step, take_back
from tests.behaviour.notifications.test_invitations import call
from tests.behaviour.office import SECOND_DIRECTORATE, Office, problem
from tests.behaviour.waiting.waiting_list import Case, cases

QUIET = {"rule": "agreement_lapsed", "on": False}


@pytest.fixture
async def as_released(sinergi: Sinergi, directorate: str) -> AsyncIterator[None]:
    """The rules are as released for the tests that follow, also after a failure."""
    assert directorate
    yield
    while (number := await edition_in_force(sinergi)) > 1:
        await take_back(sinergi, number)


async def of_edition(sinergi: Sinergi, account: str, number: int) -> dict[str, Case]:
    """The cases of an edition that wait for an account, by kind."""
    listed = await cases(sinergi.notifications, account)
    return {case["kind"]: case for case in listed if case["link"].startswith(f"/editions/{number}/")}


async def test_a_proposed_edition_is_tried_by_any_keeper_and_decided_by_another_one(
    sinergi: Sinergi, directorate: str
) -> None:
    number = (await propose(sinergi, directorate, rules=[QUIET]))["number"]
    for account in (directorate, SECOND_DIRECTORATE):
        assert (await of_edition(sinergi, account, number)).keys() == {"edition_to_try"}
    assert (await step(sinergi, number, "trials", None, directorate)).is_success
    assert await of_edition(sinergi, directorate, number) == {}
    (case,) = (await of_edition(sinergi, SECOND_DIRECTORATE, number)).values()
    assert (case["kind"], case["page"]) == ("edition_to_decide", f"/edisi/{number}")
    assert str(number) in case["title"]["id"]
    declined = {"in_force": False, "reason": "Belum perlu."}
    assert (await step(sinergi, number, "decisions", declined, SECOND_DIRECTORATE)).is_success
    assert await of_edition(sinergi, SECOND_DIRECTORATE, number) == {}


@pytest.mark.usefixtures("as_released")
async def test_a_trial_is_out_of_date_once_another_edition_is_in_force(sinergi: Sinergi, directorate: str) -> None:
    numbers = [(await propose(sinergi, directorate, rules=[QUIET]))["number"] for _ in range(2)]
    for number in numbers:
        assert (await step(sinergi, number, "trials", None, directorate)).is_success
    assert (await step(sinergi, numbers[0], "decisions", {"in_force": True}, SECOND_DIRECTORATE)).is_success
    assert (await of_edition(sinergi, SECOND_DIRECTORATE, numbers[1])).keys() == {"edition_to_try"}
    # The trial counts again once the edition before it is back.
    assert (await step(sinergi, numbers[0], "withdrawals", {"reason": "Selesai."}, SECOND_DIRECTORATE)).is_success
    assert (await of_edition(sinergi, SECOND_DIRECTORATE, numbers[1])).keys() == {"edition_to_decide"}
    declined = {"in_force": False, "reason": "Selesai."}
    assert (await step(sinergi, numbers[1], "decisions", declined, SECOND_DIRECTORATE)).is_success


async def refused_way(sinergi: Sinergi, office: Office) -> Case:
    """The case of an address that was confirmed, and that its server does not know any more."""
    await at_any_hour(sinergi, office.contact)
    await confirmed(sinergi, office.contact, "sekali-")
    await office.submit(await office.draft())

    async def found() -> Case:
        for case in await cases(sinergi.notifications, SECOND_DIRECTORATE):
            if case["kind"] == "way_refused":
                shown = (await sinergi.notifications.get(way_of(case), SECOND_DIRECTORATE)).json()
                if shown["account"] == office.contact:
                    return case
        raise AssertionError

    return await sinergi.eventually(found)


def way_of(case: Case) -> str:
    return f"/recipients/ways/{case['about']['id']}"


async def waits(sinergi: Sinergi, case: Case) -> bool:
    return case["id"] in {each["id"] for each in await cases(sinergi.notifications, SECOND_DIRECTORATE)}


async def states(sinergi: Sinergi, account: str) -> list[tuple[bool, bool]]:
    """Whether each address of an account is confirmed, and refused."""
    ways: list[dict[str, Any]] = (await sinergi.notifications.get("/recipients/me", account)).json()["ways"]
    return [(way["confirmed_at"] is not None, way["refused_at"] is not None) for way in ways]


async def test_a_refused_address_waits_at_the_keeper_until_another_one_is_given(
    sinergi: Sinergi, office: Office
) -> None:
    case = await refused_way(sinergi, office)
    assert case["page"] == f"/cara-dihubungi/ditolak/{case['about']['id']}"
    assert "@" not in str(case)
    shown = await sinergi.notifications.get(way_of(case), SECOND_DIRECTORATE)
    assert "@" not in shown.text
    problem(await sinergi.notifications.get(way_of(case), office.officer), 403, "not-permitted")
    other = {"address": f"kantor-{case['about']['id'][:8]}@contoh.example"}
    replaced = await sinergi.notifications.post(f"{way_of(case)}/replacements", other, SECOND_DIRECTORATE)
    assert replaced.status_code == 200, replaced.text
    assert await states(sinergi, office.contact) == [(False, False)]
    assert not await waits(sinergi, case)
    again = await sinergi.notifications.post(f"{way_of(case)}/replacements", other, SECOND_DIRECTORATE)
    problem(again, 409, "way-not-refused")


async def test_a_refused_address_that_is_right_is_used_again_and_one_that_is_withdrawn_waits_no_more(
    sinergi: Sinergi, office: Office
) -> None:
    case = await refused_way(sinergi, office)
    stated = await sinergi.notifications.post(f"{way_of(case)}/affirmations", None, SECOND_DIRECTORATE)
    assert stated.status_code == 200, stated.text
    assert await states(sinergi, office.contact) == [(True, False)]
    assert not await waits(sinergi, case)
    # Its server refuses it once more: an invitation has a message of its own.
    await call(office)

    async def back() -> None:
        assert await waits(sinergi, case)

    await sinergi.eventually(back)
    withdrawn = {"channel": "email"}
    assert (await sinergi.notifications.post("/recipients/me/withdrawals", withdrawn, office.contact)).is_success
    assert not await waits(sinergi, case)
    problem(await sinergi.notifications.get(way_of(case), SECOND_DIRECTORATE), 404, "refused-way-not-found")
