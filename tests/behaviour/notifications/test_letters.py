"""A partner with neither account nor address gets a letter: it is sent with its number, and its answer is chased."""

from datetime import datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from docx import Document

from shared.operations.clock import MovableClock
from tests.behaviour.across.settled import all_told
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.letters import letters, prepared_letter
from tests.behaviour.office import Office


async def waits(sinergi: Sinergi, office: Office, kind: str, letter: str) -> bool:
    """Whether a case of this kind waits for the officer."""
    found = (await sinergi.notifications.get("/waiting?limit=200", office.officer)).json()["items"]
    return any(each["kind"] == kind and letter in str(each) for each in found)


async def test_a_letter_is_sent_chased_and_answered(sinergi: Sinergi, office: Office, clock: MovableClock) -> None:
    letter = (await prepared_letter(sinergi, office))["id"]
    assert await waits(sinergi, office, "letter_to_send", letter)
    paper = await sinergi.notifications.get(f"/letters/{letter}/paper", office.officer)
    assert paper.status_code == 200, paper.text
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(paper.content)).paragraphs)
    shown = await sinergi.notifications.get(f"/letters/{letter}", office.officer)
    assert shown.json()["subject"]["id"] in text
    assert shown.json()["partner"] in text
    body = {"number": "W.13-7/2026", "sent_on": office.day(0)}
    sending, tag = f"/letters/{letter}/sendings", shown.headers["ETag"]
    sent = await sinergi.notifications.post(sending, body, office.officer, if_match=tag)
    assert sent.status_code == 200, sent.text
    again = await sinergi.notifications.post(sending, body, office.officer, if_match=sent.headers["ETag"])
    assert again.status_code == 409
    assert not await waits(sinergi, office, "letter_to_send", letter)
    assert not await waits(sinergi, office, "letter_to_chase", letter)
    chased = datetime.fromisoformat(sent.json()["chase_on"]).date()
    assert chased >= sinergi.today() + timedelta(days=12)
    clock.move_to(datetime.combine(chased, time(9), ZoneInfo("Asia/Jayapura")))

    async def chase() -> None:
        assert await waits(sinergi, office, "letter_to_chase", letter)

    await sinergi.eventually(chase)
    answers, tag = f"/letters/{letter}/answers", sent.headers["ETag"]
    early = {"answer": "answered", "answered_on": (chased - timedelta(days=60)).isoformat()}
    assert (await sinergi.notifications.post(answers, early, office.officer, if_match=tag)).status_code == 422
    answer = {"answer": "answered", "answered_on": chased.isoformat()}
    answered = await sinergi.notifications.post(answers, answer, office.officer, if_match=tag)
    assert answered.status_code == 200, answered.text
    assert not await waits(sinergi, office, "letter_to_chase", letter)
    assert [each["id"] for each in await letters(sinergi, office, "answered")] == [letter]


async def test_a_partner_with_an_account_gets_no_letter(sinergi: Sinergi, office: Office) -> None:
    await office.submit(await office.draft())

    async def told() -> None:
        found = (await sinergi.notifications.get("/inbox?severity=action", office.contact)).json()["items"]
        assert found

    await sinergi.eventually(told)
    await all_told(sinergi)
    assert await letters(sinergi, office) == []
