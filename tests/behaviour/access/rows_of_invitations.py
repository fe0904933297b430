"""The rows of invitations: a partner is invited to a meeting that the facility has called."""

from tests.behaviour.access.row import Request, Row
from tests.behaviour.access.sample import Sample
from tests.behaviour.notifications.test_invitations import call, invitation

SERVICE = "notifications"


async def invited(sample: Sample) -> str:
    """The id of a called meeting whose invitation has arrived."""
    meeting = await call(sample.office)
    await invitation(sample.sinergi, meeting, sample.office.officer)
    return meeting


async def showing(sample: Sample) -> Request:
    return Request(f"/invitations/{await invited(sample)}")


async def answering(sample: Sample) -> Request:
    answer = {"unit_id": sample.office.partner_id, "answer": "comes"}
    return Request(f"/invitations/{await invited(sample)}/answers", answer)


async def with_calendar(sample: Sample) -> Request:
    return Request(f"/invitations/{await invited(sample)}/calendar")


ROWS = (
    Row(SERVICE, "GET", "/invitations/{invitation_id}/calendar", with_calendar),
    Row(SERVICE, "GET", "/invitations/{invitation_id}", showing),
    Row(SERVICE, "POST", "/invitations/{invitation_id}/answers", answering),
)
