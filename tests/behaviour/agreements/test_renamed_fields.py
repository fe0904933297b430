"""A field that is renamed has its new name on the pages of every service and in later notices, and no older ones."""

from typing import Any

from tests.behaviour.agreements.test_fields_changed import added, change
from tests.behaviour.agreements.test_meetings import meeting, recorded
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office, open_office
from tests.behaviour.pages.form import Browser
from tests.behaviour.waiting.test_notices import notice_of


async def told_of(office: Office, field: str) -> tuple[str, Any]:
    """A meeting about an uncovered field, and the body of the notice that the partner gets of it."""
    agreement_id = await office.signed(await office.draft())
    meeting_id = await recorded(office, meeting(office, agreement_id, uncovered_practices=[{"field": field}]))
    return meeting_id, (await notice_of(office.sinergi, office.contact, "practised_but_uncovered"))["body"]


async def test_pages_and_notices_call_a_field_by_its_name_of_now(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    code = await added(office)
    meeting_id, first = await told_of(office, code)
    await change(office, code, "names", {"id": f"Bidang baru {code}", "en": f"New field {code}"})

    async def renamed_on_pages() -> None:
        page = await Browser(office.agreements, office.officer).show(f"/rapat/{meeting_id}")
        assert f"Bidang baru {code}" in page.html

    await sinergi.eventually(renamed_on_pages)

    async def renamed_in_notices() -> None:
        # A desk of its own each time: a notice counts what is like it on the same day, and keeps its words.
        _, body = await told_of(await open_office(sinergi, office.facility), code)
        assert f"idang baru {code}" in body["id"]

    await sinergi.eventually(renamed_in_notices, seconds=90)
    assert (await notice_of(sinergi, office.contact, "practised_but_uncovered"))["body"] == first
