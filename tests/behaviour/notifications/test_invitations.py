"""A call of a meeting invites its units: each answers, by account or by link, and all of them see who comes."""

from typing import Any
from uuid import uuid4

from icalendar import Calendar

from shared.operations.clock import MovableClock
from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import new_browser
from tests.behaviour.notifications.mail import caught
from tests.behaviour.notifications.test_links import correspondent, sent_link
from tests.behaviour.office import Office


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
