"""Routes × roles × scopes on the real services, compared with `docs/access.md`, and that with the declared rights.

An ordinary run sends each request as three columns; the part `access` sends it as all of them.
"""

import pytest

from shared.values.capabilities import Capability
from tests.behaviour.access.columns import COLUMNS
from tests.behaviour.access.declared import Route, routes, use_cases_of
from tests.behaviour.access.row import ALLOWED, HIDDEN, REFUSED, Observe, Row
from tests.behaviour.access.rows import ROWS
from tests.behaviour.access.sample import Sample
from tests.behaviour.access.table import committed
from tests.behaviour.client import OPERATOR

ROUTES = routes()
NARROWER: dict[Route, set[Capability]] = {
    # Notifications has no public topic, and subscribers read no other.
    ("notifications", "GET", "/events"): {Capability.SYSTEM_SUBSCRIBER},
    ("notifications", "GET", "/events/tails"): {Capability.SYSTEM_SUBSCRIBER},
    # A subscriber manages its webhooks with its token; an account with the capability is none of the registered ones.
    **{route: {Capability.SYSTEM_SUBSCRIBER} for route in ROUTES if route[2].startswith("/webhooks")},
}
"""Routes that are open to fewer capabilities than their use case declares, with the reason."""
pytestmark = pytest.mark.part("access")
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.service} {row.name}")
every_route = pytest.mark.parametrize("route", sorted(ROUTES), ids=" ".join)


def test_every_route_has_its_rows_and_every_row_its_route() -> None:
    assert {(row.service, row.method, row.path) for row in ROWS} == set(ROUTES)
    assert set(committed()) == {(row.service, row.name) for row in ROWS}


@every_row
async def test_each_column_is_permitted_as_the_table_shows(observe: Observe, row: Row, part: str | None) -> None:
    table, observed = committed()[row.service, row.name], await observe(row)
    assert observed == {code: table[code] for code in observed}
    assert part is None or len(observed) == len(COLUMNS)


@every_route
def test_the_capabilities_of_the_table_are_the_declared_ones(route: Route) -> None:
    use_cases = use_cases_of(ROUTES[route])
    assert use_cases, "a route leads to no use case"
    admitted: set[Capability] = set()
    for row in rows_of(route):
        marks = committed()[row.service, row.name]
        open_to = [column for column in COLUMNS if marks[column.code] not in (REFUSED, HIDDEN)]
        assert all(column.capability for column in open_to), "a request without a token or a position is refused"
        admitted |= {column.capability for column in open_to if column.capability}
    declared = {capability for use_case in use_cases for capability in use_case.allowed}
    assert admitted == declared - NARROWER.get(route, set())


RECORDED_READINGS = ("/audit-trail", "/documents/{document_id}/content", "/evidence/{evidence_id}/content")
UNRECORDED_POSTS = ("/rules/{rule}/previews", "/weekly-summary/previews")
"""What is shown of a body and kept nowhere."""


@every_route
async def test_every_change_is_recorded_and_no_other_reading_is(observe: Observe, sample: Sample, route: Route) -> None:
    service, method, path = route
    changes = {use_case.name for use_case in use_cases_of(ROUTES[route]) if use_case.changes}
    assert bool(changes) == (path not in UNRECORDED_POSTS and (method != "GET" or path in RECORDED_READINGS))
    for row in rows_of(route) if changes else ():
        marks = await observe(row)
        for column in COLUMNS:
            if marks.get(column.code) == ALLOWED:
                assert changes & await recorded(sample, service, column.account(sample.office.suffix))


async def recorded(sample: Sample, service: str, account: str | None) -> set[str]:
    """The use cases in the whole audit trail of an account: an observation that is used again may be far back."""
    found: set[str] = set()
    more: str | None = ""
    while more is not None:
        page = f"/audit-trail?limit=200&account={account}{more and f'&cursor={more}'}"
        answer = (await getattr(sample.sinergi, service).get(page, OPERATOR)).json()
        found |= {entry["use_case"] for entry in answer["items"]}
        more = answer["next"]
    return found


def rows_of(route: Route) -> list[Row]:
    return [row for row in ROWS if (row.service, row.method, row.path) == route]
