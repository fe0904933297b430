"""One ceremony for several keepers of a region, the planned day of its agreements, and cautions at its desks."""

from dataclasses import replace
from typing import Any

from tests.behaviour.agreements.at_ceremony import HEAD, AtCeremony, Listed, listed_of, opened, plan_of, prepared
from tests.behaviour.agreements.published import INTERNAL, announced
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office, open_office, problem
from tests.behaviour.waiting.waiting_list import kinds, the_case

Json = dict[str, Any]


async def neighbour_in_region(office: Office) -> Office:
    """Another facility of the same region with its own accounts."""
    page = await office.agreements.get(f"/facilities?region={office.facility['region']}&limit=200", OPERATOR)
    near = [each for each in page.json()["items"] if each["id"] != office.facility["id"]]
    return await open_office(office.sinergi, near[-1])


async def regional_office(office: Office) -> str:
    offices = (await office.agreements.get("/regional-offices", OPERATOR)).json()
    return str(next(each["id"] for each in offices if each["code"] == office.facility["region"]))


async def of_region(office: Office, *guests: Office) -> AtCeremony:
    """A ceremony of the regional office, with nothing on its list yet."""
    ids = [each.facility["id"] for each in guests]
    body = plan_of(office, (), keeper_id=await regional_office(office), guests=ids)
    answer = await office.agreements.post("/ceremonies", body, office.reviewer)
    assert answer.status_code == 201, answer.text
    return AtCeremony(office, answer.json()["id"], ())


async def enlist(ceremony: AtCeremony, office: Office, listed: tuple[Listed, ...], as_: str | None = None) -> Any:
    """A guest puts its agreements on the list."""
    shown = await ceremony.office.agreements.get(f"/ceremonies/{ceremony.id}", office.officer)
    path = f"/ceremonies/{ceremony.id}/units/{office.facility['id']}/agreements"
    body = {"agreements": [{"agreement_id": each.id} for each in listed]}
    return await office.agreements.put(path, body, as_ or office.officer, if_match=shown.headers["ETag"])


async def test_facilities_of_a_region_sign_at_the_ceremony_of_their_office(office: Office) -> None:
    other = await neighbour_in_region(office)
    ceremony = await of_region(office, office, other)
    assert await kinds(other.agreements, other.officer, ceremony.id) == {"ceremony_to_join"}
    assert await kinds(office.agreements, office.reviewer, ceremony.id) == {"ceremony_to_open"}
    ours, theirs = await listed_of(office, 1), await listed_of(other, 1)
    problem(await enlist(ceremony, office, theirs), 422, "agreement-of-another-keeper")
    problem(await enlist(ceremony, office, ours, other.officer), 403, "out-of-scope")
    assert (await enlist(ceremony, office, ours)).status_code == 200
    assert (await enlist(ceremony, other, theirs)).status_code == 200
    assert await kinds(other.agreements, other.officer, ceremony.id) == set()

    problem(await ceremony.attempt("openings", None, office.officer), 403, "out-of-scope")
    await ceremony.perform("openings", None, office.reviewer)
    for each in (office, other):
        body = HEAD | {"unit_id": each.facility["id"]}
        problem(await ceremony.attempt("keeper-signatures", body, office.reviewer), 403, "out-of-scope")
        (signed,) = await ceremony.perform("keeper-signatures", body, each.head)
        assert signed["result"] == "signed"
    ceremony = replace(ceremony, listed=(*ours, *theirs))
    problem(await ceremony.sign(2), 403, "out-of-scope")
    assert (await ceremony.sign(1)).json()["order_number"] == 1
    assert (await ceremony.sign(2, other.officer)).json()["order_number"] == 2
    await ceremony.perform("closings", {"papers_counted": 2}, office.reviewer)
    held = (await announced(office, ceremony.id, "ceremony.held"))["data"]
    assert {each["id"] for each in held["guests"]} == {office.facility["id"], other.facility["id"]}
    assert [each["keeper_id"] for each in held["agreements"]] == [office.facility["id"], other.facility["id"]]


