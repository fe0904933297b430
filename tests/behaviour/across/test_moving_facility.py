"""A facility moves to another office on a day: before it the old office sees what it does, from then on the new one.

The day is that of the facility: in Papua it begins while it is still the day before in the capital.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.behaviour.across.inboxes import inbox
from tests.behaviour.across.settled import all_settled
from tests.behaviour.client import Sinergi
from tests.behaviour.programs.place import Place

MOVES_IN = 3


@pytest.fixture
def facility(sinergi: Sinergi) -> Mapping[str, Any]:
    """A facility in the east."""
    return next(each for each in sinergi.of_kind["lapas"] if each["zone"] == "Asia/Jayapura")


@pytest.fixture
async def new_office(sinergi: Sinergi, place: Place) -> str:
    """The code of another region."""
    offices = (await sinergi.agreements.get("/regional-offices", place.officer)).json()
    return str(next(each["code"] for each in offices if each["code"] != place.facility["region"]))


@pytest.fixture
async def new_reviewer(sinergi: Sinergi, place: Place, new_office: str) -> str:
    account = f"new-reviewer-{place.office.suffix}"
    await sinergi.assign(account, "regional_reviewer", "region", new_office)
    return account


async def seen_by(place: Place, account: str, agreement: Mapping[str, Any]) -> dict[str, bool]:
    """Whether the account sees the agreement, its program, and the notice about its draft."""
    sinergi, facility = place.sinergi, place.facility["id"]
    listed = (await sinergi.agreements.get(f"/agreements?facility={facility}", account)).json()["items"]
    notices = await inbox(sinergi, account)
    open_ones = [each for each in notices if each["closed_at"] is None and each["rule"] == "agreement_drafted"]
    direct = await sinergi.agreements.get(f"/agreements/{agreement['id']}", account)
    assert (direct.status_code == 200) == bool(listed), direct.text
    return {
        "agreements": agreement["id"] in [each["id"] for each in listed],
        "programs": bool(await place.programs(as_=account)),
        "notices": any(place.office.suffix in each["body"]["id"] for each in open_ones),
    }


@pytest.mark.usefixtures("clock")
async def test_a_facility_that_moves_is_seen_by_the_old_office_before_and_by_the_new_one_after(
    place: Place, new_office: str, new_reviewer: str
) -> None:
    office, sinergi = place.office, place.sinergi
    this_year = sinergi.today().replace(month=1, day=1)
    agreement = await place.sign(["environment"], starts_on=this_year)
    await place.planned(1)
    await office.draft()
    facility = place.facility
    period = {name: facility[name] for name in ("name", "facility_class", "zone")}
    period |= {"facility_kind": facility["kind"], "region": new_office, "valid_from": office.day(MOVES_IN)}
    path = f"/units/{facility['id']}"
    tag = (await sinergi.agreements.get(path, office.directorate)).headers["etag"]
    moved = await sinergi.agreements.post(f"{path}/periods", period, office.directorate, if_match=tag)
    assert moved.status_code == 200, moved.text
    await all_settled(sinergi)
    everything = {"agreements": True, "programs": True, "notices": True}
    nothing = dict.fromkeys(everything, False)
    assert await seen_by(place, office.reviewer, agreement) == everything
    assert await seen_by(place, new_reviewer, agreement) == nothing

    sinergi.clock.move_to(
        datetime.combine(date.fromisoformat(office.day(MOVES_IN)), time(0, 30), ZoneInfo(facility["zone"]))
    )

    async def the_new_one_sees() -> None:
        assert await seen_by(place, new_reviewer, agreement) == everything
        assert await seen_by(place, office.reviewer, agreement) == nothing

    await sinergi.eventually(the_new_one_sees)
    assert (await seen_by(place, office.officer, agreement))["agreements"]
