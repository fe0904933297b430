"""The life of an agreement through pages alone, without JavaScript."""

from datetime import date
from uuid import UUID

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser


def day(name: str, iso: str) -> dict[str, str]:
    given = date.fromisoformat(iso)
    return {f"{name}-day": str(given.day), f"{name}-month": str(given.month), f"{name}-year": str(given.year)}


def browsers(office: Office) -> tuple[Browser, Browser, Browser, Browser]:
    accounts = (office.officer, office.head, office.reviewer, office.contact)
    officer, head, region, partner = (Browser(office.agreements, account) for account in accounts)
    return officer, head, region, partner


async def drafted(office: Office, officer: Browser) -> str:
    """A draft through the search for its partner and the form; its address."""
    term = {"term_kind": "fixed", **day("starts_on", office.day(-10)), **day("ends_on", office.day(300))}
    item = {"scope_items-0-field": "health", "scope_items-0-description": "Pemeriksaan kesehatan berkala"}
    typed = {"title": f"Nota Kesepakatan {office.suffix}", **term, **item}
    found = await officer.send(await officer.show("/perjanjian/baru"), typed | {"cari": office.suffix})
    assert (found.status, f'value="pilih:{office.partner_id}"' in found.html) == (200, True)
    chosen = await officer.send(found, {"tambah": f"pilih:{office.partner_id}"})
    assert (chosen.value("title"), chosen.value("partners")) == (typed["title"], office.partner_id)
    sent = await officer.send(chosen)
    assert sent.status == 303, sent.html
    return str(sent.answer.headers["location"].partition("?")[0])


async def test_an_agreement_is_drafted_reviewed_and_signed_on_pages(office: Office) -> None:
    officer, head, region, partner = browsers(office)
    address = await drafted(office, officer)
    assert f"{address}/draf" in (await officer.show(address)).links()

    added = {"scope_items-1-field": "agriculture", "scope_items-1-description": "Budi daya sayuran"}
    more = await officer.send(await officer.show(f"{address}/draf"), added | {"tambah": f"pilih:{office.agency_id}"})
    assert (more.value("scope_items-1-field"), more.value("parties-2-signers")) == ("agriculture", "1")
    assert (await officer.send(more, {"parties-2-remove": "1"})).status == 303
    assert f"{address}/pengajuan" not in (await officer.show(address)).links()
    assert f"{address}/pengajuan" in (await head.show(address)).links()
    await head.fill(f"{address}/pengajuan")

    comments = {"comments-0-clause": "Pasal 4", "comments-0-text": "Sebutkan perangkat daerah."}
    await partner.fill(
        f"{address}/telaah", {"verdict": "revise", "reviewer": f"partner:{office.partner_id}", **comments}
    )
    page = await officer.show(address)
    assert "Pasal 4" in page.html
    assert f"Kepala {office.facility['name']} mengajukan draf ini" in page.html
    await officer.fill(f"{address}/draf", {"legal_basis": "UU 22/2022"})
    await head.fill(f"{address}/pengajuan")
    await region.fill(f"{address}/telaah", {"verdict": "pass", "reviewer": f"region:{office.facility['region']}"})
    await partner.fill(f"{address}/telaah", {"verdict": "pass", "reviewer": f"partner:{office.partner_id}"})
    await officer.fill(f"{address}/jadwal", day("planned_on", office.day(0)))

    agreement_id = address.rpartition("/")[2]
    parties = (await office.show(agreement_id))["parties"]
    ours, theirs = ({"party_id": each["id"], "number": f"CONTOH-{each['id']}"} for each in parties)
    signature = {"position": "Kepala", "method": "wet_ink", **day("signed_on", office.day(-1))}
    await head.fill(f"{address}/tanda-tangan", ours | signature)
    await officer.fill(f"{address}/nomor", theirs)
    await officer.fill(f"{address}/tanda-tangan", signature | {"party_id": theirs["party_id"]})

    agreement = await office.show(agreement_id)
    assert agreement["state"] == "active"
    assert [item["description"] for item in agreement["scope_items"]] == [
        "Pemeriksaan kesehatan berkala",
        "Budi daya sayuran",
    ]
    assert agreement["legal_basis"] == "UU 22/2022"
    page = await officer.show(address)
    assert f"{address}/perpanjangan" in page.links()
    assert "Berlaku" in page.html
    for party in parties:
        assert f"CONTOH-{party['id']}" in page.html
    carried = f", {office.facility['name']} ({office.day(0)[:4]})"

    async def programs() -> bool:
        return carried in (await officer.show(address)).html

    await office.sinergi.eventually(programs)


