"""An office of its own for each test."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.agreements.office import DIRECTORATE, Office
from tests.behaviour.conftest import OPERATOR, Sinergi


@pytest.fixture
async def office(sinergi: Sinergi, facility: Mapping[str, Any]) -> Office:
    suffix = uuid4().hex[:12]
    partner = {"name": f"Pemerintah Kabupaten Contoh {suffix}", "category": "local_government"}
    partner_id = await _register_partner(sinergi, partner)
    agency = {"name": f"Dinas Kesehatan {suffix}", "category": "local_government", "parent_id": partner_id}
    office = Office(sinergi, facility, suffix, partner_id, await _register_partner(sinergi, agency))
    await asyncio.gather(
        sinergi.assign(office.officer, "officer", "facility", facility["id"]),
        sinergi.assign(office.reviewer, "regional_reviewer", "region", facility["region"]),
        sinergi.assign(office.contact, "partner_contact", "partner", partner_id),
    )
    return office


@pytest.fixture(scope="session")
async def directorate(sinergi: Sinergi) -> str:
    await sinergi.assign(DIRECTORATE, "directorate", "nation")
    return DIRECTORATE


async def _register_partner(sinergi: Sinergi, partner: Mapping[str, Any]) -> str:
    answer = await sinergi.agreements.post("/partners", dict(partner), OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
