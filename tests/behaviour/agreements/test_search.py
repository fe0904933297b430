"""Finding agreements: words in any form, numbers in any spelling, partners and fields with those under them, terms."""

from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest

from tests.behaviour.agreements.test_lists import listed
from tests.behaviour.agreements.test_mergers import merged, reverse
from tests.behaviour.agreements.test_partner_tree import change, registered
from tests.behaviour.client import Sinergi
from tests.behaviour.office import AGRICULTURE, HEALTH, Office, number, register_partner


async def found(office: Office, as_: str | None = None, **wanted: Any) -> list[str]:
    """The ids of the agreements of this office that fit."""
    return await listed(office, urlencode({"partner": office.partner_id} | wanted), as_)


async def test_words_are_found_in_any_form(office: Office) -> None:
    title = "Kerja Sama Pelatihan Menjahit dan Baca Al-Qur’an di Café Binaan"
    id_ = await office.draft(title=title)
    for words in (
        *("latih", "melatih jahit", "PELATIHAN", "jahitan", "alquran", "al-qur'an", "cafe", "membina", "pembinaan"),
        *("kerjasama", "kerja sama", "bekerja sama", "bekerjasama", "pelatihn", "menjahi", "dan baca di binaan"),
        *("pemeriksaan", "periksa kesehatan", f"latih {office.suffix}"),
    ):
        assert await found(office, search=words) == [id_], words
    for words in ("memasak", "latih memasak", "?!", "dan"):
        assert await found(office, search=words) == [], words


async def test_a_number_of_either_side_is_found_in_any_spelling(office: Office) -> None:
    id_ = await office.review(await office.draft())
    ours, theirs = (await office.show(id_))["parties"]
    end = uuid4().hex[:8]
    for party, text in ((ours, f"W.13-PAS/{end}.HM 05"), (theirs, f"440/12/{end}")):
        body = number(party) | {"number": text}
        await office.perform(id_, "document-numbers", body, office.signer(party, "facility"))
    registered = (await office.show(id_))["registration_number"]
    for text in (f"w13 pas {end} hm05", f"440-12-{end}".upper(), registered, registered.replace("-", "").lower()):
        assert await found(office, search=text) == [id_], text
    assert await found(office, search=f"44012{end}") == []
    assert await found(office, registration_number=registered.lower()) == [id_]


async def test_a_part_of_a_number_is_found_in_any_spelling(office: Office) -> None:
    id_ = await office.review(await office.draft())
    ours, theirs = (await office.show(id_))["parties"]
    for party, text in ((ours, "W8.PK.01.05.02-1234"), (theirs, "440/PAS-12/B/2031")):
        body = number(party) | {"number": text}
        await office.perform(id_, "document-numbers", body, office.signer(party, "facility"))
    parts = "W8.PK.01", "w8 pk", "PK.01.05", "pk01-05", "05.02-1234", "1234", "PAS-12", "pas12/b", "440/PAS", "B-2031"
    for text in parts:
        assert await found(office, search=text) == [id_], text
        assert await found(office, office.contact, search=text) == [id_], text
    # Runs of letters or digits are compared whole, and in their order.
    for text in ("W8.PK.02", "PAS-1", "123", "0105", "01.PK", "440/12"):
        assert await found(office, search=text) == [], text


async def test_a_partner_stands_for_everything_under_it(office: Office, sinergi: Sinergi, directorate: str) -> None:
    below = {"name": f"Puskesmas Contoh {uuid4()}", "category": "health_provider", "parent_id": office.agency_id}
    below_id = await register_partner(sinergi, below)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": below_id}]
    id_ = await office.draft(parties=parties, scope_items=[HEALTH])
    for partner in (office.partner_id, office.agency_id, below_id):
        assert await listed(office, f"partner={partner}") == [id_]
    assert await found(office, search="puskesmas") == [id_]
    renamed = {"name": f"Klinik Contoh {uuid4()}", "parent_id": None, "distinct_reason": "Contoh."}
    tag = (await office.agreements.get(f"/partners/{below_id}", directorate)).headers["ETag"]
    answer = await office.agreements.put(f"/partners/{below_id}", renamed, directorate, if_match=tag)
    assert answer.is_success, answer.text
    assert await listed(office, f"partner={office.partner_id}") == []
    assert await listed(office, f"partner={below_id}&search=klinik") == [id_]
    assert await listed(office, f"partner={below_id}&search=puskesmas") == [id_], "by its earlier name"


