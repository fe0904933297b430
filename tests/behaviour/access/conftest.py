"""The sample of objects on which the access table is observed, once per run."""

from uuid import uuid4

import pytest

from shared.values.capabilities import Capability
from tests.behaviour.access.columns import COLUMNS, column_of
from tests.behaviour.access.drawing import draw_columns
from tests.behaviour.access.row import Marks, Observe, Row
from tests.behaviour.access.sample import Sample
from tests.behaviour.access.table import committed
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import Office


@pytest.fixture(scope="session")
async def sample(sinergi: Sinergi, directorate: str) -> Sample:
    """Two facilities in two regions, two partners, and an account for each column in both."""
    mark = uuid4().hex[:12]
    facility, other = next(sinergi.facilities), next(sinergi.facilities)
    while other["region"] == facility["region"]:
        other = next(sinergi.facilities)
    partner_id = await _partner(sinergi, f"Pemerintah Kabupaten Contoh {mark}")
    agency_id = await _partner(sinergi, f"Dinas Kesehatan {mark}", partner_id)
    others = {"facility": other["id"], "region": other["region"]}
    others["partner"] = await _partner(sinergi, f"Yayasan Contoh Lain {mark}")
    ids = {"code": "healthy_living", "version": "1"}
    drafting = column_of(Capability.HEAD, "", "nation").account(mark)
    assert drafting != directorate, "four eyes: another account of the directorate general submits its drafts"
    assert drafting
    office = Office(sinergi, facility, mark, partner_id, agency_id, drafting)
    sample = Sample(sinergi, office, others, ids)
    await sample.create()
    return sample


@pytest.fixture(scope="session")
def observe(sample: Sample, part: str | None) -> Observe:
    """Observe a row, once per run: as every column in the part `access`, otherwise as some."""
    observed: dict[Row, Marks] = {}
    table = committed()

    async def observe(row: Row) -> Marks:
        if row not in observed:
            columns = COLUMNS if part == "access" else draw_columns(table.get((row.service, row.name), {}))
            observed[row] = await row.observe(sample, columns)
        return observed[row]

    return observe


async def _partner(sinergi: Sinergi, name: str, parent_id: str | None = None) -> str:
    body = {"name": name, "category": "local_government", "parent_id": parent_id}
    answer = await sinergi.agreements.post("/partners", body, OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
