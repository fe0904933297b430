"""Forms that are refused keep what was typed; a form that is sent twice works once; strangers see nothing."""

import asyncio

import pytest

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.test_access import STRANGER

LONG = "Pembinaan kesehatan warga binaan yang sedang menjalani masa pengenalan lingkungan"


async def test_a_form_sent_twice_works_once(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    page = await officer.show(f"/perjanjian/baru?mitra={office.partner_id}")
    given = {"title": f"Dua kali {office.suffix}"}
    first, second = await asyncio.gather(officer.send(page, given), officer.send(page, given))
    assert (first.status, second.status) == (303, 303)
    assert first.answer.headers["location"] == second.answer.headers["location"]
    listed = await officer.show(f"/perjanjian?mitra={office.partner_id}")
    assert listed.html.count(given["title"]) == 1


async def test_a_stale_form_keeps_what_was_typed_and_shows_what_is_stored(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement_id = await office.draft()
    page = await officer.show(f"/perjanjian/{agreement_id}/draf")
    assert (await office.change(agreement_id, title="Judul dari rekan")).is_success
    sent = await officer.send(page, {"title": "Judul saya", "funding": LONG})
    assert sent.status == 412
    assert "Data sudah berubah" in sent.html
    assert "Tersimpan sekarang: Judul dari rekan" in sent.html
    assert (sent.value("title"), sent.value("funding")) == ("Judul saya", LONG)
    again = await officer.send(sent)
    assert again.status == 303, again.html
    assert (await office.show(agreement_id))["title"] == "Judul saya"


async def test_a_field_that_is_missing_is_named_and_the_rest_is_kept(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    page = await officer.show(f"/perjanjian/baru?mitra={office.partner_id}")
    item = {"scope_items-0-field": "health", "scope_items-0-function": "care", "scope_items-0-pillar": "personality"}
    sent = await officer.send(page, {"funding": LONG, "term_kind": "fixed", "starts_on-day": "31", **item})
    assert sent.status == 422
    assert 'href="#title"' in sent.html
    assert 'href="#starts_on"' in sent.html
    assert 'href="#scope_items-0-pillar"' in sent.html
    assert 'href="#scope_items-0-description"' in sent.html
    assert (sent.value("funding"), sent.value("starts_on-day")) == (LONG, "31")
    assert sent.value("scope_items-0-function") == "care"


async def test_another_row_is_shown_without_saving(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement_id = await office.draft(scope_items=[])
    page = await officer.show(f"/perjanjian/{agreement_id}/draf")
    more = await officer.send(page, {"title": "Judul sementara", "tambah": "scope_items"})
    assert (more.status, more.value("title"), more.value("kunci")) == (200, "Judul sementara", page.value("kunci"))
    assert "scope_items-1-field" in more.fields.keys() - page.fields.keys()
    assert (await office.show(agreement_id))["version"] == 1
    item = {"scope_items-1-field": "health", "scope_items-1-description": "Pemeriksaan kesehatan"}
    assert (await officer.send(more, item)).status == 303
    assert [item["field"] for item in (await office.show(agreement_id))["scope_items"]] == ["health"]


async def test_a_rule_that_refuses_is_explained_on_the_same_page(office: Office) -> None:
    head = Browser(office.agreements, office.head)
    agreement_id = await office.draft(term=None, scope_items=[])
    sent = await head.send(await head.show(f"/perjanjian/{agreement_id}/pengajuan"))
    assert sent.status == 409
    assert "Lengkapi dahulu: masa berlaku dan ruang lingkup." in sent.html
    english = Browser(office.agreements, office.head, "en")
    sent = await english.send(await english.show(f"/perjanjian/{agreement_id}/pengajuan"))
    assert "Complete first: term and scope." in sent.html


@pytest.mark.parametrize(
    "step", ["", "/draf", "/pengajuan", "/telaah", "/tanda-tangan", "/nomor", "/jadwal", "/riwayat"]
)
async def test_a_stranger_sees_no_page_of_an_agreement(any_office: Office, step: str) -> None:
    stranger = Browser(any_office.agreements, STRANGER)
    page = await stranger.show(f"/perjanjian/{await any_office.draft()}{step}")
    assert page.status == 403
    assert page.answer.headers["content-type"].startswith("text/html")
    assert any_office.suffix not in page.html


async def test_a_page_refuses_what_the_interface_refuses(office: Office) -> None:
    officer, contact = (Browser(office.agreements, account) for account in (office.officer, office.contact))
    agreement_id = await office.draft()
    page = await officer.show(f"/perjanjian/{agreement_id}/pengajuan")
    assert (await officer.send(page)).status == 403
    assert (await contact.send(page)).status == 403
    assert (await office.show(agreement_id))["state"] == "drafting"


async def test_a_request_without_a_token_gets_the_problem_that_the_door_understands(office: Office) -> None:
    answer = await office.agreements.send("GET", "/perjanjian", None)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


async def test_what_is_typed_is_shown_as_text(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement_id = await office.draft(title="<script>alert(1)</script>")
    for step in ("", "/draf", "/riwayat", "/penarikan"):
        page = await officer.show(f"/perjanjian/{agreement_id}{step}")
        assert "<script>alert" not in page.html
        assert "&lt;script&gt;alert" in page.html
