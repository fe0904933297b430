"""Desks of its own for each test."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.desks import Desks, Draft, parties_of


@pytest.fixture
async def desks(sinergi: Sinergi, facility: Mapping[str, Any]) -> Desks:
    mark = uuid4().hex[:12]
    officer, head, reviewer, contact = (f"{role}-{mark}" for role in ("officer", "head", "reviewer", "contact"))
    await sinergi.assign(officer, "officer", "facility", facility["id"])
    await sinergi.assign(head, "head", "facility", facility["id"])
    await sinergi.assign(reviewer, "regional_reviewer", "region", facility["region"])
    partner = {"name": f"Yayasan Contoh {mark}", "category": "foundation_ngo"}
    registered = await sinergi.agreements.post("/partners", partner, as_=officer)
    assert registered.status_code == 201, registered.text
    partner_id = registered.json()["id"]
    await sinergi.assign(contact, "partner_contact", "partner", partner_id)
    return Desks(facility["id"], partner_id, officer, head, reviewer, contact)


@pytest.fixture
def draft(sinergi: Sinergi, desks: Desks) -> Draft:
    async def draft(title: str) -> dict[str, Any]:
        agreement = {
            "instrument": "cooperation_agreement",
            "title": title,
            "parties": parties_of(desks),
        }
        drafted = await sinergi.agreements.post("/agreements", agreement, as_=desks.officer)
        assert drafted.status_code == 201, drafted.text
        receipt: dict[str, Any] = drafted.json()
        return receipt

    return draft
