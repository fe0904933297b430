"""One evaluation of many agreements: it waits, takes findings, and closes the yearly case of each."""

from datetime import timedelta

from shared.contracts.program_details import EvaluationCounted
from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import INTERNAL, events_of, name
from tests.behaviour.office import Body, Office, problem
from tests.behaviour.saying import say


def opening(office: Office, agreements: list[str], **changes: object) -> Body:
    period = {"period_from": office.day(-400), "period_until": office.day(-1), "due_on": office.day(30)}
    return {"title": "Evaluasi tahunan", "agreements": agreements} | period | changes


async def step(office: Office, evaluation: str, name_: str, body: Body) -> Body:
    path = f"/evaluations/{evaluation}"
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    if name_ == "findings":
        answer = await office.agreements.put(f"{path}/{name_}", body, office.officer, if_match=tag)
    else:
        answer = await office.agreements.post(f"{path}/{name_}", body, office.officer, if_match=tag)
    assert answer.is_success, answer.text
    return dict(answer.json())


async def waiting(office: Office, kind: str) -> set[str]:
    items = (await office.agreements.get(f"/waiting?kind={kind}&limit=200", office.officer)).json()["items"]
    return {each["about"]["id"] for each in items}


async def test_two_agreements_are_evaluated_once_a_year_in_one_evaluation(office: Office, clock: MovableClock) -> None:
    ids = [
        await office.signed(await office.draft(term=office.term(-10, 900)), signed_on=office.day(-10)) for _ in range(2)
    ]
    promise: Body = {"unit_id": office.partner_id, "description": "Bantuan alat", "clause": "Pasal 6"}
    promise |= {"measure": "goods", "quantity": 3, "schedule": "once", "due_on": office.day(60)}
    made = await office.agreements.post(f"/agreements/{ids[0]}/obligations", promise, office.officer)
    assert made.status_code == 201, made.text
    assert not set(ids) & await waiting(office, "evaluation_due")
    clock.move_to(clock.now() + timedelta(days=340))
    assert set(ids) <= await waiting(office, "evaluation_due")
    unsigned = await office.draft()
    path = "/evaluations"
    for wrong, slug in (
        (opening(office, [ids[0], unsigned]), "evaluated-agreement-unfit"),
        (opening(office, [ids[0]], period_until=office.day(-401)), "period-reversed"),
        (opening(office, [office.partner_id]), "agreement-unknown"),
    ):
        problem(await office.agreements.post(path, wrong, office.officer), 422, slug)
    problem(await office.agreements.post(path, opening(office, ids), office.contact), 403, "not-permitted")
    opened = await office.agreements.post(path, opening(office, ids), office.officer)
    assert opened.status_code == 201, opened.text
    evaluation = opened.json()["id"]
    problem(await office.agreements.post(path, opening(office, ids[:1]), office.officer), 409, "under-evaluation")
    # The yearly cases are now those of the open evaluation.
    assert not set(ids) & await waiting(office, "evaluation_due")
    assert set(ids) <= await waiting(office, "evaluation_to_complete")
    shown = (await office.agreements.get(f"{path}/{evaluation}", office.reviewer)).json()
    assert {each["agreement_id"]: each["figures"]["overdue"] for each in shown["findings"]} == {ids[0]: 1, ids[1]: 0}
    finding = {"finding": "Berjalan sebagian.", "recommendation": "renew", "score_ours": 4}
    await step(office, evaluation, "findings", finding | {"agreement_id": ids[0]})
    answer = await office.agreements.post(f"{path}/{evaluation}/completions", {}, office.officer, if_match='"2"')
    problem(answer, 409, "findings-missing")
    ending = finding | {"agreement_id": ids[1], "recommendation": "end"}
    answer = await office.agreements.put(f"{path}/{evaluation}/findings", ending, office.officer, if_match='"2"')
    problem(answer, 422, "reason-for-end")
    await step(office, evaluation, "findings", ending | {"reason": "Tidak ada kegiatan."})
    done = await step(office, evaluation, "completions", {})
    assert (done["state"], done["complete"]) == ("completed", 2)
    assert not set(ids) & (await waiting(office, "evaluation_due") | await waiting(office, "evaluation_to_complete"))
    listed = (await office.agreements.get(f"/agreements/{ids[1]}/evaluations", office.officer)).json()
    assert [(each["recommendation"], each["state"]) for each in listed] == [("end", "completed")]

    async def published() -> None:
        events = await events_of(office, evaluation, INTERNAL)
        assert [name(each) for each in events] == ["evaluation.opened", "evaluation.completed"]
        assert {each["recommendation"] for each in events[-1]["data"]["recommendations"]} == {"renew", "end"}

    await office.sinergi.eventually(published)


