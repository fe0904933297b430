"""Document numbers: from the draft on, in a block, replaced with a reason, and compared by letters and digits."""

import pytest

from tests.behaviour.office import Body, Office, number, problem


async def parties(office: Office, agreement_id: str) -> list[Body]:
    return list((await office.show(agreement_id))["parties"])


async def test_the_secretariat_numbers_the_text_before_it_is_signed(office: Office) -> None:
    id_ = await office.draft()
    own, partner = await parties(office, id_)
    body = {"party_id": own["id"], "number": f"W.13-{office.suffix}", "dated_on": "2025-12-30"}
    await office.perform(id_, "document-numbers", body)
    setda = {"party_id": partner["id"], "number": "415.4/12", "issuer_id": office.partner_id, "year": 2026}
    await office.perform(id_, "document-numbers", setda)
    numbers = (await office.show(id_))["numbers"]
    assert [(each["number"], each["year"], each["dated_on"]) for each in numbers] == [
        (f"W.13-{office.suffix}", 2025, "2025-12-30"),
        ("415.4/12", 2026, None),
    ]
    problem(await office.attempt(id_, "document-numbers", number(own)), 409, "number-known")
    await office.review(id_)
    await office.sign_all(id_)
    assert (await office.show(id_))["missing_fields"] == []


async def test_an_agency_is_numbered_by_the_secretariat_above_it(office: Office) -> None:
    facility, _ = office.draft_body()["parties"]
    id_ = await office.draft(parties=[facility, {"unit_id": office.agency_id}], scope_items=[])
    _, agency = await parties(office, id_)
    body = number(agency) | {"issuer_id": office.partner_id}
    await office.perform(id_, "document-numbers", body)
    [found] = (await office.show(id_))["numbers"]
    assert found["issuer"]["id"] == office.partner_id
    foreign = number(agency) | {"issuer_id": office.facility["id"]}
    path = f"document-numbers/{found['id']}/replacements"
    problem(await office.attempt(id_, path, foreign | {"reason": "Salah."}), 422, "issuer-unfit")


async def test_a_wrong_number_is_replaced_with_a_reason_and_free_again(office: Office) -> None:
    id_, other = await office.draft(), await office.draft()
    own, _ = await parties(office, id_)
    await office.perform(id_, "document-numbers", {"party_id": own["id"], "number": f"W-{office.suffix}-1"})
    [wrong] = (await office.show(id_))["numbers"]
    body = {"party_id": own["id"], "number": f"W-{office.suffix}-2", "reason": "Salah ketik."}
    await office.perform(id_, f"document-numbers/{wrong['id']}/replacements", body)
    assert [each["number"] for each in (await office.show(id_))["numbers"]] == [f"W-{office.suffix}-2"]
    gone = await office.attempt(id_, f"document-numbers/{wrong['id']}/replacements", body)
    problem(gone, 422, "number-unknown")
    free, _ = await parties(office, other)
    await office.perform(other, "document-numbers", {"party_id": free["id"], "number": f"W-{office.suffix}-1"})


@pytest.mark.parametrize("written", ["w.13-pas-{0}", "W13PAS{0}", "W\u200b.13\u2011PAS {0}\ufeff", " W13 pas.{0}"])
async def test_a_double_of_our_own_is_refused_however_it_is_written(office: Office, written: str) -> None:
    id_, other = await office.draft(), await office.draft()
    (own, _), (again, _) = await parties(office, id_), await parties(office, other)
    await office.perform(id_, "document-numbers", {"party_id": own["id"], "number": f"W.13-PAS-{office.suffix}"})
    double = {"party_id": again["id"], "number": written.format(office.suffix)}
    problem(await office.attempt(other, "document-numbers", double), 409, "number-taken")
    await office.perform(other, "document-numbers", double | {"year": 2020})


async def test_a_double_of_a_partner_is_recorded_with_a_caution(office: Office) -> None:
    id_, other = await office.draft(), await office.draft()
    (_, first), (_, second) = await parties(office, id_), await parties(office, other)
    await office.perform(id_, "document-numbers", {"party_id": first["id"], "number": "415.4/1"})
    double = await office.perform(other, "document-numbers", {"party_id": second["id"], "number": "415.4 / 1"})
    assert [caution["code"] for caution in double["cautions"]] == ["number_double"]


@pytest.mark.parametrize("nothing", ["\u200b", "---", " . "])
async def test_a_number_without_letters_or_digits_is_refused(any_office: Office, nothing: str) -> None:
    id_ = await any_office.draft()
    own, _ = await parties(any_office, id_)
    body = {"party_id": own["id"], "number": nothing}
    problem(await any_office.attempt(id_, "document-numbers", body), 422, "invalid-request")


async def test_numbers_are_reserved_in_a_block_all_or_none(office: Office) -> None:
    """Before a ceremony the secretariat reserves the numbers of all documents together."""
    ids = [await office.draft() for _ in range(3)]
    own = [(await parties(office, id_))[0]["id"] for id_ in ids]
    block = [
        {"agreement_id": id_, "party_id": party, "number": f"W-{office.suffix}-{n}"}
        for n, (id_, party) in enumerate(zip(ids, own, strict=True))
    ]
    clash = [*block[:2], block[2] | {"number": block[0]["number"]}]
    refused = await office.agreements.post("/document-numbers", {"numbers": clash}, office.officer)
    problem(refused, 409, "number-taken")
    assert [(await office.show(id_))["numbers"] for id_ in ids] == [[], [], []]
    reserved = await office.agreements.post("/document-numbers", {"numbers": block}, office.officer)
    assert reserved.status_code == 200, reserved.text
    assert [(await office.show(id_))["numbers"][0]["number"] for id_ in ids] == [each["number"] for each in block]


async def test_an_agreement_is_found_by_the_number_that_people_say_on_the_telephone(office: Office) -> None:
    id_ = await office.draft()
    number_ = (await office.show(id_))["registration_number"]
    assert number_.split("-")[1] == office.facility["region"]
    for written in (number_, number_.lower()):
        page = await office.agreements.get(f"/agreements?registration_number={written}", office.officer)
        assert [item["id"] for item in page.json()["items"]] == [id_]
    assert (await office.agreements.get("/agreements?registration_number=99-X-1", office.officer)).json()["items"] == []
