"""The pages of a ceremony, as a browser without JavaScript uses them."""

import re

from tests.behaviour.agreements.at_ceremony import desks_of, listed_of, opened
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day


async def test_a_ceremony_is_prepared_held_and_closed_on_pages(office: Office) -> None:
    officer, head = Browser(office.agreements, office.officer), Browser(office.agreements, office.head)
    listed = await listed_of(office, 3)
    given: dict[str, str | list[str]] = {
        "ceremony_title": f"Penandatanganan {office.suffix}",
        "begins_at": "09.00",
        "venue": "Aula",
        "witnesses": "Kepala Kantor Wilayah, Kantor Wilayah Contoh\nKepala Lapas",
        "agreements": [each.id for each in listed[:2]],
        **day("held_on_plan", office.day(0)),
    }
    assert "/seremoni" in (await officer.show("/perjanjian/penandatanganan")).links()
    address = await officer.fill("/seremoni/baru", given)
    assert re.fullmatch("/seremoni/[0-9a-f-]{36}/persiapan", address)
    ceremony = address.removesuffix("/persiapan")

    page = await officer.show(address)
    given = {"positions-1": "Bupati", "positions-2": "Sekretaris Daerah", "move": "down-1", "agreements": listed[2].id}
    moved = await officer.send(page, given)
    assert moved.answer.headers["location"] == f"{address}#baris-2"
    page = await officer.show(address)
    names = [page.value(f"positions-{number}") for number in (1, 2, 3)]
    assert (names, page.value("begins_at")) == (["Sekretaris Daerah", "Bupati", ""], "09.00")
    assert "Kepala Kantor Wilayah, Kantor Wilayah Contoh" in page.value("witnesses")
    assert f"Kepala Lapas, {office.facility['name']}" in page.value("witnesses")
    assert await officer.fill(address, {"removed": "3"}) == ceremony

    assert await officer.fill(f"{ceremony}/program", {"capacities-1": "25"}) == ceremony
    assert (await officer.show(f"{ceremony}/program")).value("capacities-1") == "25"
    block = {"pattern": f"W.13-#/{office.suffix}", "first_number": "7", **day("dated_on", office.day(0))}
    assert await officer.fill(f"{ceremony}/nomor", block) == ceremony
    assert f"{ceremony}/pembukaan" in (await officer.show(ceremony)).links()
    assert await officer.fill(f"{ceremony}/pembukaan") == f"{ceremony}/tanda-tangan"
    assert await head.fill(f"{ceremony}/tanda-tangan", {"position": "Kepala Lapas"}) == f"{ceremony}/meja"

    desk = await officer.show(f"{ceremony}/meja")
    for text in (f"W.13-7/{office.suffix}", "Sekretaris Daerah", "Ditandatangani 0 dari 2"):
        assert text in desk.html
    signed = await officer.send(desk, {"kunci": "baris-1", "row": "1", "action": "sign"})
    assert signed.answer.headers["location"].endswith("/meja?sesudah=1#baris-1")
    desk = await officer.show(f"{ceremony}/meja")
    assert "Ditandatangani 1 dari 2" in desk.html
    assert "1: Ditandatangani" in (await officer.show(f"{ceremony}/meja?sesudah=1")).html
    following = await officer.show(f"{ceremony}/meja?baris=&berikut=1")
    assert ' autofocus>Tanda tangan<span class="govuk-visually-hidden"> 2 ' in following.html
    assert "urutan 1, pukul" in desk.html
    late = await officer.send(desk, {"kunci": "baris-2", "row": "2", "action": "late"})
    assert late.status == 303
    again = await officer.send(desk, {"kunci": "baris-1-lagi", "row": "1", "action": "sign"})
    assert again.status == 303

    closing = await officer.show(f"{ceremony}/penutupan")
    refused = await officer.send(closing, {"papers_counted": "2"})
    assert (refused.status, "Jumlah naskah tidak cocok" in refused.html) == (409, True)
    assert (await officer.send(closing, {"papers_counted": "1", "kunci": "tutup"})).status == 303
    page = await officer.show(ceremony)
    for text in ("Selesai", "Menyusul: 1", "1 naskah untuk 1 perjanjian", "Kepala Lapas"):
        assert text in page.html
    assert f"{ceremony}/meja" not in page.links()
    assert {f"{ceremony}/naskah-daftar?bentuk=pdf", f"{ceremony}/berita-acara"} <= page.links()
    record = await office.agreements.get(f"{ceremony}/berita-acara", office.officer)
    assert (record.status_code, record.content[:5]) == (200, b"%PDF-")
    assert ceremony in (await officer.show("/seremoni?status=held")).links()


async def test_a_refused_row_says_why_at_its_own_place(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    ceremony = await opened(office, 2)
    desk = await officer.show(f"/seremoni/{ceremony.id}/meja")
    sent = await officer.send(desk, {"kunci": "satu", "row": "2", "action": "sign", "position": ""})
    assert sent.status == 422
    second = sent.html.partition('id="baris-2"')[2]
    assert "Sebutkan jabatan yang menandatangani" in second
    assert "Sebutkan jabatan" not in sent.html.partition('id="baris-1"')[2].partition('id="baris-2"')[0]
    assert (
        await officer.send(sent, {"kunci": "satu", "row": "2", "action": "sign", "position": "Bupati"})
    ).status == 303


async def test_an_open_desk_asks_only_for_what_has_changed(office: Office) -> None:
    ceremony = await opened(office, 1)
    (other,) = await desks_of(office, 1)
    path = f"/seremoni/{ceremony.id}/meja"

    async def ask(tag: str) -> tuple[int, str]:
        headers = {"If-None-Match": tag}
        answer = await office.agreements.send("GET", path, office.officer, headers=headers)
        return answer.status_code, answer.headers["ETag"]

    status, tag = await ask("")
    assert (status, await ask(tag)) == (200, (304, tag))
    assert (await ceremony.sign(1, other)).is_success
    assert (await ask(tag))[0] == 200


async def test_who_may_not_record_reads_the_desk_without_buttons(office: Office) -> None:
    ceremony = await opened(office, 1)
    position = {"account": f"reader-{office.suffix}", "capability": "reader", "scope_kind": "facility"}
    position |= {"unit": office.facility["id"]}
    assert (await office.agreements.post("/positions", position, OPERATOR)).status_code == 201
    reader = Browser(office.agreements, position["account"])
    desk = await reader.show(f"/seremoni/{ceremony.id}/meja")
    assert (desk.status, "Halaman ini hanya dapat dibaca." in desk.html) == (200, True)
    assert '<form method="post" class="meja__tombol"' not in desk.html
    sent = await reader.send(desk, {"kunci": "satu", "row": "1", "action": "sign", "position": "Bupati"})
    assert sent.status == 403
