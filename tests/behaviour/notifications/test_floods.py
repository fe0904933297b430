"""One ceremony and one import are one notice at each desk, which counts up, and not one for each agreement."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.parts import FacilityRef, InForce, PartnerRef
from tests.behaviour.across.inboxes import inbox
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.desks import Desks
from tests.behaviour.saying import say
from tests.unit.notifications import examples as an

BURST_SECONDS = 180


def one(sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of another agreement of the facility with its partner, which is in force."""
    ours, partner = FacilityRef.model_validate(facility), PartnerRef(id=desks.partner_id, name="Yayasan Contoh")
    today, agreement = sinergi.today(), uuid4()
    term = InForce(in_force_from=today - timedelta(days=9), in_force_until=today + timedelta(days=900))
    ids = {"agreement_id": agreement, "line_id": agreement, "registration_number": f"CONTOH-{agreement.hex[:8]}"}
    units = {"parties": an.parties(ours, partner), **an.kept_by(ours), "runs_at": (ours,), "scope_items": ()}
    return {**ids, **units, "signed_on": today, "dated_on": today, "in_force": term}


async def counted(sinergi: Sinergi, account: str, rule: str, count: int) -> None:
    """Wait until the desk of an account has one notice of a rule, of so many matters."""

    async def all_of_them() -> None:
        found = [each for each in await inbox(sinergi, account) if each["rule"] == rule]
        assert [each["matters"] for each in found if each["closed_at"] is None] == [count]

    await sinergi.eventually(all_of_them, BURST_SECONDS)


async def test_forty_signatures_are_one_notice_at_each_desk(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    await say(sinergi, "agreements", *(an.signed(**one(sinergi, desks, facility)) for _ in range(40)))
    for account in (desks.officer, desks.head, desks.contact):
        await counted(sinergi, account, "agreement_signed", 40)


@pytest.mark.timeout(400)
async def test_an_import_of_a_thousand_is_one_notice_at_each_desk(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    await say(sinergi, "agreements", *(an.registered(**one(sinergi, desks, facility)) for _ in range(1_000)))
    for account in (desks.officer, desks.contact):
        await counted(sinergi, account, "agreement_registered", 1_000)