async def test_a_cancelled_evaluation_frees_its_agreements(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-10, 900)), signed_on=office.day(-10))
    first = (await office.agreements.post("/evaluations", opening(office, [id_]), office.officer)).json()["id"]
    await step(office, first, "cancellations", {"reason": "Periode keliru."})
    again = await office.agreements.post("/evaluations", opening(office, [id_]), office.officer)
    assert again.status_code == 201, again.text
    open_ones = (await office.agreements.get("/evaluations?state=open&limit=200", office.officer)).json()["items"]
    assert [each["id"] for each in open_ones] == [again.json()["id"]]
    problem(await office.agreements.get(f"/evaluations/{first}", office.contact), 403, "not-permitted")


async def test_facilities_answer_and_who_does_not_has_not_reported(office: Office, clock: MovableClock) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-10, 900)), signed_on=office.day(-10))
    opened = (await office.agreements.post("/evaluations", opening(office, [id_]), office.officer)).json()
    path = f"/evaluations/{opened['id']}"

    async def answer() -> Body:
        (shown,) = (await office.agreements.get(path, office.officer)).json()["answers"]
        assert shown["facility_id"] == office.facility["id"]
        return dict(shown)

    assert (await answer())["state"] == "awaited"
    moment = clock.now()
    clock.move_to(moment + timedelta(days=8))
    missing = await answer()
    assert (missing["state"], missing["sessions"]) == ("not_reported", None)
    facility = {name: office.facility[name] for name in ("id", "name", "region", "zone")}
    period = {name: opened[name] for name in ("period_from", "period_until")}
    counted = {"evaluation_id": opened["id"], "facility_id": facility["id"], "facility": facility} | period
    counted |= {"counted_up_to": moment.isoformat(), "sessions": 12, "outputs": 0, "agreements": []}
    later = EvaluationCounted.model_validate(counted | {"version": 2, "participants": None})
    await say(office.sinergi, "programs", later)

    async def answered() -> None:
        shown = await answer()
        assert (shown["state"], shown["sessions"], shown["participants"]) == ("answered", 12, None)

    await office.sinergi.eventually(answered)
    await say(
        office.sinergi, "programs", EvaluationCounted.model_validate(counted | {"version": 1, "participants": 40})
    )
    finding: Body = {"agreement_id": id_, "finding": "Berjalan.", "recommendation": "continue"}
    await step(office, opened["id"], "findings", finding)
    done = await step(office, opened["id"], "completions", {})
    # Older counts that arrive later change nothing, and the completed evaluation stays as it was.
    assert [(each["sessions"], each["participants"]) for each in done["answers"]] == [(12, None)]


async def test_a_correction_is_a_further_edition_and_the_signed_one_stays(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-10, 900)), signed_on=office.day(-10))
    opened = (await office.agreements.post("/evaluations", opening(office, [id_]), office.officer)).json()
    path, finding = f"/evaluations/{opened['id']}", {"agreement_id": id_, "finding": "Berjalan."}
    correction: Body = {"reason": "Satu laporan tertinggal."}
    correction["findings"] = [finding | {"recommendation": "addend", "reason": "Pelatihan belum tercakup."}]
    answer = await office.agreements.post(f"{path}/corrections", correction, office.head, if_match='"1"')
    problem(answer, 409, "wrong-state")
    await step(office, opened["id"], "findings", finding | {"recommendation": "renew"})
    signed_off = await step(office, opened["id"], "completions", {})
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    answer = await office.agreements.post(f"{path}/corrections", correction, office.officer, if_match=tag)
    problem(answer, 403, "not-permitted")
    corrected = await office.agreements.post(f"{path}/corrections", correction, office.head, if_match=tag)
    assert corrected.is_success, corrected.text
    assert (corrected.json()["edition"], corrected.json()["findings"][0]["recommendation"]) == (2, "addend")
    (before,) = (await office.agreements.get(f"{path}/editions", office.reviewer)).json()
    assert (before["edition"], before["reason"]) == (1, "Satu laporan tertinggal.")
    assert before["content"]["findings"] == signed_off["findings"]

    async def published() -> None:
        events = await events_of(office, opened["id"], INTERNAL)
        completed, right = events[-2:]
        assert (name(completed), name(right)) == ("evaluation.completed", "evaluation.completed.corrected")
        assert (right["data"]["corrects"], right["data"]["edition"]) == (completed["id"], 2)
        assert right["data"]["version"] > completed["data"]["version"]

    await office.sinergi.eventually(published)
