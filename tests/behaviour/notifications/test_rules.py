"""The rulebook over HTTP."""

from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.desks import Desks


async def test_the_rulebook_shows_who_is_notified_and_by_when(sinergi: Sinergi, desks: Desks) -> None:
    table = (await sinergi.notifications.get("/rules", as_=desks.officer)).json()
    rule = next(rule for rule in table["rules"] if rule["rule"] == "review_by_region")
    assert rule["who"]["id"] == "penelaah kantor wilayah"
    assert rule["by_when"]["id"] == "ditindaklanjuti dalam 7 hari"
    assert {"event", "reason"} == table["information_only"][0].keys()
