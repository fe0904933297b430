"""The screens of agreements: no barrier, no sideways scroll on a phone, light, and fit to be printed."""

import csv
from collections.abc import AsyncIterator, Mapping
from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.behaviour.office import ENVIRONMENT, Office
from tests.screens.rules import FORM_BYTES, PAGE_BYTES, faults_of, with_limits
from tests.screens.visitor import Visitor, weigh

REFERENCE = files("services.agreements.register.reference").joinpath("facilities.csv")
FORMS = (
    "/perjanjian/pencarian?mitra={partner}&upt={facility}&bidang=health",
    "/perjanjian/baru?mitra={partner}",
    "/perjanjian/lama",
    "/perjanjian/{draft}/draf",
    "/perjanjian/{signed}/perpanjangan",
    "/perjanjian/{amended}/adendum?mitra={partner}",
    "/adendum/{drafted}/draf",
    "/rapat/baru?perjanjian={signed}",
    "/rapat/{meeting}/ralat",
    "/rapat/undangan/baru?perjanjian={signed}",
    "/rapat/undangan/{called}/jadwal",
    "/rapat/baru?undangan={called}&perjanjian={signed}",
    "/proposal/baru?mitra={partner}",
    "/proposal/{proposal}/data",
)
OF_THE_OFFICER = (
    *FORMS,
    "/perjanjian",
    "/perjanjian?cari={suffix}&mitra={partner}&bidang=health&berakhir_sejak=2020-01-01",
    "/perjanjian/{draft}",
    "/perjanjian/{extension}",
    "/perjanjian/{extension}/unit",
    "/perjanjian/{extension}/lingkup",
    "/perjanjian/{signed}/riwayat",
    "/perjanjian/{draft}/penarikan",
    "/perjanjian/{validated}/tanda-tangan",
    "/perjanjian/{validated}/nomor",
    "/perjanjian/{validated}/jadwal",
    "/perjanjian/{validated}/penolakan",
    "/perjanjian/{signed}/pengakhiran",
    "/perjanjian/{signed}/penggabungan",
    "/perjanjian/{signed}/pemecahan",
    "/perjanjian/{signed}/ralat",
    "/perjanjian/{merged}",
    "/perjanjian/{amended}/riwayat",
    "/perjanjian/{noticed}",
    "/perjanjian/{noticed}/penarikan-pengakhiran",
    "/adendum/{addendum}",
    "/adendum/{drafted}",
    "/adendum/{drafted}/pengajuan",
    "/adendum/{drafted}/penarikan",
    "/adendum/{reviewed}",
    "/adendum/{reviewed}/telaah",
    "/perjanjian/{amended}/kewajiban",
    "/perjanjian/{amended}/neraca",
    "/mitra/{partner}/neraca",
    "/kewajiban/{obligation}",
    "/kewajiban/{obligation}/pemenuhan",
    "/kewajiban/{obligation}/pembebasan",
    "/kewajiban/{obligation}/permintaan",
    "/kewajiban/{obligation}/pengakhiran",
    "/evaluasi",
    "/evaluasi/baru",
    "/evaluasi/{evaluation}",
    "/evaluasi/{evaluation}/hasil/{amended}",
    "/evaluasi/{evaluation}/penyelesaian",
    "/evaluasi/{evaluation}/pembatalan",
    "/evaluasi/{corrected}/edisi/1",
    "/perjanjian/{amended}/tidak-diperpanjang",
    "/penghargaan",
    "/penghargaan/baru",
    "/penghargaan/baru/{facility}/{partner}",
    "/penghargaan/{recognition}",
    "/penghargaan/{recognition}/keputusan",
    "/mitra/{partner}/penghargaan",
    "/perjanjian/{signed}/nomor/{number}",
    "/perjanjian/{begun}",
    "/perjanjian/{begun}/tanda-tangan/{signature}",
    "/perjanjian/penandatanganan",
    "/perjanjian/pengingat",
    "/perjanjian/tidak-ada",
    "/rapat?perjanjian={signed}",
    "/rapat/{meeting}",
    "/rapat/{meeting}/ralat/2",
    "/rapat/{meeting}/penarikan",
    "/rapat/{retracted}",
    "/rapat/undangan",
    "/rapat/undangan/{called}",
    "/rapat/undangan/{called}/pembatalan",
    "/rapat/{meeting}/tindak-lanjut/{action_item}",
    "/tindak-lanjut",
    "/proposal",
    "/proposal/baru",
    "/proposal/{proposal}",
    "/proposal/{proposal}/jawaban",
    "/proposal/{accepted}",
    "/proposal/{accepted}/butir",
    "/mitra?cari={suffix}",
    "/mitra/baru",
    "/mitra/{partner}",
)
OF_THE_REVIEWER = (
    "/perjanjian/{review}",
    "/perjanjian/{review}/telaah",
    "/perjanjian/{returned}/telaah/1",
    "/telaah",
    "/perjanjian/pengingat?jenis=dormant",
    "/posisi",
    "/posisi/baru",
)
LARGE = (*FORMS, "/posisi/baru", "/proposal/baru")


