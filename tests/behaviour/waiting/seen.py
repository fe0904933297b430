"""What waits for an account, as its interface shows it."""

from typing import Any

from tests.behaviour.conftest import Service

Case = dict[str, Any]


async def cases(service: Service, account: str, query: str = "") -> list[Case]:
    """All pages, put together."""
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
    """How many wait for a unit, and how many of them are overdue, by kind; no kind where the account sees none."""
    found: dict[str, tuple[int, int]] = {}
    cursor = ""
    while True:
        answer = await service.get(f"/waiting/counts?limit=200{cursor}", account)
        assert answer.status_code == 200, answer.text
        lines = [line for line in answer.json()["items"] if line["unit"] == unit]
        found |= {line["kind"]: (line["waiting"], line["overdue"]) for line in lines}
        if answer.json()["next"] is None:
            return found
        cursor = f"&cursor={answer.json()['next']}"
