"""The inbox of an account, over HTTP."""

from typing import Any

from tests.behaviour.client import Sinergi

Notice = dict[str, Any]


async def inbox(sinergi: Sinergi, account: str, query: str = "") -> list[Notice]:
    """The notices at the desks of an account, of all pages."""
    found: list[Notice] = []
    cursor = ""
    while True:
        page = await sinergi.notifications.get(f"/inbox?limit=200{query}{cursor}", account)
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        if page.json()["next"] is None:
            return found
        cursor = f"&cursor={page.json()['next']}"


async def matters_at(sinergi: Sinergi, account: str, rule: str) -> int:
    """The number of open matters of a rule at the desks of an account, whether or not a notice lists them."""
    living = await inbox(sinergi, account)
    return sum(notice["matters"] for notice in living if notice["rule"] == rule and notice["closed_at"] is None)


async def rules_in(sinergi: Sinergi, account: str, title: str) -> set[str]:
    """The rules of the notices that name this title."""
    return {notice["rule"] for notice in await inbox(sinergi, account) if title in notice["body"]["id"]}


def subjects_of(notice: Notice) -> str:
    """The subject of a notice and those of the matters that it lists: matters of one day share a notice at a desk."""
    return "; ".join([notice["subject"]["id"], *(each["subject"]["id"] for each in notice["listed"])])
