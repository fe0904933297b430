"""The week of a unit counts each matter once, for its head alone, and moves it from open to closed."""

from typing import Any

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office


async def week_of(sinergi: Sinergi, account: str) -> dict[str, int]:
    """The sums of the only unit that an account heads."""
    answer = await sinergi.notifications.get("/weekly-summary", account)
    assert answer.status_code == 200, answer.text
    (unit,) = answer.json()["units"]
    names = ("opened", "closed", "open", "overdue")
    return {name: sum(group[name] for group in unit["groups"]) for name in names}


async def test_a_matter_counts_once_while_it_is_open_and_once_when_it_is_closed(
    sinergi: Sinergi, office: Office
) -> None:
    agreement = await office.draft()

    async def drafted() -> dict[str, int]:
        counted = await week_of(sinergi, office.head)
        assert counted["opened"] >= 1
        return counted

    before = await sinergi.eventually(drafted)
    assert before["open"] == before["opened"]
    assert (before["closed"], before["overdue"]) == (0, 0)
    await office.submit(agreement)

    async def submitted() -> dict[str, int]:
        counted = await week_of(sinergi, office.head)
        assert counted["closed"] >= 1
        return counted

    after = await sinergi.eventually(submitted)
    assert after["opened"] == after["open"] + after["closed"]


async def test_who_heads_no_unit_has_no_week_and_no_week_is_to_come(sinergi: Sinergi, office: Office) -> None:
    assert (await sinergi.notifications.get("/weekly-summary", office.officer)).status_code == 403
    to_come = f"/weekly-summary?day={office.day(14)}"
    assert (await sinergi.notifications.get(to_come, office.head)).status_code == 422
    for day in ("0001-01-01", "9999-12-31"):
        for path in (f"/weekly-summary?day={day}", f"/pekan?hari={day}"):
            assert (await sinergi.notifications.get(path, office.head)).status_code == 422
    earlier = (await sinergi.notifications.get(f"/weekly-summary?day={office.day(-7)}", office.head)).json()
    nothing: list[Any] = [unit["groups"] for unit in earlier["units"]]
    assert all(group["opened"] == 0 for groups in nothing for group in groups)
