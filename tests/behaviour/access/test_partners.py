"""Partners of one program: each is shown its own part, and neither is shown the participants."""

from datetime import date
from uuid import uuid4

import pytest

from shared.values.capabilities import Capability
from tests.behaviour.access.sample import FIELDS, PILLAR, Json, Sample
from tests.behaviour.client import OPERATOR, Sinergi

DIRECT = "/programs/{program}", "/programs/{program}/sessions", "/cohorts/{cohort}", "/sessions/{session}"


async def second_partner(sample: Sample, begins: str) -> tuple[str, str]:
    """A partner whose agreement is also a basis of the same program: its contact, and the agreement."""
    sinergi, office = sample.sinergi, sample.office
    name = f"Yayasan Contoh {uuid4()}"
    partner = await sinergi.agreements.post("/partners", {"name": name, "category": "foundation_ngo"}, OPERATOR)
    contact = f"contact-{uuid4()}"
    await sinergi.assign(contact, "partner_contact", "partner", partner.json()["id"])
    agreement_id = await office.draft(
        parties=[{"unit_id": sample.units["facility"]}, {"unit_id": partner.json()["id"]}],
        scope_items=[{"field": field, "description": "Pembinaan", "pillar": PILLAR} for field in FIELDS],
        term={"kind": "fixed", "starts_on": begins, "ends_on": office.day(900)},
    )
    await office.review(agreement_id, {partner.json()["id"]: contact})
    await office.sign(agreement_id)

    path = f"/programs?agreement={agreement_id}&fiscal_year={sinergi.today().year}"

    async def planned() -> list[Json]:
        items: list[Json] = (await sinergi.programs.get(path, contact)).json()["items"]
        assert len(items) == len(FIELDS), items
        return items

    carried = await shown(sample, "/programs/{program}", office.officer)
    programs = await sinergi.eventually(planned)
    (same,) = [each["id"] for each in programs if each["template"] == carried["template"]]
    body = {"into": carried["id"]}
    joined = await sinergi.programs.post(f"/programs/{same}/joinings", body, office.officer, if_match='"1"')
    assert joined.status_code == 200, joined.text
    return contact, agreement_id


async def shown(sample: Sample, path: str, account: str) -> Json:
    answer = await sample.sinergi.programs.get(path.format(**sample.ids), account)
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


@pytest.fixture(scope="module")
async def session_id(sample: Sample) -> str:
    """A session with an instructor of the first partner."""
    instructor = {"id": sample.units["partner"], "name": "Pemerintah Kabupaten Contoh"}
    body = sample.session_body() | {"instructors": [instructor]}
    held = await sample.sinergi.programs.post(f"/cohorts/{sample.ids['cohort']}/sessions", body, sample.office.officer)
    assert held.status_code == 201, held.text
    return str(held.json()["id"])


@pytest.fixture(scope="module")
async def other(sample: Sample, session_id: str) -> tuple[str, str]:
    """The contact and the agreement of the second partner, in force on the day of the session."""
    return await second_partner(sample, sample.term["starts_on"])


@pytest.mark.parametrize("path", DIRECT)
async def test_no_partner_is_shown_the_participants(sample: Sample, other: tuple[str, str], path: str) -> None:
    for contact in (sample.of(Capability.PARTNER_CONTACT, "partner"), other[0]):
        answer = await sample.sinergi.programs.get(path.format(**sample.ids), contact)
        assert answer.status_code == 200, answer.text
        assert "P-" not in answer.text
        assert "TPP" not in answer.text


async def test_each_partner_is_shown_its_own_authorisations(sample: Sample, other: tuple[str, str]) -> None:
    whole = await shown(sample, "/programs/{program}", sample.office.officer)
    assert {sample.ids["agreement"], other[1]} <= {each["agreement_id"] for each in whole["authorisations"]}
    own = await shown(sample, "/programs/{program}", other[0])
    assert {each["agreement_id"] for each in own["authorisations"]} == {other[1]}
    first = await shown(sample, "/programs/{program}", sample.of(Capability.PARTNER_CONTACT, "partner"))
    assert other[1] not in {each["agreement_id"] for each in first["authorisations"]}


async def test_a_partner_cannot_find_programs_by_the_agreement_of_another(
    sample: Sample, other: tuple[str, str]
) -> None:
    page = await shown(sample, f"/programs?agreement={sample.ids['agreement']}", other[0])
    assert page["items"] == []


async def test_an_agency_is_shown_its_own_programs_only(sample: Sample) -> None:
    contact = f"contact-{uuid4()}"
    await sample.sinergi.assign(contact, "partner_contact", "partner", sample.office.agency_id)
    items: list[Json] = [{"field": field, "description": "Pembinaan", "pillar": PILLAR} for field in FIELDS]
    items[0] |= {"agencies": [sample.office.agency_id]}
    agreement_id = await sample.signed("facility", scope_items=items)

    path = f"/programs?agreement={agreement_id}&fiscal_year={sample.sinergi.today().year}"

    async def attached() -> None:
        assert len((await shown(sample, path, sample.office.officer))["items"]) == len(FIELDS)

    await sample.sinergi.eventually(attached)
    (program,) = (await shown(sample, path, contact))["items"]
    (authorisation,) = (await shown(sample, f"/programs/{program['id']}", contact))["authorisations"]
    assert [agency["id"] for agency in authorisation["agencies"]] == [sample.office.agency_id]


async def test_an_instructor_is_named_to_the_facility_and_to_its_own_organisation(
    sample: Sample, session_id: str, other: tuple[str, str]
) -> None:
    first = sample.of(Capability.PARTNER_CONTACT, "partner")
    path = f"/sessions/{session_id}"
    assert (await shown(sample, path, sample.office.officer))["instructors"][0]["id"] == sample.units["partner"]
    assert (await shown(sample, path, first))["instructors"][0]["id"] == sample.units["partner"]
    assert (await shown(sample, path, other[0]))["instructors"] == []


async def test_earlier_cohorts_and_sessions_do_not_count_for_a_partner_whose_agreement_begins_later(
    sample: Sample, sinergi: Sinergi, session_id: str
) -> None:
    contact, _ = await second_partner(sample, date(sinergi.today().year, 12, 31).isoformat())
    program = await shown(sample, "/programs/{program}", contact)
    assert (program["tally"]["sessions"], program["tally"]["active"]) == (0, 0)
    assert program["cohorts"] == []
    assert (await shown(sample, "/programs/{program}/sessions", contact))["items"] == []
    for path in (f"/sessions/{session_id}", f"/cohorts/{sample.ids['cohort']}"):
        answer = await sinergi.programs.get(path, contact)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/out-of-scope")