def facilities() -> list[dict[str, str]]:
    """All facilities of the reference data."""
    return list(csv.DictReader(REFERENCE.read_text("utf-8").splitlines()))


async def extension_of(office: Office) -> Mapping[str, str]:
    """A signed agreement, the meeting about it, and the extension that was drafted from that meeting; their ids."""
    signed = await office.signed(await office.draft())
    meeting = {
        "kinds": ["evaluation"],
        "held": {"edtf": office.day(-5)},
        "about": [{"kind": "agreement", "id": signed}],
        "decisions": ["Draf perpanjangan disusun bersama."],
        "attendance": [{"unit_id": office.facility["id"], "position": "Kepala Lapas", "capacity": "daily_acting"}],
        "action_items": [{"task": "Menyusun draf", "owner": {"unit_id": office.facility["id"]}}],
        "uncovered_practices": [{"field": "package_a", "description": "Paket A"}],
    }
    held = (await office.agreements.post("/meetings", meeting, office.officer)).json()["id"]
    (item,) = (await office.agreements.get(f"/meetings/{held}", office.officer)).json()["action_items"]
    right = {name: meeting[name] for name in ("kinds", "held", "attendance", "uncovered_practices")}
    right |= {"decisions": ["Perpanjangan disusun bersama."], "reason": "Keputusannya keliru dicatat."}
    right["action_items"] = [{"id": item["id"], "task": "Menyusun draf", "owner": {"unit_id": office.facility["id"]}}]
    corrections = f"/meetings/{held}/corrections"
    assert (await office.agreements.post(corrections, right, office.officer, if_match='"1"')).is_success
    added = [{**ENVIRONMENT, "ground": "meeting", "meeting_id": held}]
    kept = [(await office.show(signed))["scope_items"][0]["id"]]
    extension = (await office.extend(signed, kept=kept, added=added)).json()["id"]
    return {"signed": signed, "meeting": held, "extension": str(extension)} | await called_of(office, signed)


async def called_of(office: Office, signed: str) -> dict[str, str]:
    """A called meeting about an agreement, and a meeting whose record is retracted; their ids."""
    about = [{"kind": "agreement", "id": signed}]
    body = {"called_by": office.facility["id"], "kinds": ["evaluation"], "invited": [office.partner_id], "about": about}
    body |= {"planned_on": office.day(2), "begins_at": "09:00", "venue": "Aula", "agenda": ["Evaluasi pelaksanaan"]}
    called = (await office.agreements.post("/meeting-calls", body, office.officer)).json()["id"]
    twice = {"kinds": ["evaluation"], "about": about}
    retracted = (await office.agreements.post("/meetings", twice, office.officer)).json()["id"]
    path, reason = f"/meetings/{retracted}/retractions", {"reason": "Tercatat dua kali."}
    assert (await office.agreements.post(path, reason, office.officer, if_match='"1"')).is_success
    return {"called": called, "retracted": retracted}


