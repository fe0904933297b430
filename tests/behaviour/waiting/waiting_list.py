"""The waiting list of an account, read over HTTP."""

from typing import Any

from tests.behaviour.client import Service

Case = dict[str, Any]


async def cases(service: Service, account: str, query: str = "") -> list[Case]:
    """The cases of all pages."""
    found: list[Case] = []
    cursor = ""
    while True:
        answer = await service.get(f"/waiting?limit=200{query}{cursor}", account)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        if answer.json()["next"] is None:
            return found
        cursor = f"&cursor={answer.json()['next']}"


async def kinds(service: Service, account: str, about: str) -> set[str]:
    """The kinds of cases about one thing."""
    return {case["kind"] for case in await cases(service, account) if case["about"]["id"] == about}


async def the_case(service: Service, account: str, about: str, kind: str) -> Case:
    """The only case of this kind about this thing."""
    (found,) = [case for case in await cases(service, account, f"&kind={kind}") if case["about"]["id"] == about]
    return found


async def counted(service: Service, account: str, unit: str) -> dict[str, tuple[int, int]]:
    """The number of cases of a unit, and of those overdue, by kind; empty if the account may not read them."""
    found: dict[str, tuple[int, int]] = {}
    cursor = ""
    while True:
        answer = await service.get(f"/waiting/counts?limit=200{cursor}", account)
        assert answer.status_code == 200, answer.text
        counts = [count for count in answer.json()["items"] if count["unit"] == unit]
        found |= {count["kind"]: (count["waiting"], count["overdue"]) for count in counts}
        if answer.json()["next"] is None:
            return found
        cursor = f"&cursor={answer.json()['next']}"
