"""The stage on which the access table is observed, once a run."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from tests.behaviour.access.row import Marks, Row
from tests.behaviour.access.stage import Stage
from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import OPERATOR, Sinergi

Observe = Callable[[Row], Awaitable[Marks]]


@pytest.fixture(scope="session")
async def stage(sinergi: Sinergi) -> Stage:
    """Two facilities in two regions, two partners, and everybody appointed in both."""
    mark = uuid4().hex[:12]
    facility, other = next(sinergi.facilities), next(sinergi.facilities)
    while other["region"] == facility["region"]:
        other = next(sinergi.facilities)
    partner_id = await _partner(sinergi, f"Pemerintah Kabupaten Contoh {mark}")
    agency_id = await _partner(sinergi, f"Dinas Kesehatan {mark}", partner_id)
    others = {"facility": other["id"], "region": other["region"]}
    others["partner"] = await _partner(sinergi, f"Yayasan Contoh Lain {mark}")
    ids = {"code": "healthy_living"}
    stage = Stage(sinergi, Desk(sinergi, facility, mark, partner_id, agency_id), others, ids)
    await stage.settle()
    return stage


@pytest.fixture(scope="session")
def observe(stage: Stage) -> Observe:
    """Each row is observed once, whichever test asks first."""
    known: dict[Row, Marks] = {}

    async def observe(row: Row) -> Marks:
        if row not in known:
            known[row] = await row.observe(stage)
        return known[row]

    return observe


async def _partner(sinergi: Sinergi, name: str, parent_id: str | None = None) -> str:
    body = {"name": name, "category": "local_government", "parent_id": parent_id}
    answer = await sinergi.agreements.post("/partners", body, OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