async def test_the_planned_day_of_an_agreement_is_that_of_its_ceremony(office: Office) -> None:
    ceremony = await prepared(office, 2, planned_on=office.day(9))
    first, second = (each.id for each in ceremony.listed)

    async def planned() -> list[str | None]:
        return [(await office.show(each))["signing_planned_on"] for each in (first, second)]

    assert await planned() == [office.day(9)] * 2
    tag = await office.etag(first)
    path = f"/agreements/{first}/signing-plan"
    moved = await office.agreements.put(path, {"planned_on": office.day(3)}, office.officer, if_match=tag)
    problem(moved, 409, "day-of-ceremony")
    (link,) = (await office.agreements.get(f"/agreements/{first}/ceremonies", office.contact)).json()
    assert (link["id"], link["ordinal"], link["outcome"]) == (ceremony.id, 1, None)

    plan = plan_of(office, ceremony.listed[:1], planned_on=office.day(-1))
    del plan["keeper_id"]
    path = f"/ceremonies/{ceremony.id}/preparation"
    assert (await office.agreements.put(path, plan, office.officer, if_match='"1"')).is_success
    assert await planned() == [office.day(-1), None]
    assert (await the_case(office.agreements, office.officer, ceremony.id, "ceremony_to_open"))["overdue"]
    await ceremony.perform("cancellations", {"reason": "Aula belum selesai."})
    assert await planned() == [None, None]
    assert await kinds(office.agreements, office.officer, ceremony.id) == set()


async def test_cautions_of_a_row_block_no_other(office: Office, directorate: str) -> None:
    ceremony = await prepared(office, 2)
    first = ceremony.listed[0].id
    path = f"/partners/{office.partner_id}/particulars"
    tag = (await office.agreements.get(path, directorate)).headers["ETag"]
    head = {"head": {"office": "Bupati", "valid_until": office.day(-1)}}
    assert (await office.agreements.put(path, head, directorate, if_match=tag)).is_success
    await office.perform(first, "reopenings", {"reason": "Salah ketik pada Pasal 7."})
    await ceremony.perform("openings", None)
    results = await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert [each["result"] for each in results] == ["refused", "signed"]

    async def cautions() -> list[list[str]]:
        return [[each["code"] for each in row["cautions"]] for row in (await ceremony.show())["agreements"]]

    assert await cautions() == [
        ["not_for_signing", "keeper_unsigned", "number_missing", "head_term_over"],
        ["number_missing", "head_term_over"],
    ]
    problem(await ceremony.sign(1), 409, "wrong-state")
    assert (await ceremony.sign(2)).json()["document_state"] == "signed"
    assert (await ceremony.mark(1, "withdrawn")).is_success
    await ceremony.perform("closings", {"papers_counted": 1})


async def test_who_is_late_signs_at_the_next_ceremony_and_who_is_absent_may_lapse(office: Office) -> None:
    ceremony = await opened(office, 4)
    assert (await ceremony.sign(1)).is_success
    for row, mark in ((2, "late"), (3, "absent"), (4, "withdrawn"), (2, None), (2, "late")):
        assert (await ceremony.mark(row, mark)).is_success
    await ceremony.perform("closings", {"papers_counted": 1})
    late = ceremony.listed[1]
    answer = await office.agreements.post("/ceremonies", plan_of(office, (late,)), office.officer)
    again = AtCeremony(office, answer.json()["id"], (late,))
    await again.perform("openings", None)
    assert (await again.sign(1)).json()["document_state"] == "signed"
    # An agreement with an absent partner lapses on its own day, as any other does.
    absent = ceremony.listed[2].id
    await office.plan(absent, office.day(-1), sign_before=office.day(-1))
    await announced(office, absent, "agreement.lapsed", INTERNAL)
    (link,) = (await office.agreements.get(f"/agreements/{absent}/ceremonies", office.officer)).json()
    assert (link["outcome"], (await office.show(absent))["state"]) == ("absent", "lapsed")
    ceremonies = (await office.agreements.get(f"/agreements/{late.id}/ceremonies", office.officer)).json()
    assert {each["outcome"] for each in ceremonies} == {None, "late"}