async def new_lines_of(office: Office) -> Mapping[str, str]:
    """A merger of two agreements, one with an addendum in effect, one under notice, and an unsigned addendum; ids."""
    first, second, amended, noticed, open_one, asked = [await office.signed(await office.draft()) for _ in range(6)]
    items = [
        {name: item[name] for name in ("field", "description")} | {"continues": [item["id"]]}
        for id_ in (first, second)
        for item in (await office.show(id_))["scope_items"]
    ]
    content = await office.content(first, title=f"Gabungan {office.suffix}", scope_items=items)
    body = content | {"level": "facility", "merges": [first, second], "term": office.term(30, 800)}
    body |= {"instrument": "cooperation_agreement"}
    merged = await office.agreements.post("/agreements/mergers", body, office.officer)
    assert merged.status_code == 201, merged.text
    added = [ENVIRONMENT | {"ground": "decided_without", "ground_reason": "Disepakati lewat surat."}]
    addendum = {"effective_on": office.day(0), "reason": "Diperluas.", "added_items": added}
    addenda = []
    for id_ in (amended, open_one, asked):
        path = f"/agreements/{id_}/addendum-drafts"
        addenda.append((await office.agreements.post(path, addendum, office.officer)).json()["id"])
    await office.pass_addendum(addenda[0])
    for party, account in zip((await office.show(amended))["parties"], (office.head, office.officer), strict=True):
        signature = {"unit_id": party["unit"]["id"], "position": "Kepala", "method": "wet_ink"}
        await office.with_addendum(addenda[0], "signatures", signature | {"signed_on": office.day(0)}, account)
    notice = {"ground": "by_notice", "terminated_on": office.day(10), "reason": "Mitra pindah."}
    await office.perform(noticed, "terminations", notice, office.head)
    await office.with_addendum(addenda[2], "submissions", None, office.head)
    ids = {"amended": amended, "noticed": noticed, "obligation": await promised_in(office, amended)}
    ids["corrected"] = await corrected_evaluation_of(office, amended)
    ids["evaluation"] = await evaluation_of(office, amended)
    ids["recognition"] = await recognition_of(office, ids["obligation"])
    ids |= dict(zip(("addendum", "drafted", "reviewed"), addenda, strict=True))
    return ids | {"merged": merged.json()["id"]}


async def evaluation_of(office: Office, agreement_id: str) -> str:
    """An open evaluation with a finding; its id."""
    period = {"period_from": office.day(-300), "period_until": office.day(0), "due_on": office.day(30)}
    body = {"title": "Evaluasi tahunan", "agreements": [agreement_id]} | period
    made = await office.agreements.post("/evaluations", body, office.officer)
    assert made.status_code == 201, made.text
    finding: dict[str, Any] = {"agreement_id": agreement_id, "finding": "Konseling berjalan, pelatihan belum."}
    finding |= {"recommendation": "addend", "reason": "Pelatihan las belum tercakup.", "score_ours": 4}
    path = f"/evaluations/{made.json()['id']}"
    assert (await office.agreements.put(f"{path}/findings", finding, office.officer, if_match='"1"')).is_success
    return str(made.json()["id"])


async def corrected_evaluation_of(office: Office, agreement_id: str) -> str:
    """A completed evaluation with a further edition; its id."""
    id_ = await evaluation_of(office, agreement_id)
    path, finding = f"/evaluations/{id_}", {"agreement_id": agreement_id, "finding": "Pelatihan juga berjalan."}
    assert (await office.agreements.post(f"{path}/completions", {}, office.officer, if_match='"2"')).is_success
    right = {"reason": "Satu laporan tertinggal.", "findings": [finding | {"recommendation": "continue"}]}
    assert (await office.agreements.post(f"{path}/corrections", right, office.head, if_match='"3"')).is_success
    return id_


