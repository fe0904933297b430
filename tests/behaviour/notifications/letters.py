"""A letter to a partner that nothing else reaches."""

from typing import Any
from uuid import uuid4

from tests.behaviour.client import Sinergi
from tests.behaviour.office import AGRICULTURE, Office

_OF_FACILITY = "SELECT array_agg(id) FROM notifications.letter WHERE facility_id = $1"
_EARLIER = """
UPDATE notifications.letter SET write_on = write_on - 14
WHERE facility_id = $1 AND id <> ALL ($2) AND write_on > $3 RETURNING id
"""


async def unreached_partner(office: Office) -> str:
    """The id of a partner with neither an account nor an address."""
    partner = {"name": f"Yayasan Contoh {uuid4().hex[:12]}", "category": "foundation_ngo"}
    registered = await office.agreements.post("/partners", partner, office.officer)
    assert registered.status_code == 201, registered.text
    return str(registered.json()["id"])


async def prepared_letter(sinergi: Sinergi, office: Office) -> dict[str, Any]:
    """The letter about a draft that such a partner is to review, once it is to be written."""
    facility = office.facility["id"]
    before = await sinergi.database.fetchval(_OF_FACILITY, facility) or []
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": await unreached_partner(office)}]
    await office.submit(await office.draft(parties=parties, scope_items=[AGRICULTURE]))

    async def prepared() -> dict[str, Any]:
        # As if three working days had gone by.
        await sinergi.database.fetchval(_EARLIER, facility, before, sinergi.today())
        old = {str(each) for each in before}
        (letter,) = [each for each in await letters(sinergi, office) if each["id"] not in old]
        return letter

    return await sinergi.eventually(prepared)


async def letters(sinergi: Sinergi, office: Office, state: str = "prepared") -> list[dict[str, Any]]:
    """The letters of the facility in a state."""
    answer = await sinergi.notifications.get(f"/letters?state={state}&limit=200", office.officer)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])