async def test_an_extension_shows_what_is_kept_added_and_removed(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    before = await office.signed(await office.draft())
    body = {
        "kinds": ["evaluation"],
        "held": {"edtf": office.day(-5)},
        "about": [{"kind": "agreement", "id": before}],
        "uncovered_practices": [{"field": "environment"}],
    }
    meeting = await office.agreements.post("/meetings", body, office.officer)
    assert meeting.status_code == 201, meeting.text
    page = await officer.show(f"/perjanjian/{before}/perpanjangan")
    assert "mencatat kegiatan yang belum tercakup: lingkungan hidup." in page.html
    assert (page.value("added-0-field"), page.value("added-0-meeting_id")) == ("environment", meeting.json()["id"])
    kept = page.fields["kept"][:1]
    sent = await officer.send(page, {"kept": kept, "added-0-description": "Pengelolaan sampah"})
    assert sent.status == 303, sent.html
    shown = await officer.show(sent.answer.headers["location"])
    assert shown.html.count('class="beda__tetap"') == 1
    assert shown.html.count('class="beda__tambah"') == 1
    assert shown.html.count('class="beda__hapus"') == 1
    assert "1 diteruskan, 1 ditambahkan, 1 tidak diteruskan" in shown.html
    extension = await office.show(str(UUID(sent.answer.headers["location"].partition("?")[0].rpartition("/")[2])))
    assert (extension["predecessor_id"], extension["scope_items"][1]["ground"]) == (before, "meeting")


async def test_an_agreement_is_amended_split_merged_and_corrected_on_pages(office: Office) -> None:
    officer, head, _, _ = browsers(office)
    whole, other = [await office.signed(await office.draft(term=office.term(-30, 300))) for _ in range(2)]
    address = f"/perjanjian/{whole}"
    steps = (await officer.show(address)).links()
    assert {f"{address}/{step}" for step in ("adendum", "penggabungan", "pemecahan")} <= steps
    last_day = {"last_day_kind": "until", **day("in_force_until", office.day(400))}
    drafted = await officer.fill(
        f"{address}/adendum", {"reason": "Diperpanjang.", **day("effective_on", office.day(0)), **last_day}
    )
    await office.pass_addendum(drafted.rpartition("/")[2])
    for browser, party in zip((head, officer), (await office.show(whole))["parties"], strict=True):
        signature = {"unit_id": party["unit"]["id"], "position": "Kepala", "method": "wet_ink"}
        await browser.fill(f"{drafted}/tanda-tangan", signature | day("signed_on", office.day(0)))
    assert (await office.show(whole))["in_force_until"] == office.day(400)
    assert "Berlaku" in (await officer.show(drafted)).html

    erratum = {"title": f"Nota Kesepakatan Diralat {office.suffix}", "reason": "Salah ketik."}
    await head.fill(f"{address}/ralat", erratum)
    assert (await office.show(whole))["title"] == erratum["title"]
    page = await officer.show(f"{address}/pemecahan")
    term = {"term_kind": "fixed", **day("starts_on", office.day(1)), **day("ends_on", office.day(700))}
    (item, _) = (await office.show(whole))["scope_items"]
    sent = await officer.send(page, {"title": "Pecahan", "kept_in_part": item["id"], **term})
    assert sent.status == 303, sent.html
    part = await officer.show(sent.answer.headers["location"])
    assert "Pecahan dari" in part.html
    assert "Tumpang tindih 400 hari" in part.html
    third = await office.signed(await office.draft(term=office.term(-30, 300)))
    number = (await office.show(third))["registration_number"]
    merged = await officer.fill(
        f"/perjanjian/{other}/penggabungan", {"title": "Gabungan", "other_numbers": number, **term}
    )
    assert (await officer.show(merged)).html.count("Menggabungkan") == 2


async def test_an_agreement_of_the_past_is_registered_with_what_is_known(office: Office) -> None:
    head = Browser(office.agreements, office.head)
    known = {"source": "paper", "confidence": "likely", "title": f"Perjanjian lama {office.suffix}"}
    days = day("signed_on", office.day(-700))
    address = await head.fill(f"/perjanjian/lama?mitra={office.partner_id}", known | days)
    page = await head.show(address)
    assert "Belum lengkap" in page.html
    assert "Dokumen kertas" in page.html
    listed = await head.show(f"/perjanjian?mitra={office.partner_id}&status=active")
    assert address in listed.links()


async def test_an_agreement_ends_by_a_refusal_and_by_consent(office: Office) -> None:
    _, head, _, partner = browsers(office)
    refused = f"/perjanjian/{await office.review(await office.draft())}"
    assert f"{refused}/penolakan" in (await partner.show(refused)).links()
    await partner.fill(f"{refused}/penolakan", {"reason": "Anggaran belum tersedia."})
    assert "Ditolak" in (await head.show(refused)).html
    ended = f"/perjanjian/{await office.signed(await office.draft())}"
    assert f"{ended}/pengakhiran" not in (await partner.show(ended)).links()
    consent = {"ground_of_end": "by_consent", "reason": "Program selesai.", **day("terminated_on", office.day(0))}
    await head.fill(f"{ended}/pengakhiran", consent)
    assert "Berakhir pada" in (await head.show(ended)).html


async def test_an_agreement_is_found_by_title_party_and_number(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement_id = await office.signed(await office.draft(title=f"Kerja sama daur ulang {office.suffix}"))
    shown = await office.show(agreement_id)
    ours = shown["numbers"][0]["number"].replace("-", " ").upper()
    for words in ("DAUR-ULANG", f"kabupaten contoh {office.suffix}", shown["registration_number"], ours):
        listed = await officer.show(f"/perjanjian?cari={words}")
        assert f"/perjanjian/{agreement_id}" in listed.links(), words
    assert "Tidak ada yang sesuai" in (await officer.show("/perjanjian?cari=daur ulang kertas")).html


async def test_the_address_of_a_list_is_a_saved_search(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    id_ = await office.draft()
    # A browser sends every field, also those in which nothing is chosen.
    wanted = f"cari=sehat&status=&wilayah=&mitra={office.partner_id}&bidang=health&berakhir_sejak=&tanpa_kegiatan="
    listed = await officer.show(f"/perjanjian?{wanted}")
    saved = f"/perjanjian?cari=sehat&mitra={office.partner_id}&bidang=health"
    assert f"/perjanjian/{id_}" in listed.links()
    assert saved.replace("&", "&amp;") in listed.html
    assert "1 perjanjian ditemukan." in listed.html
    assert f"Mitra: Pemerintah Kabupaten Contoh {office.suffix}, termasuk yang di bawahnya" in listed.html
    assert f"/perjanjian?cari=sehat&mitra={office.partner_id}" in listed.links(), "the way back from the field"
    search = await officer.show(f"/perjanjian/pencarian?{saved.partition('?')[2]}")
    assert 'value="health" selected' in search.html
    assert 'value="sehat"' in search.html
    nothing = await officer.show(f"{saved}&berlaku_pada={office.day(0)}")
    assert "Tidak ada yang sesuai" in nothing.html


async def test_the_history_shows_the_text_of_a_day(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement_id = await office.draft()
    today = await officer.show(f"/perjanjian/{agreement_id}/riwayat")
    assert "Naskah saat itu (versi 1)" in today.html
    assert "Draf dibuat" in today.html
    before = await officer.show(f"/perjanjian/{agreement_id}/riwayat?pada={office.day(-1)}")
    assert "belum tercatat" in before.html
    assert "Draf dibuat" not in before.html
