"""Papers: written from the record for those who may read it, by templates that the directorate general changes."""

import base64
import io
from typing import Any

import httpx2
from docx import Document

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office, problem
from tests.unit.shared.documents.examples import a_template, body_of_pdf, joined, lines_of_word

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
HELD = {"kind": "evaluation", "day": "2026-02-03", "time": "09:00", "venue": "Ruang Rapat Contoh"}
BECAUSE = {"reason": "Kop surat yang baru."}
Body = dict[str, Any]


async def paper(office: Office, path: str, as_: str) -> bytes:
    answer = await office.agreements.get(path, as_)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    return answer.content


async def change(office: Office, content: bytes, as_: str = OPERATOR) -> httpx2.Response:
    encoded = base64.b64encode(content).decode()
    return await step(office, "changes", {"file_name": "templat.docx", "content": encoded, **BECAUSE}, as_)


async def step(office: Office, name: str, body: Body, as_: str = OPERATOR) -> httpx2.Response:
    """A change of the template of minutes in its present version."""
    etag = (await office.agreements.get("/text-templates/minutes", OPERATOR)).headers["ETag"]
    return await office.agreements.post(f"/text-templates/minutes/{name}", body, as_, if_match=etag)


async def test_an_agreement_is_written_in_both_forms_and_is_a_draft_until_all_have_signed(office: Office) -> None:
    agreement = await office.draft()
    title = joined((await office.show(agreement))["title"].upper())
    word = await paper(office, f"/agreements/{agreement}/paper", office.officer)
    pdf = await paper(office, f"/agreements/{agreement}/paper?format=pdf", office.contact)
    text = "".join(lines_of_word(word))
    assert title in text
    assert joined("bidang kesehatan: Pemeriksaan kesehatan berkala") in text
    assert [line for line in lines_of_word(word) if line not in body_of_pdf(pdf, word)] == []
    assert "DRAF" in Document(io.BytesIO(word)).sections[0].header.paragraphs[0].text
    await office.signed(agreement)
    signed = await paper(office, f"/agreements/{agreement}/paper", office.officer)
    assert "DRAF" not in Document(io.BytesIO(signed)).sections[0].header.paragraphs[0].text
    assert joined("tanda tangan basah") in "".join(lines_of_word(signed))


async def test_papers_are_for_those_who_may_read_the_record(office: Office, any_office: Office) -> None:
    agreement = await office.draft()
    problem(await office.agreements.get(f"/agreements/{agreement}/paper", any_office.officer), 403, "out-of-scope")
    invitation = f"/agreements/{agreement}/meeting-letter"
    query = "&".join(f"{name}={value}" for name, value in HELD.items())
    problem(await office.agreements.get(f"{invitation}?{query}", office.contact), 403, "not-permitted")
    invited = "".join(lines_of_word(await paper(office, f"{invitation}?{query}&agenda=Evaluasi", office.officer)))
    assert joined("Selasa, 3 Februari 2026") in invited
    assert f"09.00{ZONE_NAMES[office.facility['zone']]}" in invited


async def test_the_directorate_general_changes_a_template_and_returns_to_the_shipped_one(office: Office) -> None:
    meeting = {"kinds": ["coordination"], "recorded_by": office.facility["id"], "decisions": ["Setuju."]}
    recorded = await office.agreements.post("/meetings", meeting, office.officer)
    minutes = f"/meetings/{recorded.json()['id']}/minutes"
    assert "NOTULARAPAT" in lines_of_word(await paper(office, minutes, office.officer))
    problem(await change(office, a_template("{{ jenis }}"), office.head), 403, "not-permitted")
    for broken in ("{{ jenis.__class__ }}", "{{ keputusan[0] }}"):
        problem(await change(office, a_template(broken)), 422, "template-unusable")
    assert (await change(office, a_template("CATATAN {{ jenis }}", "{{ keputusan|join('; ') }}"))).is_success
    assert lines_of_word(await paper(office, minutes, office.officer)) == ["CATATANkoordinasi", "Setuju."]
    path = "/text-templates/minutes/restorations"
    problem(await office.agreements.post(path, BECAUSE, OPERATOR, if_match='"1"'), 412, "version-stale")
    assert (await step(office, "restorations", BECAUSE)).json()["file_name"] is None
    problem(await step(office, "restorations", BECAUSE), 409, "template-as-shipped")
    assert "NOTULARAPAT" in lines_of_word(await paper(office, minutes, office.officer))
    shown = (await office.agreements.get("/text-templates/minutes", OPERATOR)).json()
    assert [each["file_name"] for each in shown["changes"][:2]] == [None, "templat.docx"]
    assert shown["changes"][0]["reason"] == BECAUSE["reason"]
