"""A field that is renamed has its new name on the pages of every service and in later notices, and no older ones."""

import asyncio

from tests.behaviour.agreements.test_fields_changed import added, change
from tests.behaviour.agreements.test_meetings import meeting, recorded
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.waiting.test_notices import notice_of


async def test_pages_and_notices_call_a_field_by_its_name_of_now(office: Office, directorate: str) -> None:
    code, agreement_id = await added(office), await office.signed(await office.draft())
    first = await recorded(office, meeting(office, agreement_id, uncovered_practices=[{"field": code}]))
    earlier = await notice_of(office.sinergi, office.contact, "practised_but_uncovered")
    await change(office, code, "names", {"id": f"Bidang baru {code}", "en": f"New field {code}"})

    async def renamed_here() -> None:
        assert f"Bidang baru {code}" in (await Browser(office.agreements, office.officer).show(f"/rapat/{first}")).html

    await office.sinergi.eventually(renamed_here)

    async def renamed_in_notices() -> None:
        # Each try is a meeting of its own, because a notice keeps the words of its day; so there are few of them.
        await asyncio.sleep(2)
        await recorded(office, meeting(office, agreement_id, uncovered_practices=[{"field": code}]))
        inbox = (await office.sinergi.notifications.get("/inbox?limit=200", office.contact)).json()["items"]
        found = [notice for notice in inbox if notice["rule"] == "practised_but_uncovered"]
        assert any(f"idang baru {code}" in notice["body"]["id"] for notice in found)
        assert next(n["body"] for n in found if n["id"] == earlier["id"]) == earlier["body"]

    await office.sinergi.eventually(renamed_in_notices, seconds=90)
