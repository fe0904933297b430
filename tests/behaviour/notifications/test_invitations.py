"""A call of a meeting invites its units: each answers, by account or by link, and all of them see who comes."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from icalendar import Calendar

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.at_ceremony import plan_of, prepared
from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import new_browser
from tests.behaviour.notifications.mail import caught
from tests.behaviour.notifications.test_links import correspondent, sent_link
from tests.behaviour.office import Office, problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.waiting.test_notices import notice_of


async def call(office: Office, **changes: Any) -> str:
    """The id of a meeting that the facility has called for next week."""
    body = {"called_by": office.facility["id"], "kinds": ["coordination"], "planned_on": office.day(7)}
    body |= {"begins_at": "09:00", "venue": "Aula", "invited": [office.partner_id]} | changes
    answer = await office.agreements.post("/meeting-calls", body, office.officer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def invitation(sinergi: Sinergi, meeting: str, account: str) -> dict[str, Any]:
    """The invitation, once it has arrived."""

    async def arrived() -> dict[str, Any]:
        answer = await sinergi.notifications.get(f"/invitations/{meeting}", account)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    return await sinergi.eventually(arrived)


async def emitted(sinergi: Sinergi, invitation: str) -> list[str]:
    """The answers in the events about an invitation."""
    query = """SELECT json_agg(convert_from(data, 'UTF8')::json ->> 'answer' ORDER BY id) FROM notifications.outbox
               WHERE type LIKE '%invitation.answered.v1' AND convert_from(data, 'UTF8') LIKE $1"""
    return list(json.loads(await sinergi.database.fetchval(query, f"%{invitation}%")))


async def test_an_invited_unit_answers_and_the_caller_sees_it(sinergi: Sinergi, office: Office) -> None:
    meeting = await call(office)
    before = await invitation(sinergi, meeting, office.officer)
    assert (before["state"], before["not_answered"], before["called_by"]) == ("open", 1, office.facility["name"])
    answers = f"/invitations/{meeting}/answers"
    deputy = {"unit_id": office.partner_id, "answer": "deputy"}
    notifications = sinergi.notifications
    assert (await notifications.post(answers, deputy, office.contact)).status_code == 422
    sent = await notifications.post(answers, deputy | {"deputy": "Sekretaris Dinas"}, office.contact)
    assert sent.status_code == 200, sent.text
    # The caller does not answer for those whom it has invited.
    assert (await notifications.post(answers, deputy, office.officer)).status_code == 403
    after = await invitation(sinergi, meeting, office.officer)
    assert (after["deputies"], after["not_answered"]) == (1, 0)
    assert [unit["deputy"] for unit in after["units"]] == ["Sekretaris Dinas"]
    notice = await notice_of(sinergi, office.officer, "invitation_answered")
    assert notice["subject"]["en"] == "Answers to an invitation: 0 come, 1 deputies, 0 open"
    assert "Sekretaris" not in str(notice)
    # The last answer counts, and one notice of the day has it.
    assert (await notifications.post(answers, deputy | {"answer": "declines"}, office.contact)).is_success
    items = (await notifications.get("/inbox?limit=200", office.officer)).json()["items"]
    (notice,) = [each for each in items if each["rule"] == "invitation_answered"]
    assert notice["subject"]["en"] == "Answers to an invitation: 0 come, 0 deputies, 0 open"
    assert await emitted(sinergi, meeting) == ["deputy", "declines"]
    tag = (await office.agreements.get(f"/meeting-calls/{meeting}", office.officer)).headers["ETag"]
    cancelled = await office.agreements.post(
        f"/meeting-calls/{meeting}/cancellations", {"reason": "Kepala dinas lain."}, office.officer, if_match=tag
    )
    assert cancelled.status_code == 200, cancelled.text

    async def over() -> None:
        assert (await invitation(sinergi, meeting, office.officer))["state"] == "called_off"

    await sinergi.eventually(over)
    assert (await notifications.post(answers, deputy | {"answer": "comes"}, office.contact)).status_code == 409


async def test_an_office_without_an_account_answers_by_its_link_and_has_the_file_for_its_calendar(
    sinergi: Sinergi, office: Office, office_hours: MovableClock
) -> None:
    assert office_hours
    address = f"kantor-{uuid4().hex[:10]}@contoh.example"
    await correspondent(sinergi, office.partner_id, address)
    meeting = await call(office)
    link = await sent_link(sinergi, address)
    (message,) = caught(sinergi, address)
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_param("method")) == ("text/calendar", "REQUEST")
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (event["sequence"], str(event["uid"]).partition("@")[0]) == (0, meeting)
    browser = new_browser(sinergi.stack)
    assert (await browser.submit(link, {"step": "open"})).status_code == 303
    page = await browser.open(link)
    assert "Jawaban satuan kerja Saudara" in page.text, page.text
    assert (await browser.submit(link, {"step": "answer"})).status_code == 422
    answered = await browser.submit(link, {"step": "answer", "answer": "comes"})
    assert answered.status_code == 303, answered.text
    await browser.close()
    assert (await invitation(sinergi, meeting, office.officer))["coming"] == 1


async def test_the_units_of_a_ceremony_are_invited_asked_again_when_it_moves_and_informed_when_it_is_off(
    sinergi: Sinergi, office: Office
) -> None:
    ceremony = await prepared(office, 1, planned_on=office.day(7), begins_at="09:00")
    # Nobody is invited before the keeper does it.
    path = f"/invitations/{ceremony.id}"
    assert (await sinergi.notifications.get(path, office.officer)).status_code == 404
    await ceremony.perform("invitations", None)
    shown = await invitation(sinergi, ceremony.id, office.contact)
    assert (shown["about"], shown["title"], shown["not_answered"]) == (
        "ceremony",
        f"Penandatanganan {office.suffix}",
        1,
    )
    notice = await notice_of(sinergi, office.contact, "ceremony_scheduled")
    assert notice["listed"][0]["page"] == f"/undangan/{ceremony.id}"
    answer = {"unit_id": office.partner_id, "answer": "comes"}
    assert (await sinergi.notifications.post(f"{path}/answers", answer, office.contact)).is_success
    assert (await invitation(sinergi, ceremony.id, office.officer))["coming"] == 1
    # The keeper comes from the ceremony, sees the numbers first, and goes back to it; a partner does not read it.
    for account, leads_back in ((office.officer, True), (office.contact, False)):
        page = await Browser(sinergi.notifications, account).show(f"/undangan/{ceremony.id}")
        assert "1 diundang: 1 hadir, 0 mengirim wakil, 0 tidak hadir, 0 belum menjawab." in page.html
        assert (f"/seremoni/{ceremony.id}" in page.links()) is leads_back
    before = await sequence_of(sinergi, ceremony.id, office.contact)

    moved = plan_of(office, ceremony.listed, planned_on=office.day(9), begins_at="13:00")
    del moved["keeper_id"]
    tag = (await office.agreements.get(f"/ceremonies/{ceremony.id}", office.officer)).headers["ETag"]
    changed = await office.agreements.put(f"/ceremonies/{ceremony.id}/preparation", moved, office.officer, if_match=tag)
    assert changed.is_success, changed.text

    async def asked_again() -> None:
        shown = await invitation(sinergi, ceremony.id, office.officer)
        assert (shown["planned_on"], shown["not_answered"]) == (office.day(9), 1)

    await sinergi.eventually(asked_again)
    await notice_of(sinergi, office.contact, "ceremony_moved")
    assert await sequence_of(sinergi, ceremony.id, office.contact) > before

    await ceremony.perform("cancellations", {"reason": "Aula belum selesai."})

    async def over() -> None:
        assert (await invitation(sinergi, ceremony.id, office.officer))["state"] == "called_off"

    await sinergi.eventually(over)
    await notice_of(sinergi, office.contact, "ceremony_called_off")
    problem(await sinergi.notifications.post(f"{path}/answers", answer, office.contact), 409, "invitation-over")


async def sequence_of(sinergi: Sinergi, id_: str, account: str) -> int:
    """The number by which calendars take a file for newer."""
    file = await sinergi.notifications.get(f"/invitations/{id_}/calendar", account)
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert isinstance(event.decoded("dtstart"), datetime)
    return int(str(event["sequence"]))


async def test_a_ceremony_is_held_and_its_invitation_is_over(sinergi: Sinergi, office: Office) -> None:
    ceremony = await prepared(office, 1)
    await ceremony.perform("invitations", None)
    await invitation(sinergi, ceremony.id, office.officer)
    await ceremony.perform("openings", None)
    problem(await ceremony.attempt("invitations", None), 409, "wrong-state")
    assert (await ceremony.mark(1, "absent")).is_success
    await ceremony.perform("closings", {"papers_counted": 0})

    async def over() -> None:
        assert (await invitation(sinergi, ceremony.id, office.officer))["state"] == "held"

    await sinergi.eventually(over)
