"""The contact of a partner reads the programs of every partner under it, wherever the partner was placed later."""

from datetime import date
from uuid import uuid4

from tests.behaviour.client import Sinergi
from tests.behaviour.programs.place import Place


async def test_a_partner_reads_the_programs_of_those_under_it(sinergi: Sinergi, place: Place, this_year: date) -> None:
    province = {"name": f"Pemerintah Provinsi {uuid4()}", "category": "local_government"}
    parent_id = (await sinergi.agreements.post("/partners", province, place.officer)).json()["id"]
    contact = f"contact-{uuid4()}"
    await sinergi.assign(contact, "partner_contact", "partner", parent_id)
    await place.sign(["environment"], starts_on=this_year)
    (program,) = await place.planned(1)

    moved = {"name": f"Yayasan Pindah {uuid4()}", "parent_id": parent_id}
    path = f"/partners/{place.office.partner_id}"
    answer = await sinergi.agreements.put(path, moved, place.office.directorate, if_match='"1"')
    assert answer.status_code == 200, answer.text

    async def shown() -> None:
        page = await sinergi.programs.get(f"/programs?fiscal_year={this_year.year}", contact)
        assert page.status_code == 200, page.text
        assert [item["id"] for item in page.json()["items"]] == [program["id"]]

    await sinergi.eventually(shown)
    (authorisation,) = (await place.show(f"/programs/{program['id']}", contact))["authorisations"]
    assert authorisation["scope_item_id"]


async def test_a_partner_reads_the_programs_of_one_that_was_merged_into_it(
    sinergi: Sinergi, place: Place, this_year: date
) -> None:
    known = {"name": f"Pemerintah Kabupaten Contoh Lama {uuid4()}", "category": "local_government"}
    stays = (await sinergi.agreements.post("/partners", known, place.officer)).json()["id"]
    contact = f"contact-{uuid4()}"
    await sinergi.assign(contact, "partner_contact", "partner", stays)
    await place.sign(["environment"], starts_on=this_year)
    (program,) = await place.planned(1)
    assert await place.programs(as_=contact) == []
    path, merger = f"/partners/{place.office.partner_id}", {"into": stays, "reason": "Terdaftar dua kali."}
    merged = await sinergi.agreements.post(f"{path}/mergers", merger, place.office.directorate, if_match='"1"')
    assert merged.status_code == 200, merged.text

    async def shown_to_both() -> None:
        for account in (contact, place.office.contact):
            assert [each["id"] for each in await place.programs(as_=account)] == [program["id"]]

    await sinergi.eventually(shown_to_both)
    await place.sign(["sport"], starts_on=this_year)
    names = {each["id"] for each in await place.planned(2)}

    async def both_programs() -> None:
        for account in (contact, place.office.contact):
            assert {each["id"] for each in await place.programs(as_=account)} == names

    await sinergi.eventually(both_programs)

    # The merger is taken back: each reads again what names its own id.
    partners = (await sinergi.agreements.get(path, place.officer)).json()["merged"]
    (version,) = [each["version"] for each in partners if each["id"] == place.office.partner_id]
    reversal = {"reason": "Dua lembaga."}
    taken_back = await sinergi.agreements.post(
        f"{path}/merger-reversals", reversal, place.office.directorate, if_match=f'"{version}"'
    )
    assert taken_back.status_code == 200, taken_back.text

    async def apart() -> None:
        shown = await place.programs(as_=place.office.contact)
        assert program["id"] in {each["id"] for each in shown}
        assert program["id"] not in {each["id"] for each in await place.programs(as_=contact)}

    await sinergi.eventually(apart)
