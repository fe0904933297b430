"""A matter without any action is announced again, then to the levels above, and gone everywhere with its cause."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from shared.contracts.parts import FacilityRef, PartnerRef
from shared.operations.clock import MovableClock
from shared.values.working_days import office_calendar
from tests.behaviour.across.inboxes import inbox
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.desks import Desks
from tests.behaviour.saying import say
from tests.unit.notifications import examples as an

UNDONE = "hari kerja belum ditindaklanjuti"


async def test_an_open_matter_climbs_until_its_cause_is_gone(
    sinergi: Sinergi, desks: Desks, directorate: str, facility: Mapping[str, Any], clock: MovableClock
) -> None:
    ours, partner = FacilityRef.model_validate(facility), PartnerRef(id=desks.partner_id, name="Yayasan Contoh")
    agreement, number = uuid4(), f"CONTOH-{uuid4().hex[:8]}"
    units = {"parties": an.parties(ours, partner), **an.kept_by(ours), "registration_number": number}
    about = {"agreement_id": agreement, "line_id": agreement, "obligation_id": uuid4(), "due_id": uuid4()}
    await say(sinergi, "agreements", an.obligation_missed(**about, **units))

    async def found(account: str) -> dict[str, Any]:
        (notice,) = [each for each in await inbox(sinergi, account) if number in str(each)]
        return notice

    first = await sinergi.eventually(lambda: found(desks.officer))
    read = await sinergi.notifications.post(f"/inbox/{first['id']}/readings", None, desks.officer)
    assert read.json()["read_at"]

    async def steps() -> dict[str, Any]:
        answer = await sinergi.notifications.get(f"/inbox/{first['id']}/steps", desks.officer)
        (matter,) = answer.json()
        return {each["rung"]: each["taken_at"] for each in matter["steps"]}

    assert (await steps())["again"] is None

    def after(working_days: int) -> datetime:
        day = office_calendar().after(sinergi.today(), working_days)
        return datetime.combine(day, time(10), ZoneInfo("Asia/Jakarta"))

    again, region, nation = after(5), after(10), after(20)
    clock.move_to(again)

    async def said_again() -> None:
        notice = await found(desks.officer)
        assert (notice["id"], notice["read_at"]) == (first["id"], None)
        assert not [each for each in await inbox(sinergi, desks.reviewer) if number in str(each)]

    await sinergi.eventually(said_again)
    clock.move_to(region)

    async def told_at(account: str) -> None:
        notice = await found(account)
        assert UNDONE in str(notice["listed"])
        assert notice["closed_at"] is None

    await sinergi.eventually(lambda: told_at(desks.reviewer))
    assert (await steps())["region"] is not None
    assert not [each for each in await inbox(sinergi, directorate) if number in str(each)]
    clock.move_to(nation)
    await sinergi.eventually(lambda: told_at(directorate))
    await say(sinergi, "agreements", an.obligation_delivered(**about, **units))

    async def gone() -> None:
        assert (await found(desks.officer))["closed_at"]
        for account in (desks.reviewer, directorate):
            living = (each for each in await inbox(sinergi, account) if each["closed_at"] is None)
            assert not [each for each in living if number in str(each)]

    await sinergi.eventually(gone)
