"""Called meetings of the sample data, and a record that is retracted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData


async def call_meetings(sample: "SampleData") -> None:
    """A meeting that is called and moved, one that is called off, and the retraction of a record."""
    plan = {"planned_on": sample.day(1), "begins_at": "09:00", "venue": "Ruang Rapat"}
    units = {"called_by": sample.facility["id"], "invited": [sample.ids["partner_id"]]}
    body = plan | units | {"kinds": ["evaluation"], "agenda": ["Evaluasi pelaksanaan kerja sama"]}
    held = sample.ids["meeting_id"]
    calls = [(await sample.do("POST /meeting-calls", body)).json()["id"] for _ in range(2)]
    for called in calls:
        sample.ids["meeting_id"] = called
        await sample.do("PUT /meeting-calls/{meeting_id}", plan | {"venue": "Aula"}, if_match='"1"')
    await sample.do("GET /meeting-calls/{meeting_id}")
    off = {"reason": "Mitra berhalangan."}
    await sample.do("POST /meeting-calls/{meeting_id}/cancellations", off, if_match='"2"')
    await sample.do("GET /meeting-calls")
    twice = {"kinds": ["coordination"], "recorded_by": sample.facility["id"]}
    recorded = await sample.sinergi.agreements.post("/meetings", twice, sample.account("officer"))
    assert recorded.status_code == 201, recorded.text
    sample.ids["meeting_id"] = recorded.json()["id"]
    retraction = {"reason": "Rapat ini tercatat dua kali."}
    await sample.do("POST /meetings/{meeting_id}/retractions", retraction, if_match='"1"')
    sample.ids["meeting_id"] = held
