"""Earlier editions of an evaluation on their page."""

from tests.behaviour.agreements.test_evaluations import opening, step
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser


async def test_an_edition_is_read_as_it_was_signed_off_beside_what_was_corrected(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-10, 900)), signed_on=office.day(-10))
    opened = (await office.agreements.post("/evaluations", opening(office, [id_]), office.officer)).json()
    finding = {"agreement_id": id_, "finding": "Berjalan lancar.", "recommendation": "continue"}
    await step(office, opened["id"], "findings", finding)
    await step(office, opened["id"], "completions", {})
    address, head = f"/evaluasi/{opened['id']}", Browser(office.agreements, office.head)
    changes = {
        "finding": "Pelatihan belum dimulai.",
        "recommendation": "renew",
        "correction_reason": "Laporan tertinggal.",
    }
    assert await head.fill(f"{address}/ralat/{id_}", changes) == address
    reader = Browser(office.agreements, office.reviewer)
    assert f"{address}/edisi/1" in (await reader.show(address)).links()
    page = (await reader.show(f"{address}/edisi/1")).html
    for shown in ("Berjalan lancar.", "Pelatihan belum dimulai.", "Laporan tertinggal.", "Edisi ke-1"):
        assert shown in page
    missing = await office.agreements.get(f"{address}/edisi/2", office.reviewer)
    assert missing.status_code == 404
