"""The papers of ceremonies and addenda: written from the record, for those who may read it."""

from tests.behaviour.agreements.at_ceremony import HEAD, prepared
from tests.behaviour.agreements.test_texts import paper
from tests.behaviour.office import Body, Office, problem
from tests.unit.shared.documents.examples import body_of_pdf, joined, lines_of_word


async def test_a_ceremony_has_its_list_before_and_its_record_after(office: Office, any_office: Office) -> None:
    ceremony = await prepared(office, 2)
    path = f"/ceremonies/{ceremony.id}"
    numbers = [(await office.show(each.id))["registration_number"] for each in ceremony.listed]
    word = await paper(office, f"{path}/list", office.officer)
    pdf = await paper(office, f"{path}/list?format=pdf", office.officer)
    listed = "".join(lines_of_word(word))
    assert all(number in listed for number in numbers)
    assert [line for line in lines_of_word(word) if line not in body_of_pdf(pdf, word)] == []
    problem(await office.agreements.get(f"{path}/record", office.officer), 409, "wrong-state")
    problem(await office.agreements.get(f"{path}/list", any_office.officer), 403, "out-of-scope")
    problem(await office.agreements.get(f"{path}/list", office.contact), 403, "not-permitted")

    await ceremony.perform("openings", None)
    await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert (await ceremony.sign(2)).is_success
    assert (await ceremony.mark(1, "late")).is_success
    await ceremony.perform("closings", {"papers_counted": 2, "papers_note": "Satu naskah rangkap."})
    record = body_of_pdf(await paper(office, f"{path}/record", office.reviewer), word)
    signed = ("Kepala Lapas", "Ketua Yayasan", "urutan 1, pukul")
    for text in ("BERITA ACARA", "menyusul", "Satu naskah rangkap.", "2 = 1 + 1 + 0 + 0.", *signed, *numbers):
        assert joined(text) in record
    after = "".join(lines_of_word(await paper(office, f"{path}/list", office.officer)))
    assert all(number in after for number in numbers)


async def test_a_ceremony_that_was_called_off_has_no_papers(office: Office) -> None:
    ceremony = await prepared(office, 1)
    await ceremony.perform("cancellations", {"reason": "Aula belum selesai."})
    for name in ("list", "record"):
        problem(await office.agreements.get(f"/ceremonies/{ceremony.id}/{name}", office.officer), 409, "wrong-state")


async def test_an_addendum_is_written_with_its_changes_and_without_the_reason_of_the_offices(
    office: Office, any_office: Office
) -> None:
    agreement = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    item = {
        "field": "environment",
        "description": "Bank sampah",
        "ground": "decided_without",
        "ground_reason": "Surat.",
    }
    body: Body = {"effective_on": office.day(0), "reason": "Catatan kantor.", "number": f"ADD-{office.suffix}"}
    body |= {"term": {"in_force_until": None}, "added_items": [item]}
    drafted = await office.agreements.post(f"/agreements/{agreement}/addendum-drafts", body, office.officer)
    assert drafted.status_code == 201, drafted.text
    path = f"/addenda/{drafted.json()['id']}/paper"
    word = await paper(office, path, office.officer)
    pdf = await paper(office, f"{path}?format=pdf", office.contact)
    text = "".join(lines_of_word(word))
    for part in (
        "ADENDUM KE-1",
        f"ADD-{office.suffix}",
        "Bank sampah",
        "menjadi: sampai diakhiri oleh salah satu PIHAK",
    ):
        assert joined(part) in text
    assert joined("Catatan kantor.") not in text
    assert [line for line in lines_of_word(word) if line not in body_of_pdf(pdf, word)] == []
    problem(await office.agreements.get(path, any_office.officer), 403, "out-of-scope")
