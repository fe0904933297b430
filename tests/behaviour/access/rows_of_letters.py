"""The rows of letters: a partner that nothing else reaches has to review a draft of the facility."""

from tests.behaviour.access.row import Request, Row, read
from tests.behaviour.access.sample import Sample
from tests.behaviour.notifications.letters import prepared_letter

SERVICE = "notifications"


async def prepared(sample: Sample) -> str:
    """The path of a new letter."""
    return f"/letters/{(await prepared_letter(sample.sinergi, sample.office))['id']}"


async def showing(sample: Sample) -> Request:
    return Request(await prepared(sample))


async def downloading(sample: Sample) -> Request:
    return Request(f"{await prepared(sample)}/paper")


async def sending(sample: Sample) -> Request:
    body = {"number": "W.13-7/2026", "sent_on": sample.office.day(0)}
    return Request(f"{await prepared(sample)}/sendings", body, version=1)


async def answering(sample: Sample) -> Request:
    request = await sending(sample)
    sent = await sample.sinergi.notifications.post(request.path, request.body, sample.office.officer, if_match='"1"')
    assert sent.is_success, sent.text
    body = {"answer": "answered", "answered_on": sample.office.day(0)}
    return Request(request.path.replace("sendings", "answers"), body, version=2)


ROWS = (
    read(SERVICE, "/letters"),
    Row(SERVICE, "GET", "/letters/{letter_id}", showing),
    Row(SERVICE, "GET", "/letters/{letter_id}/paper", downloading),
    Row(SERVICE, "POST", "/letters/{letter_id}/sendings", sending),
    Row(SERVICE, "POST", "/letters/{letter_id}/answers", answering),
)