@pytest.mark.usefixtures("directorate")
async def test_a_partner_is_found_by_every_name_that_it_had(office: Office) -> None:
    ours = {"unit_id": office.facility["id"]}
    first, second = [await registered(office, name) for name in ("Yayasan Melati", "Pemkab Anggrek")]
    of_first, of_second = [
        await office.draft(parties=[ours, {"unit_id": each}], scope_items=[HEALTH]) for each in (first, second)
    ]
    renamed = await change(office, first, "", {"name": f"Yayasan Kenanga {office.suffix}"})
    assert renamed.is_success, renamed.text
    for name in ("melati", "kenanga"):
        assert await listed(office, urlencode({"search": f"{name} {office.suffix}"})) == [of_first], name
    await merged(office, first, second)
    for name in ("melati", "kenanga", "anggrek", "pemkab", "pemerintah kabupaten anggrek"):
        found_by_name = await listed(office, urlencode({"search": f"{name} {office.suffix}"}))
        assert found_by_name == [of_second, of_first], name
        assert await listed(office, urlencode({"search": name, "partner": first})) == [of_second, of_first]
    path = f"/partners?{urlencode({'name': f'Melati {office.suffix}'})}"
    partners = (await office.agreements.get(path, office.officer)).json()["items"]
    assert [each["id"] for each in partners] == [second]
    assert (await reverse(office, first)).is_success
    assert await listed(office, urlencode({"search": f"melati {office.suffix}"})) == [of_first]
    assert await listed(office, urlencode({"search": f"anggrek {office.suffix}"})) == [of_second]


async def test_a_field_stands_for_those_under_it(office: Office) -> None:
    package = {"field": "package_b", "description": "Paket B", "pillar": "personality"}
    id_ = await office.draft(scope_items=[package])
    for field in ("education", "equivalency_education", "package_b"):
        assert await found(office, field=field) == [id_]
    for field in ("package_a", "health", "unheard_of"):
        assert await found(office, field=field) == []


async def test_the_contact_of_an_agency_does_not_search_the_items_of_others(office: Office, sinergi: Sinergi) -> None:
    account = f"agency-{office.suffix}"
    await sinergi.assign(account, "partner_contact", "partner", office.agency_id)
    items = [{**HEALTH, "agencies": [office.agency_id]}, {**AGRICULTURE, "agencies": [office.partner_id]}]
    id_ = await office.draft(scope_items=items)
    assert await found(office, search="sayuran") == [id_]
    assert await found(office, account, search="sayuran") == []
    assert await found(office, account, search=f"nota kesepakatan {office.suffix}") == [id_]
    assert await found(office, account, field="health") == [id_]
    assert await found(office, account, field="agriculture") == []
    assert await found(office, office.contact, field="agriculture") == [id_]


async def test_terms_are_found_by_their_days(office: Office) -> None:
    ended = await office.signed(await office.draft(term=office.term(-700, -200)))
    running = await office.signed(await office.draft(term=office.term(-200, 40)))
    opened = await office.signed(await office.draft(term={"kind": "open", "starts_on": office.day(-20)}))
    assert await found(office, ends_from=office.day(0), ends_until=office.day(60)) == [running]
    assert await found(office, ends_until=office.day(40)) == [running, ended]
    assert await found(office, ends_from=office.day(-200), ends_until=office.day(39)) == [ended]
    assert await found(office, running_on=office.day(0)) == [opened, running]
    # In force from the last signature on, whatever the first day of the term.
    assert await found(office, running_on=office.day(-2)) == []
    assert await found(office, running_on=office.day(400)) == [opened]


async def test_an_agreement_without_activity_for_long_is_dormant(office: Office) -> None:
    past = {"source": "paper", "confidence": "confirmed", "signed_on": office.day(-300)}
    body = office.draft_body(term=office.term(-300, 300), scope_items=[HEALTH]) | past
    old = await office.agreements.post("/agreements/registrations", body, office.head)
    assert old.status_code == 201, old.text
    await office.signed(await office.draft())
    assert await found(office, dormant="true") == [old.json()["id"]]


async def test_pages_of_a_search_follow_each_other_without_a_gap(office: Office) -> None:
    drafts = [await office.draft() for _ in range(5)]
    pages, cursor = [], ""
    while cursor is not None:
        path = f"/agreements?search={office.suffix}&limit=2{cursor and f'&cursor={quote(cursor)}'}"
        answer = (await office.agreements.get(path, office.officer)).json()
        pages.append([item["id"] for item in answer["items"]])
        cursor = answer["next"]
    assert pages == [drafts[:2:-1], drafts[2:0:-1], drafts[:1]]


async def test_a_changed_draft_is_found_by_its_new_words_only(office: Office) -> None:
    id_ = await office.draft(title="Budi daya jamur tiram")
    assert await found(office, search="jamur") == [id_]
    assert (await office.change(id_, title="Ternak kambing perah")).is_success
    assert await found(office, search="kambing") == [id_]
    assert await found(office, search="jamur") == []
