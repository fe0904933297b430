"""The table of rules, as whoever holds a position reads it."""

from tests.behaviour.conftest import Sinergi
from tests.behaviour.notifications.conftest import Desks


async def test_the_table_says_who_is_told_by_when(sinergi: Sinergi, desks: Desks) -> None:
    table = (await sinergi.notifications.get("/rules", as_=desks.officer)).json()
    line = next(line for line in table["rules"] if line["rule"] == "review_by_region")
    assert line["who"]["id"] == "penelaah kantor wilayah"
    assert line["by_when"]["id"] == "ditindaklanjuti dalam 7 hari"
    assert {"event", "reason"} == table["information_only"][0].keys()
