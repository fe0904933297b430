"""Correspondents of the sample data, a link of one, and the answer to an invitation."""

from typing import TYPE_CHECKING

from tests.behaviour.access.rows_of_correspondents import ADDRESS, insert_link
from tests.behaviour.notifications.letters import prepared_letter
from tests.behaviour.office import Office

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData


async def make_correspondents(sample: "SampleData") -> None:
    """Requests of the keeper."""
    body = ADDRESS | {"partner_id": sample.ids["partner_id"]}
    sample.ids["correspondent_id"] = (await sample.do("POST /correspondents", body, "operator")).json()["id"]
    link = await insert_link(sample.sinergi, sample.ids["correspondent_id"], sample.ids["notice_id"])
    sample.ids["link_id"] = link
    await sample.do("GET /correspondents", role="operator")
    shown = await sample.do("GET /correspondents/{correspondent_id}", role="operator")
    await sample.do("POST /links/{link_id}/withdrawals", role="operator")
    ending = "POST /correspondents/{correspondent_id}/endings"
    await sample.do(ending, role="operator", if_match=shown.headers["ETag"])
    await _invite(sample)
    await _write(sample)


async def _write(sample: "SampleData") -> None:
    """A letter to a partner that nothing else reaches is sent and answered."""
    office = Office(sample.sinergi, sample.facility, sample.mark, sample.ids["partner_id"], sample.ids["partner_id"])
    sample.ids["letter_id"] = (await prepared_letter(sample.sinergi, office))["id"]
    await sample.do("GET /letters")
    shown = await sample.do("GET /letters/{letter_id}")
    await sample.do("GET /letters/{letter_id}/paper")
    body = {"number": "W.13-7/2026", "sent_on": sample.day(0)}
    sent = await sample.do("POST /letters/{letter_id}/sendings", body, if_match=shown.headers["ETag"])
    body = {"answer": "answered", "answered_on": sample.day(0)}
    await sample.do("POST /letters/{letter_id}/answers", body, if_match=sent.headers["ETag"])


async def _invite(sample: "SampleData") -> None:
    """A partner answers the call of a meeting."""
    body = {"called_by": sample.facility["id"], "kinds": ["coordination"], "planned_on": sample.day(7)}
    body |= {"begins_at": "09:00", "venue": "Aula", "invited": [sample.ids["partner_id"]]}
    called = await sample.sinergi.agreements.post("/meeting-calls", body, sample.account("officer"))
    assert called.status_code == 201, called.text
    meeting = called.json()["id"]

    async def arrived() -> None:
        answer = await sample.sinergi.notifications.get(f"/invitations/{meeting}", sample.account("contact"))
        assert answer.status_code == 200, answer.text

    await sample.sinergi.eventually(arrived)
    answer = {"unit_id": sample.ids["partner_id"], "answer": "deputy", "deputy": "Sekretaris Dinas"}
    sample.ids["invitation_id"] = meeting
    await sample.do("POST /invitations/{invitation_id}/answers", answer, "contact")
    await sample.do("GET /invitations/{invitation_id}", role="contact")
    await sample.do("GET /invitations/{invitation_id}/calendar", role="contact")
