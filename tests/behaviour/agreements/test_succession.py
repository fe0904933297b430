"""An extension with other parties or of another kind, and the zone in which an agreement counts its days."""

import pytest

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import Office, open_office, problem, register_partner


async def test_another_partner_takes_over_with_an_agreement_of_another_kind(office: Office) -> None:
    """A regency's narcotics agency is dissolved; the provincial one continues the memorandum as a PKS."""
    old = await office.signed(await office.draft())
    successor = {"name": f"BNNP Contoh {office.suffix}", "category": "narcotics_agency"}
    new_partner = await register_partner(office.sinergi, successor)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": new_partner}]
    kind = {"instrument": "cooperation_agreement", "called": "Perjanjian Kerja Sama"}
    health, agriculture = [item["id"] for item in (await office.show(old))["scope_items"]]
    # The agency of the health item belongs to the old partner.
    refused = await office.extend(old, kept=[health], parties=parties)
    problem(refused, 422, "agency-of-no-party")
    extended = await office.extend(old, kept=[agriculture], parties=parties, term=office.term(0, 300), **kind)
    assert extended.status_code == 201, extended.text
    shown = await office.show(new := extended.json()["id"])
    assert (shown["instrument"], shown["called"]) == ("cooperation_agreement", "Perjanjian Kerja Sama")
    assert shown["party_changes"] == {
        "kept": [office.facility["id"]],
        "added": [new_partner],
        "removed": [office.partner_id],
    }
    assert [len(ids) for ids in shown["scope_changes"].values()] == [1, 0, 1]
    await office.signed(new)

    async def superseded() -> bool:
        return str((await office.show(old))["state"]) == "superseded"

    await office.sinergi.eventually(superseded)
    assert (await office.show(new))["state"] == "active"


async def test_an_agreement_under_an_umbrella_names_it(office: Office) -> None:
    umbrella = await office.signed(await office.draft())
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": office.agency_id}]
    id_ = await office.draft(instrument="work_plan", umbrella_id=umbrella, parties=parties, called="Rencana Kerja")
    shown = await office.show(id_)
    assert (shown["umbrella_id"], shown["called"]) == (umbrella, "Rencana Kerja")
    refused = await office.change(id_, umbrella_id=id_)
    problem(refused, 422, "umbrella-of-itself")


@pytest.mark.parametrize(("region", "zone"), [("SULSEL", "Asia/Makassar"), ("PAPUA", "Asia/Jayapura")])
async def test_an_agreement_of_a_facility_counts_its_days_there(sinergi: Sinergi, region: str, zone: str) -> None:
    page = await sinergi.agreements.get(f"/facilities?region={region}&limit=1", OPERATOR)
    office = await open_office(sinergi, page.json()["items"][0])
    id_ = await office.draft(term=office.term(0, 300))
    shown = await office.show(id_)
    assert (shown["zone"], shown["term"]["starts_on"]) == (zone, sinergi.today(zone).isoformat())
