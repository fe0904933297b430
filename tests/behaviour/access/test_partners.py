"""Partners see what concerns them, of a program that two of them carry, and never who takes part in it."""

from datetime import date
from uuid import uuid4

import pytest

from shared.values.capabilities import Capability
from tests.behaviour.access.stage import FIELDS, PILLAR, Json, Stage
from tests.behaviour.conftest import OPERATOR, Sinergi

DIRECT = "/programs/{program}", "/programs/{program}/sessions", "/cohorts/{cohort}", "/sessions/{session}"


async def second_partner(stage: Stage, begins: str) -> tuple[str, str]:
    """A partner whose agreement carries the same programs from a day on: its contact, and that agreement."""
    sinergi, desk = stage.sinergi, stage.desk
    name = f"Yayasan Contoh {uuid4()}"
    partner = await sinergi.agreements.post("/partners", {"name": name, "category": "foundation_ngo"}, OPERATOR)
    contact = f"contact-{uuid4()}"
    await sinergi.appoint(contact, "partner_contact", "partner", partner.json()["id"])
    agreement_id = await desk.drafted(
        parties=[{"facility_id": stage.units["facility"]}, {"partner_id": partner.json()["id"]}],
        scope_items=[{"field": field, "description": "Pembinaan", "pillar": PILLAR} for field in FIELDS],
        term={"effective_from": begins, "effective_until": desk.day(900)},
    )
    await desk.in_review(agreement_id)
    await desk.did(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, desk.reviewer)
    await desk.did(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, contact)
    for party in (await desk.show(agreement_id))["parties"]:
        await desk.did(agreement_id, "signatures", desk.signature(party))

    async def attached() -> None:
        programs = await sinergi.programs.get(f"/programs?agreement={agreement_id}", contact)
        assert len(programs.json()["items"]) == len(FIELDS), programs.text

    await sinergi.eventually(attached)
    return contact, agreement_id


async def shown(stage: Stage, path: str, account: str) -> Json:
    answer = await stage.sinergi.programs.get(path.format(**stage.ids), account)
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


@pytest.fixture(scope="module")
async def taught(stage: Stage) -> str:
    """A session whose instructor the first partner sent."""
    instructor = {"id": stage.units["partner"], "name": "Pemerintah Kabupaten Contoh"}
    body = stage.session_body() | {"instructor": instructor}
    held = await stage.sinergi.programs.post(f"/cohorts/{stage.ids['cohort']}/sessions", body, stage.desk.officer)
    assert held.status_code == 201, held.text
    return str(held.json()["id"])


@pytest.fixture(scope="module")
async def other(stage: Stage, taught: str) -> tuple[str, str]:
    """The second partner's contact and agreement, in force when the sessions were held."""
    return await second_partner(stage, stage.term["effective_from"])


@pytest.mark.parametrize("path", DIRECT)
async def test_no_partner_is_shown_who_takes_part(stage: Stage, other: tuple[str, str], path: str) -> None:
    for contact in (stage.of(Capability.PARTNER_CONTACT, "+"), other[0]):
        answer = await stage.sinergi.programs.get(path.format(**stage.ids), contact)
        assert answer.status_code == 200, answer.text
        assert "P-" not in answer.text
        assert "TPP" not in answer.text


async def test_of_what_carries_a_program_each_partner_sees_its_own(stage: Stage, other: tuple[str, str]) -> None:
    whole = await shown(stage, "/programs/{program}", stage.desk.officer)
    assert {stage.ids["agreement"], other[1]} <= {each["agreement_id"] for each in whole["authorisations"]}
    own = await shown(stage, "/programs/{program}", other[0])
    assert {each["agreement_id"] for each in own["authorisations"]} == {other[1]}
    first = await shown(stage, "/programs/{program}", stage.of(Capability.PARTNER_CONTACT, "+"))
    assert other[1] not in {each["agreement_id"] for each in first["authorisations"]}


async def test_no_partner_finds_programs_by_the_others_agreement(stage: Stage, other: tuple[str, str]) -> None:
    found = await shown(stage, f"/programs?agreement={stage.ids['agreement']}", other[0])
    assert found["items"] == []


async def test_an_agency_sees_the_programs_for_which_it_answers_and_no_others(stage: Stage) -> None:
    contact = f"contact-{uuid4()}"
    await stage.sinergi.appoint(contact, "partner_contact", "partner", stage.desk.agency_id)
    items = [{"field": field, "description": "Pembinaan", "pillar": PILLAR} for field in FIELDS]
    items[0] |= {"agency_id": stage.desk.agency_id}
    agreement_id = await stage.signed("facility", scope_items=items)

    path = f"/programs?agreement={agreement_id}"

    async def attached() -> None:
        assert len((await shown(stage, path, stage.desk.officer))["items"]) == len(FIELDS)

    await stage.sinergi.eventually(attached)
    (program,) = (await shown(stage, path, contact))["items"]
    (carried,) = (await shown(stage, f"/programs/{program['id']}", contact))["authorisations"]
    assert carried["agency"]["id"] == stage.desk.agency_id


async def test_an_instructor_is_named_to_those_who_sent_him(stage: Stage, taught: str, other: tuple[str, str]) -> None:
    first = stage.of(Capability.PARTNER_CONTACT, "+")
    path = f"/sessions/{taught}"
    assert (await shown(stage, path, stage.desk.officer))["instructor"]["id"] == stage.units["partner"]
    assert (await shown(stage, path, first))["instructor"]["id"] == stage.units["partner"]
    assert (await shown(stage, path, other[0]))["instructor"] is None


async def test_cohorts_and_sessions_count_for_a_partner_from_the_day_on_which_its_agreement_began(
    stage: Stage, sinergi: Sinergi, taught: str
) -> None:
    contact, _ = await second_partner(stage, date(sinergi.today().year, 12, 31).isoformat())
    program = await shown(stage, "/programs/{program}", contact)
    assert (program["tally"]["sessions"], program["tally"]["active"]) == (0, 0)
    assert program["cohorts"] == []
    assert (await shown(stage, "/programs/{program}/sessions", contact))["items"] == []
    for path in (f"/sessions/{taught}", f"/cohorts/{stage.ids['cohort']}"):
        answer = await sinergi.programs.get(path, contact)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/out-of-scope")
