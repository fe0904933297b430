"""A desk of its own for each test."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.agreements.desk import DIRECTORATE, Desk
from tests.behaviour.conftest import OPERATOR, Sinergi


@pytest.fixture
async def desk(sinergi: Sinergi, facility: Mapping[str, Any]) -> Desk:
    mark = uuid4().hex[:12]
    partner = {"name": f"Pemerintah Kabupaten Contoh {mark}", "category": "local_government"}
    partner_id = await _registered(sinergi, partner)
    agency = {"name": f"Dinas Kesehatan {mark}", "category": "local_government", "parent_id": partner_id}
    desk = Desk(sinergi, facility, mark, partner_id, await _registered(sinergi, agency))
    await asyncio.gather(
        sinergi.appoint(desk.officer, "officer", "facility", facility["id"]),
        sinergi.appoint(desk.reviewer, "regional_reviewer", "region", facility["region"]),
        sinergi.appoint(desk.contact, "partner_contact", "partner", partner_id),
    )
    return desk


@pytest.fixture(scope="session")
async def directorate(sinergi: Sinergi) -> str:
    await sinergi.appoint(DIRECTORATE, "directorate", "nation")
    return DIRECTORATE


async def _registered(sinergi: Sinergi, partner: Mapping[str, Any]) -> str:
    answer = await sinergi.agreements.post("/partners", dict(partner), OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
