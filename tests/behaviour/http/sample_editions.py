"""Editions of the rules in the sample data: one is tried, put in force and taken back, and one is only proposed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

BY = "directorate"
PROPOSAL = {
    "reason": "Kantor wilayah meminta waktu telaah lima hari.",
    "rules": [{"rule": "agreement_lapsed", "useful_days": 31}],
}


async def make_editions(sample: "SampleData") -> None:
    """A second keeper proposes, the first one puts in force; the rules are as released in the end."""
    keeper = f"keeper-{sample.mark}"
    await sample.sinergi.assign(keeper, "master_data_keeper", "nation")
    made = await sample.sinergi.notifications.post("/editions", PROPOSAL, keeper)
    assert made.status_code == 201, made.text
    sample.ids["edition_number"] = str(made.json()["number"])
    await sample.do("POST /editions/{edition_number}/trials", role=BY, if_match='"1"')
    await sample.do("POST /editions/{edition_number}/decisions", {"in_force": True}, BY, if_match='"2"')
    reason = {"reason": "Terlalu banyak pemberitahuan."}
    await sample.do("POST /editions/{edition_number}/withdrawals", reason, BY, if_match='"3"')
    await sample.do("GET /editions/{edition_number}", role=BY)
    await sample.do("POST /editions", PROPOSAL, BY)
    await sample.do("GET /editions", role=BY)
    sample.ids["rule"] = "review_by_region"
    await sample.do("GET /rules/{rule}/template", role=BY)
    await sample.do("POST /rules/{rule}/previews", {}, BY)
    await sample.do("GET /weekly-summary/template", role=BY)
    await sample.do("POST /weekly-summary/previews", {}, BY)