async def recognition_of(office: Office, obligation: str) -> str:
    """A recognition for a delivery, refused, so that the partner may still be recognised; its id."""
    path = f"/obligations/{obligation}"
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    asked = await office.agreements.post(f"{path}/requests", {"due_on": office.day(0)}, office.officer, if_match=tag)
    (due,) = [each["id"] for each in asked.json()["dues"] if each["due_on"] == office.day(0)]
    delivery = {"due_id": due, "quantity": 2, "delivered_on": office.day(0), "evidence": "Surat tugas CONTOH-4"}
    assert (await office.agreements.post(f"{path}/deliveries", delivery, office.officer)).is_success
    body = {"unit_id": office.facility["id"], "partner_id": office.partner_id, "kind": "charter"}
    body |= {"ground": "obligations_fulfilled", "period_from": office.day(-300), "period_until": office.day(0)}
    made = await office.agreements.post("/recognitions", body, office.officer)
    assert made.status_code == 201, made.text
    path = f"/recognitions/{made.json()['id']}"
    refusal = {"granted": False, "refusal": "not_this_year"}
    assert (await office.agreements.post(f"{path}/decisions", refusal, office.head, if_match='"1"')).is_success
    return str(made.json()["id"])


async def promised_in(office: Office, agreement_id: str) -> str:
    """An obligation on request with a due of which a part was delivered; its id."""
    promise: dict[str, Any] = {"unit_id": office.partner_id, "description": "Instruktur menjahit", "clause": "Pasal 5"}
    promise |= {"measure": "persons", "quantity": 2, "schedule": "on_request"}
    made = await office.agreements.post(f"/agreements/{agreement_id}/obligations", promise, office.officer)
    assert made.status_code == 201, made.text
    path = f"/obligations/{made.json()['id']}"
    for day in (10, 20):
        body = {"due_on": office.day(day)}
        tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
        asked = await office.agreements.post(f"{path}/requests", body, office.officer, if_match=tag)
        assert asked.is_success, asked.text
    due = asked.json()["dues"][0]["id"]
    delivery = {"due_id": due, "quantity": 1, "delivered_on": office.day(0), "evidence": "Surat tugas CONTOH-3"}
    assert (await office.agreements.post(f"{path}/deliveries", delivery, office.officer)).is_success
    return str(made.json()["id"])


async def returned_and_changed(office: Office) -> str:
    """A draft that the region has returned and that was changed since; its id."""
    id_ = await office.submit(await office.draft())
    comments = [{"clause": "Pasal 4", "text": "Sebutkan sasarannya."}]
    await office.perform(id_, "reviews", {"side": "region", "verdict": "revise", "comments": comments}, office.reviewer)
    content = await office.content(id_)
    content["scope_items"][0]["target"] = "Empat kali setahun"
    await office.change(id_, scope_items=content["scope_items"], term=office.term(-400, 60))
    return id_


async def proposals_of(office: Office) -> Mapping[str, str]:
    """A proposal that waits for the partner's answer, and one that the partner has accepted; their ids."""
    sides = {"made_by": office.facility["id"], "made_to": office.partner_id}
    ids = []
    for kind in ("instructor", "facility_support"):
        body = {"kind": kind, "title": "Dua instruktur menjahit", **sides}
        ids.append((await office.agreements.post("/proposals", body, office.officer)).json()["id"])
    accepted = {"answer": "accepted", "answered_on": office.day(0)}
    path = f"/proposals/{ids[1]}/answers"
    answer = await office.agreements.post(path, accepted, office.contact, if_match='"1"')
    assert answer.status_code == 200, answer.text
    return {"proposal": ids[0], "accepted": ids[1]}


async def agreements_of(office: Office) -> Mapping[str, str]:
    """An agreement in each state that has a screen of its own; their ids."""
    ids = await extension_of(office)
    minutes = (await office.agreements.get(f"/meetings/{ids['meeting']}", office.officer)).json()
    begun = await office.review(await office.draft())
    theirs = (await office.show(begun))["parties"][1]
    await office.perform(begun, "signatures", office.signature(theirs), office.officer)
    return {
        **ids,
        **await proposals_of(office),
        **await new_lines_of(office),
        "facility": office.facility["id"],
        "number": (await office.show(ids["signed"]))["numbers"][1]["id"],
        "action_item": minutes["action_items"][0]["id"],
        "begun": begun,
        "signature": (await office.show(begun))["signatures"][0]["id"],
        "draft": await office.draft(),
        "review": await office.submit(await office.draft()),
        "returned": await returned_and_changed(office),
        "validated": await office.review(await office.draft()),
        "partner": office.partner_id,
        "suffix": office.suffix,
    }


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, office: Office, part: str | None
) -> None:
    ids = await agreements_of(office)
    faults = await faults_of(chromium, origin, office.officer, with_limits(OF_THE_OFFICER, LARGE, ids), part)
    await office.agreements.tokens.until_assigned(office.second_reviewer)
    of_the_reviewer = with_limits(OF_THE_REVIEWER, LARGE, ids)
    assert faults + await faults_of(chromium, origin, office.second_reviewer, of_the_reviewer, part) == []


