"""The Director General signs with a company for three facilities: these carry it out, and no other hears of it."""

from typing import Any

from tests.behaviour.across.inboxes import matters_at, rules_in
from tests.behaviour.across.settled import all_settled
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office, open_office, register_partner

TITLE = "Kerja Sama Pelatihan Kerja Nasional"


async def test_a_national_agreement_plans_programs_at_its_facilities_and_notifies_those_concerned(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    here = [office, *[await open_office(sinergi, next(sinergi.facilities)) for _ in range(2)]]
    elsewhere = await open_office(sinergi, next(sinergi.facilities))
    title, contact = f"{TITLE} {office.suffix}", f"company-{office.suffix}"
    company = await register_partner(sinergi, {"name": f"PT Contoh {office.suffix}", "category": "private_company"})
    await sinergi.assign(contact, "partner_contact", "partner", company)
    (center,) = await units(sinergi, directorate)
    signed_before = await matters_at(sinergi, directorate, "agreement_signed")
    id_ = await office.draft(
        level="national",
        instrument="cooperation_agreement",
        title=title,
        parties=[{"unit_id": center["id"]}, {"unit_id": company}],
        runs_at=[each.facility["id"] for each in here],
        term=office.term(-10, 400),
        scope_items=[{"field": "work_training", "description": "Pelatihan kerja", "pillar": "independence"}],
    )
    await office.review(id_, {company: contact})
    await office.sign(id_)
    await all_settled(sinergi)

    this_year = f"/programs?limit=200&agreement={id_}&fiscal_year={sinergi.today().year}"
    page = await sinergi.programs.get(this_year, directorate)
    assert {each["facility"]["id"] for each in page.json()["items"]} == {each.facility["id"] for each in here}
    assert len(page.json()["items"]) == len(here)
    for account in (contact, *(each.officer for each in here)):
        assert "agreement_signed" in await rules_in(sinergi, account, title)
    assert await matters_at(sinergi, directorate, "agreement_signed") == signed_before + 1
    for account in (elsewhere.officer, elsewhere.head, elsewhere.contact, office.contact):
        assert await rules_in(sinergi, account, title) == set()
    assert (await sinergi.agreements.get(f"/agreements/{id_}", elsewhere.officer)).status_code == 403
    assert (await sinergi.agreements.get(f"/agreements/{id_}", here[1].officer)).status_code == 200


async def units(sinergi: Sinergi, account: str) -> list[dict[str, Any]]:
    answer = await sinergi.agreements.get("/units?kind=directorate_general", account)
    return list(answer.json()["items"])
