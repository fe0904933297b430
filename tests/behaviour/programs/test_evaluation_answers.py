"""A facility answers an evaluation by itself, and answers again when its record is corrected."""

from tests.behaviour.programs.place import Json, Place


async def answers(place: Place, evaluation: str, count: int) -> list[Json]:
    """The data of its answers, in their order."""

    async def all_said() -> list[Json]:
        found = await place.sinergi.topics.of_key("programs.internal.v1", evaluation)
        assert len(found) == count, found
        return [each["data"] for each in found]

    return await place.sinergi.eventually(all_said)


async def opened_evaluation(place: Place, *agreements: str) -> str:
    body = {
        "title": "Evaluasi tahunan",
        "agreements": list(agreements),
        "period_from": place.office.day(-30),
        "period_until": place.office.day(0),
        "due_on": place.office.day(14),
    }
    opened = await place.office.agreements.post("/evaluations", body, place.office.officer)
    assert opened.status_code == 201, opened.text
    return str(opened.json()["id"])


def present(place: Place, *refs: str) -> list[Json]:
    return [{"participant_ref": ref, "mark": "active"} for ref in refs]


async def test_a_facility_answers_and_a_correction_brings_another_answer(place: Place) -> None:
    program = await place.opened(capacity=6)
    agreement = (await place.show(program))["authorisations"][0]["agreement_id"]
    cohort = await place.started(program, *place.refs)
    item = (await place.show(program))["authorisations"][0]["scope_item_id"]

    def session(*marks: Json, **changed: object) -> Json:
        return place.session(*marks, delivered_for=[item], **changed)

    first = await place.post(f"{cohort}/sessions", session(*present(place, *place.refs)))
    assert first.status_code == 201, first.text
    absent = [{"participant_ref": ref, "mark": "absent", "reason": "ill"} for ref in place.refs[2:]]
    second = session(*present(place, *place.refs[:2]), *absent, topic="Lain")
    assert (await place.post(f"{cohort}/sessions", second)).status_code == 201
    # An activity of the facility's own fulfils nothing that was agreed.
    own = place.session(*present(place, *place.refs), topic="Sendiri", delivered_for=[])
    assert (await place.post(f"{cohort}/sessions", own)).status_code == 201

    evaluation = await opened_evaluation(place, agreement)
    (answer,) = await answers(place, evaluation, 1)
    assert answer["agreements"] == [{"agreement_id": agreement, "sessions": 2, "participants": 6, "outputs": 0}]
    assert (answer["facility_id"], answer["sessions"], answer["participants"]) == (place.facility["id"], 2, 6)
    assert (answer["version"], answer["outputs"]) == (1, 0)

    retraction = {"reason": "Tercatat dua kali."}
    path = f"/sessions/{first.json()['id']}/retractions"
    assert (await place.post(path, retraction, if_match='"1"')).is_success
    before, after = await answers(place, evaluation, 2)
    assert (after["version"], after["sessions"]) == (2, 1)
    # Two persons are left, and who knows the facility would know them.
    assert (after["participants"], after["agreements"][0]["participants"]) == (None, None)
    assert after["counted_up_to"] > before["counted_up_to"]


async def test_a_facility_that_delivered_nothing_answers_with_zero(place: Place) -> None:
    agreement = await place.office.signed(await place.office.draft(), signed_on=place.office.day(-1))
    evaluation = await opened_evaluation(place, agreement)
    (answer,) = await answers(place, evaluation, 1)
    assert (answer["sessions"], answer["participants"]) == (0, 0)
    assert answer["agreements"] == [{"agreement_id": agreement, "sessions": 0, "participants": 0, "outputs": 0}]


async def test_outputs_and_performances_of_the_period_are_counted_and_follow_corrections(place: Place) -> None:
    program = await place.opened()
    (authorisation,) = (await place.show(program))["authorisations"]
    agreement, item = authorisation["agreement_id"], authorisation["scope_item_id"]
    cakes = {"made": place.office.day(0), "product": "cake", "quantity": 240, "unit": "piece", "disposal": "used"}
    made = await place.post(f"{program}/outputs", cakes | {"delivered_for": [item]})
    assert made.status_code == 201, made.text
    given = {"held_on": place.office.day(0), "occasion": "Pertemuan", "venue": "Aula", "delivered_for": [item]}
    performers = [{"participants": "convict", "number": 3}]
    evening = await place.post(f"{program}/performances", given | {"performers": performers})
    assert evening.status_code == 201, evening.text
    # The facility's own product fulfils nothing that was agreed.
    assert (await place.post(f"{program}/outputs", cakes | {"product": "bag"})).status_code == 201

    evaluation = await opened_evaluation(place, agreement)
    (answer,) = await answers(place, evaluation, 1)
    # By hand: the cakes and the performance, whose three performers are not counted as participants.
    assert (answer["outputs"], answer["sessions"], answer["participants"]) == (2, 0, 0)
    assert answer["agreements"] == [{"agreement_id": agreement, "sessions": 0, "participants": 0, "outputs": 2}]

    path = f"/outputs/{made.json()['id']}/retractions"
    assert (await place.post(path, {"reason": "Tercatat dua kali."}, if_match='"1"')).is_success
    _, after = await answers(place, evaluation, 2)
    assert (after["version"], after["outputs"]) == (2, 1)