@pytest.fixture
async def of_every_facility(office: Office) -> AsyncIterator[str]:
    """A national draft with every facility as a party; its id."""
    centre = (await office.agreements.get("/units?kind=directorate_general", office.officer)).json()["items"][0]["id"]
    few = [{"unit_id": centre}, {"unit_id": office.partner_id}]
    id_ = await office.draft(level="national", parties=[*few, *({"unit_id": each["id"]} for each in facilities())])
    yield id_
    # The stack is shared: otherwise the officers of all other tests would find this agreement in their lists.
    changed = await office.change(id_, office.directorate, parties=few, runs_at=[office.facility["id"]])
    assert changed.is_success, changed.text


async def test_a_national_agreement_of_every_facility_is_read_by_office_and_stays_light(
    visitor: Visitor, office: Office, directorate: str, of_every_facility: str
) -> None:
    id_, parties = of_every_facility, len(facilities()) + 2
    await visitor.log_in(directorate)
    region = office.facility["region"]
    for screen in (
        f"?cari={office.suffix}",
        f"/{id_}",
        f"/{id_}/unit",
        f"/{id_}/unit?wilayah={region}",
        f"/{id_}/draf",
    ):
        weight = (await weigh(visitor.page, f"{visitor.origin}/perjanjian{screen}")).page
        assert 0 < weight <= (FORM_BYTES if screen.endswith("draf") else PAGE_BYTES), screen
    await visitor.page.get_by_role("button", name="Simpan").click()
    await expect(visitor.page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    await expect(visitor.page.get_by_text(f"Seluruhnya {parties} pihak; 0 dari {parties}")).to_be_visible()
    await visitor.page.get_by_role("link", name="Para pihak dan tempat pelaksanaan").first.click()
    await visitor.page.locator(f"a[href='?wilayah={region}']").click()
    of_region = [each["name"] for each in facilities() if each["regional_office"] == region]
    await expect(visitor.page.get_by_role("cell", name=of_region[0], exact=True)).to_be_visible()
    await expect(visitor.page.get_by_role("row")).to_have_count(1 + min(20, len(of_region)))


async def test_the_difference_between_two_scopes_is_drawn_and_read_out(officer: Visitor, office: Office) -> None:
    ids = await extension_of(office)
    await officer.open(f"/perjanjian/{ids['extension']}")
    scope = officer.page.locator(".beda")
    await expect(scope.get_by_role("insertion")).to_contain_text("Ditambahkan: Pengelolaan sampah")
    await expect(scope.get_by_role("deletion")).to_contain_text("Tidak diteruskan: Budi daya sayuran")
    await expect(scope.get_by_role("listitem").first).to_contain_text("Diteruskan: Pemeriksaan kesehatan berkala")
    colours = [
        await each.evaluate("each => getComputedStyle(each).backgroundColor")
        for each in await scope.get_by_role("listitem").all()
    ]
    assert len(set(colours)) == 3


async def test_a_printed_agreement_has_its_facts_and_nothing_to_click(officer: Visitor, office: Office) -> None:
    await officer.open(f"/perjanjian/{await office.draft()}")
    await officer.page.emulate_media(media="print")
    await expect(officer.page.get_by_role("heading", level=1)).to_have_text(f"Nota Kesepakatan {office.suffix}")
    await expect(officer.page.get_by_text("Budi daya sayuran")).to_be_visible()
    for gone in ("navigation", "button", "search"):
        await expect(officer.page.get_by_role(gone)).to_have_count(0)
    await expect(officer.page.get_by_role("link", name="Ubah draf")).to_have_count(0)
