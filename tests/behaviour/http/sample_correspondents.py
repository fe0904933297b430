"""Correspondents of the sample data: one is registered, a link of it is revoked, and it ends."""

from typing import TYPE_CHECKING

from tests.behaviour.access.rows_of_correspondents import ADDRESS, insert_link

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
    await sample.do("POST /links/{link_id}/revocations", role="operator")
    ending = "POST /correspondents/{correspondent_id}/endings"
    await sample.do(ending, role="operator", if_match=shown.headers["ETag"])
