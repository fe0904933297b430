"""The rows of programs."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

from tests.behaviour.access import visits
from tests.behaviour.access.row import (
    Request,
    Row,
    filled,
    in_part_without,
    lists,
    none_if,
    of_ours,
    read,
)
from tests.behaviour.access.sample import Json, Sample
from tests.behaviour.office import a_pdf

SERVICE = "programs"
COVERAGE_OF = "?fiscal_year={fiscal_year}&facility={facility}"


async def opening(sample: Sample) -> Request:
    target = f"/programs/{sample.planned.pop()}"
    return Request(f"{target}/openings", {"opened_on": sample.office.day(0), "capacity": 20}, target)


async def planning(sample: Sample) -> Request:
    return Request("/programs", sample.own_program_body())


async def funding(sample: Sample) -> Request:
    target = await sample.own_program()
    return Request(f"{target}/funding", {"funding": [{"source": "partner", "amount": 5_000_000}]}, target)


async def joining(sample: Sample) -> Request:
    target = await sample.own_program()
    return Request(f"{target}/joinings", {"into": (await sample.own_program()).removeprefix("/programs/")}, target)


async def separating(sample: Sample) -> Request:
    other = (await sample.own_program()).removeprefix("/programs/")
    return Request(f"{await sample.own_program()}/separations", {"other": other})


async def starting(sample: Sample) -> Request:
    return Request(f"/programs/{sample.ids['program']}/cohorts", sample.cohort_body())


async def admitting(sample: Sample) -> Request:
    return Request(f"/cohorts/{sample.ids['second_cohort']}/enrolments", sample.enrolments_body())


async def ending(sample: Sample) -> Request:
    body = {"ended_on": sample.office.day(0), "reason": "withdrew"}
    return Request(f"/enrolments/{await sample.enrolment()}/endings", body)


async def correcting_the_end(sample: Sample) -> Request:
    target = f"/enrolments/{await sample.ended_enrolment()}"
    return Request(f"{target}/corrections", {"ending": None, "reason": "Peserta lain."}, target)


async def suspending(sample: Sample) -> Request:
    target = await sample.opened_program()
    return Request(f"{target}/suspensions", {"suspended_on": sample.office.day(0), "reason": "disease"}, target)


async def resuming(sample: Sample) -> Request:
    target = await sample.suspended_program()
    return Request(f"{target}/resumptions", {"resumed_on": sample.office.day(0)}, target)


async def ending_program(sample: Sample) -> Request:
    target = await sample.own_program()
    body = {"outcome": "cancelled", "ended_on": sample.office.day(0), "reason": "no_funding"}
    return Request(f"{target}/endings", body, target)


async def holding(sample: Sample) -> Request:
    return Request(f"/cohorts/{sample.ids['cohort']}/sessions", sample.session_body())


async def holding_openly(sample: Sample) -> Request:
    return Request(f"/programs/{sample.ids['program']}/sessions", sample.open_session_body())


def cancelling(place: str) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        body = {"planned_on": sample.office.day(0), "topic": "Pengomposan", "cancelled_by": "partner"}
        return Request(f"{filled(place, sample)}/cancellations", body)

    return request


async def correcting(sample: Sample) -> Request:
    target = await sample.open_session()
    return Request(target, sample.open_session_body() | {"reason": "Topik keliru."}, target)


async def retracting(sample: Sample) -> Request:
    target = await sample.open_session()
    return Request(f"{target}/retractions", {"reason": "Tercatat dua kali."}, target)


async def answering(sample: Sample) -> Request:
    """Declined, because an item can be declined again; with the reason that the directorate general needs."""
    target = f"/offers/{sample.ids['offer']}"
    answer = {"scope_item_id": sample.ids["offered_item"], "answer": "declined", "reason": "no_staff"}
    return Request(f"{target}/answers", {"answers": [answer], "override_reason": "UPT tidak terhubung."}, target)


async def requesting_visit(sample: Sample) -> Request:
    return Request("/visits", visits.between(sample, own="guest") | {"topics": ["Ketahanan pangan"]})


async def registering_visit(sample: Sample) -> Request:
    body = visits.between(sample, own="guest") | {"topics": [{"title": "Ketahanan pangan"}], "held": "2024"}
    return Request("/visits/registrations", body)


async def answering_visit(sample: Sample) -> Request:
    target = await visits.requested(sample, own="host")
    return Request(f"{target}/answers", {"answer": "declined", "reason": "schedule"}, target)


async def cancelling_visit(sample: Sample) -> Request:
    target = await visits.requested(sample)
    body = {"cancelled_by": "guest", "cancelled_on": sample.office.day(0), "reason": "no_funding"}
    return Request(f"{target}/cancellations", body, target)


async def recording_visit(sample: Sample) -> Request:
    target = await visits.agreed(sample)
    return Request(f"{target}/records", {"held": sample.office.day(0)}, target)


async def completing_visit_task(sample: Sample) -> Request:
    return Request(f"{await visits.task(sample)}/completions", {"completed_on": sample.office.day(0)})


async def planning_adoption(sample: Sample) -> Request:
    target = await visits.held(sample)
    return Request(f"{target}/adoptions", visits.plan(sample), target)


async def beginning_adoption(sample: Sample) -> Request:
    adoption = await visits.adopting(sample)
    body = {"program_id": sample.ids["adopting_program"]}
    return Request(f"{adoption}/programs", body, adoption.partition("/adoptions")[0])


async def checking_adoption(sample: Sample) -> Request:
    adoption = await visits.adopting(sample)
    body = {"outcome": "not_adopted", "checked_on": sample.office.day(0), "reason": "no_land"}
    return Request(f"{adoption}/checks", body, adoption.partition("/adoptions")[0])


async def publishing(sample: Sample) -> Request:
    body = {"code": f"practice_{letters()}", "category": "food_security", "fields": ["livestock"]}
    return Request("/templates", practice() | body)


async def publishing_own(sample: Sample) -> Request:
    body = {"facility_id": sample.units["facility"], "under": "horticulture"}
    return Request("/facility-templates", practice() | body)


async def publishing_version(_sample: Sample) -> Request:
    """A version that differs from the one before by its method."""
    target = "/templates/healthy_living"
    return Request(f"{target}/versions", practice() | {"change": "Cara baru."}, target)


def practice() -> Json:
    """A practice with a method of its own."""
    return {
        "title": {"id": "Kebun contoh"},
        "method": {"id": f"Praktik {letters()}"},
        "stages": [{"title": {"id": "Dasar"}, "sessions": 4, "minutes": 90}],
        "minimum_attendance": 90,
        "certificate": "none",
        "source": {"id": "Laporan UPT"},
    }


def letters() -> str:
    return uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:20]


def opening_of_sheet(sample: Sample) -> Json:
    return {"held_on": sample.office.day(0), "topic": f"Topik {uuid4()}"}


async def opening_sheet(sample: Sample) -> Request:
    return Request(f"/cohorts/{sample.ids['cohort']}/sheets", opening_of_sheet(sample))


async def entering(sample: Sample) -> Request:
    return Request(f"/sheets/{sample.ids['sheet']}/marks", {"lines": [{"code": "K-01", "mark": "aktif"}]})


async def sending_table(sample: Sample) -> Request:
    return Request(f"/sheets/{sample.ids['sheet']}/tables", b"Kode;Kehadiran\r\nK-01;aktif\r\n")


async def recording_sheet(sample: Sample) -> Request:
    target = await sample.sheet(marked=True)
    return Request(f"{target}/recordings", {}, version=2)


async def discarding_sheet(sample: Sample) -> Request:
    return Request(f"{await sample.sheet()}/discards", version=1)


async def closing_month(sample: Sample) -> Request:
    """Each time an earlier month, in which the facility had nothing."""
    sample.closed_months += 1
    month = f"{2020 - sample.closed_months // 12}-{12 - sample.closed_months % 12:02}"
    return Request(f"/facilities/{sample.units['facility']}/months/{month}/closings", {"nihil": True})


async def ruling(sample: Sample) -> Request:
    target = f"/facilities/{sample.units['facility']}/device-rule"
    return Request(target, {"keeps_sheets": True}, target)


async def registering_instructor(sample: Sample) -> Request:
    return Request(f"/facilities/{sample.units['facility']}/instructors", {"duty": "Penyuluh"})


async def changing_instructor(sample: Sample) -> Request:
    target = f"/instructors/{sample.ids['instructor']}"
    return Request(target, {"duty": "Penyuluh"}, target)


def planning_at(place: str) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        return Request(f"{filled(place, sample)}/plans", sample.plan_body())

    return request


async def moving(sample: Sample) -> Request:
    target = await sample.plan()
    body = {"planned_on": sample.office.day(0), "starts_at": "10:00", "venue": "Aula", "moved_by": "partner"}
    return Request(f"{target}/moves", body, target)


async def cancelling_plan(sample: Sample) -> Request:
    target = await sample.plan()
    return Request(f"{target}/cancellations", {"cancelled_by": "facility"}, target)


async def opening_planned_sheet(sample: Sample) -> Request:
    return Request(f"{await sample.plan()}/sheets")


async def holding_plan(sample: Sample) -> Request:
    target = await sample.plan("programs", "program")
    held = (await sample.open_session()).removeprefix("/sessions/")
    return Request(f"{target}/holdings", {"session_id": held}, target)


async def listing_amendments(sample: Sample) -> Request:
    program, _body = await sample.late_session()
    return Request(f"{program}/amendments")


async def showing_amendment(sample: Sample) -> Request:
    return Request(f"/amendments/{await sample.amendment()}")


async def proposing_session(sample: Sample) -> Request:
    program, body = await sample.late_session()
    ref = f"P-{uuid4().hex[:8].upper()}0"
    participants = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"}]
    cohort = {"name": "Angkatan I", "started_on": body["held_on"], "participants": participants}
    started = await sample.sinergi.programs.post(f"{program}/cohorts", cohort, sample.office.officer)
    assert started.is_success, started.text
    marks = [{"participant_ref": ref, "mark": "active"}]
    return Request(f"/cohorts/{started.json()['id']}/amendments", body | {"audience": [], "attendance": marks})


async def proposing_open_session(sample: Sample) -> Request:
    program, body = await sample.late_session()
    return Request(f"{program}/amendments", body)


async def proposing_change(sample: Sample) -> Request:
    program, body = await sample.late_session()
    proposed = await sample.sinergi.programs.post(f"{program}/amendments", body, sample.office.officer)
    decision = f"/amendments/{proposed.json()['id']}/decisions"
    approved = await sample.sinergi.programs.post(decision, {"verdict": "approved"}, sample.office.head, if_match='"1"')
    assert approved.is_success, approved.text
    listed = await sample.sinergi.programs.get(f"{program}/sessions", sample.office.officer)
    target = f"/sessions/{listed.json()['items'][0]['id']}"
    return Request(f"{target}/amendments", {"retract": True, "reason": "Tercatat dua kali."}, target)


async def deciding(sample: Sample) -> Request:
    return Request(f"/amendments/{await sample.amendment()}/decisions", {"verdict": "declined"}, version=1)


async def withdrawing(sample: Sample) -> Request:
    return Request(f"/amendments/{await sample.amendment()}/withdrawals", version=1)


async def listing_candidates(sample: Sample) -> Request:
    body = {"listed_on": sample.office.day(0), "participants": sample.enrolments_body()["participants"]}
    return Request(f"/programs/{sample.ids['program']}/candidates", body)


async def reading_candidates(sample: Sample) -> Request:
    # Another row may have admitted the one that was listed before.
    sample.ids["candidate"] = await sample.candidate()
    return Request(f"/programs/{sample.ids['program']}/candidates")


async def calling_up(sample: Sample) -> Request:
    await sample.candidate()
    body = {"admitted_on": sample.office.day(0), "number": 1}
    return Request(f"/cohorts/{sample.ids['second_cohort']}/call-ups", body)


async def ending_candidate(sample: Sample) -> Request:
    return Request(f"/candidates/{await sample.candidate()}/endings", {"reason": "released"}, version=1)


async def _attended(sample: Sample) -> str:
    """A cohort of one participant who was present; its path."""
    programs, officer = sample.sinergi.programs, sample.office.officer
    body = sample.cohort_body()
    started = await programs.post(f"/programs/{sample.ids['program']}/cohorts", body, officer)
    assert started.is_success, started.text
    path = f"/cohorts/{started.json()['id']}"
    marks = [{"participant_ref": body["participants"][0]["participant_ref"], "mark": "active"}]
    session = {"held_on": sample.office.day(0), "topic": "Pemilahan sampah", "attendance": marks}
    held = await programs.post(f"{path}/sessions", session, officer)
    assert held.is_success, held.text
    return path


async def completing_cohort(sample: Sample) -> Request:
    path, body = await _attended(sample), {"completed_on": sample.office.day(0)}
    return Request(f"{path}/completions", body, version=1)


def _certificates(sample: Sample) -> dict[str, object]:
    return {"kind": "participation", "issued_on": sample.office.day(0), "holders": [{"code": "K-01"}]}


async def _issued(sample: Sample) -> tuple[str, str]:
    """A cohort with one certificate, and the certificate; their paths."""
    path = await _attended(sample)
    answer = await sample.sinergi.programs.post(f"{path}/certificates", _certificates(sample), sample.office.officer)
    assert answer.is_success, answer.text
    return path, f"/certificates/{answer.json()['ids'][0]}"


async def reading_certificates(sample: Sample) -> Request:
    return Request(f"{(await _issued(sample))[0]}/certificates")


async def reading_earners(sample: Sample) -> Request:
    return Request(f"{await _attended(sample)}/certificate-earners")


async def issuing_certificates(sample: Sample) -> Request:
    return Request(f"{await _attended(sample)}/certificates", _certificates(sample))


async def printing_certificate(sample: Sample) -> Request:
    return Request(f"{(await _issued(sample))[1]}/paper")


async def withdrawing_certificate(sample: Sample) -> Request:
    return Request(f"{(await _issued(sample))[1]}/withdrawals", {"ground": "wrong_entry"}, version=1)


async def filing_evidence(sample: Sample) -> Request:
    return Request(f"{await sample.open_session()}/evidence?kind=minutes", a_pdf())


async def erasing_evidence(sample: Sample) -> Request:
    return Request(f"/evidence/{await sample.evidence()}/erasures", {"ground": "wrong_file"}, version=1)


ROWS = (
    read(SERVICE, "/templates"),
    read(SERVICE, "/templates/{code}"),
    read(SERVICE, "/templates/{code}/versions"),
    read(SERVICE, "/templates/{code}/versions/{version}"),
    read(SERVICE, "/templates/{code}/facilities", "?fiscal_year={fiscal_year}", mark=lists("facility")),
    read(SERVICE, "/facility-templates"),
    Row(SERVICE, "POST", "/templates", publishing),
    Row(SERVICE, "POST", "/facility-templates", publishing_own),
    Row(SERVICE, "POST", "/templates/{code}/versions", publishing_version),
    read(SERVICE, "/programs", "?limit=200&facility={facility}", mark=lists("program")),
    read(SERVICE, "/programs/coverage", COVERAGE_OF, mark=none_if('"programs":0,')),
    read(SERVICE, "/programs/{program_id}"),
    read(SERVICE, "/programs/{program_id}/sessions", mark=lists("session")),
    read(SERVICE, "/programs/{program_id}/obligations"),
    read(SERVICE, "/programs/{program_id}/cancellations", mark=lists("cancellation")),
    read(SERVICE, "/cohorts/{cohort_id}", mark=in_part_without('"participant_ref"')),
    read(SERVICE, "/enrolments/{enrolment_id}"),
    read(SERVICE, "/sessions/{session_id}", mark=in_part_without('"participant_ref"')),
    read(SERVICE, "/programs/{program_id}/sheets", mark=lists("sheet")),
    read(SERVICE, "/sheets/{sheet_id}"),
    read(SERVICE, "/sheets/{sheet_id}/table"),
    read(SERVICE, "/facilities/{facility_id}/months", "?year={fiscal_year}"),
    read(SERVICE, "/months/{month}", "?limit=200", mark=of_ours),
    read(SERVICE, "/facilities/{facility_id}/device-rule"),
    read(SERVICE, "/facilities/{facility_id}/instructors", mark=lists("instructor")),
    read(SERVICE, "/instructors/{instructor_id}"),
    read(SERVICE, "/facilities/{facility_id}/schedule", "?from={first_day}&until={last_day}", mark=lists("plan")),
    read(SERVICE, "/planned-sessions/{plan_id}"),
    Row(SERVICE, "GET", "/programs/{program_id}/amendments", listing_amendments),
    Row(SERVICE, "GET", "/amendments/{amendment_id}", showing_amendment),
    Row(SERVICE, "GET", "/programs/{program_id}/candidates", reading_candidates, mark=lists("candidate")),
    read(SERVICE, "/sessions/{session_id}/evidence", mark=lists("evidence")),
    read(SERVICE, "/evidence/{evidence_id}/content"),
    read(SERVICE, "/calendars", mark=lists("facility")),
    read(SERVICE, "/facilities/{facility_id}/calendar", "?month=2026-11"),
    read(SERVICE, "/tasks"),
    read(SERVICE, "/offers", "?limit=200&facility={facility}", mark=lists("offer")),
    read(SERVICE, "/offers/{offer_id}"),
    Row(SERVICE, "POST", "/offers/{offer_id}/answers", answering),
    read(SERVICE, "/visits", "?limit=200&facility={facility}", mark=lists("visit")),
    read(SERVICE, "/visits/{visit_id}"),
    read(SERVICE, "/adoptions", "?limit=200&facility={facility}", mark=lists("adoption")),
    Row(SERVICE, "POST", "/visits", requesting_visit),
    Row(SERVICE, "POST", "/visits/registrations", registering_visit),
    Row(SERVICE, "POST", "/visits/{visit_id}/answers", answering_visit),
    Row(SERVICE, "POST", "/visits/{visit_id}/cancellations", cancelling_visit),
    Row(SERVICE, "POST", "/visits/{visit_id}/records", recording_visit),
    Row(SERVICE, "POST", "/visits/{visit_id}/action-items/{task_id}/completions", completing_visit_task),
    Row(SERVICE, "POST", "/visits/{visit_id}/adoptions", planning_adoption),
    Row(SERVICE, "POST", "/visits/{visit_id}/adoptions/{adoption_id}/programs", beginning_adoption),
    Row(SERVICE, "POST", "/visits/{visit_id}/adoptions/{adoption_id}/checks", checking_adoption),
    read(SERVICE, "/ceremony-openings", "?limit=200", mark=lists("held_ceremony")),
    Row(SERVICE, "POST", "/programs", planning),
    Row(SERVICE, "POST", "/programs/{program_id}/openings", opening),
    Row(SERVICE, "PUT", "/programs/{program_id}/funding", funding),
    Row(SERVICE, "POST", "/programs/{program_id}/joinings", joining),
    Row(SERVICE, "POST", "/programs/{program_id}/separations", separating),
    Row(SERVICE, "POST", "/programs/{program_id}/cohorts", starting),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/enrolments", admitting),
    Row(SERVICE, "POST", "/enrolments/{enrolment_id}/endings", ending),
    Row(SERVICE, "POST", "/enrolments/{enrolment_id}/corrections", correcting_the_end),
    Row(SERVICE, "POST", "/programs/{program_id}/suspensions", suspending),
    Row(SERVICE, "POST", "/programs/{program_id}/resumptions", resuming),
    Row(SERVICE, "POST", "/programs/{program_id}/endings", ending_program),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/sessions", holding),
    Row(SERVICE, "POST", "/programs/{program_id}/sessions", holding_openly),
    Row(SERVICE, "PUT", "/sessions/{session_id}", correcting),
    Row(SERVICE, "POST", "/sessions/{session_id}/retractions", retracting),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/sheets", opening_sheet),
    Row(SERVICE, "POST", "/sheets/{sheet_id}/marks", entering),
    Row(SERVICE, "POST", "/sheets/{sheet_id}/tables", sending_table),
    Row(SERVICE, "POST", "/sheets/{sheet_id}/recordings", recording_sheet),
    Row(SERVICE, "POST", "/sheets/{sheet_id}/discards", discarding_sheet),
    Row(SERVICE, "POST", "/facilities/{facility_id}/months/{month}/closings", closing_month),
    Row(SERVICE, "PUT", "/facilities/{facility_id}/device-rule", ruling),
    Row(SERVICE, "POST", "/facilities/{facility_id}/instructors", registering_instructor),
    Row(SERVICE, "PUT", "/instructors/{instructor_id}", changing_instructor),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/plans", planning_at("/cohorts/{cohort}")),
    Row(SERVICE, "POST", "/programs/{program_id}/plans", planning_at("/programs/{program}")),
    Row(SERVICE, "POST", "/planned-sessions/{plan_id}/moves", moving),
    Row(SERVICE, "POST", "/planned-sessions/{plan_id}/cancellations", cancelling_plan),
    Row(SERVICE, "POST", "/planned-sessions/{plan_id}/sheets", opening_planned_sheet),
    Row(SERVICE, "POST", "/planned-sessions/{plan_id}/holdings", holding_plan),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/amendments", proposing_session),
    Row(SERVICE, "POST", "/programs/{program_id}/amendments", proposing_open_session),
    Row(SERVICE, "POST", "/sessions/{session_id}/amendments", proposing_change),
    Row(SERVICE, "POST", "/amendments/{amendment_id}/decisions", deciding),
    Row(SERVICE, "POST", "/amendments/{amendment_id}/withdrawals", withdrawing),
    Row(SERVICE, "POST", "/programs/{program_id}/candidates", listing_candidates),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/call-ups", calling_up),
    Row(SERVICE, "POST", "/candidates/{candidate_id}/endings", ending_candidate),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/completions", completing_cohort),
    Row(SERVICE, "GET", "/cohorts/{cohort_id}/certificates", reading_certificates),
    Row(SERVICE, "GET", "/cohorts/{cohort_id}/certificate-earners", reading_earners),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/certificates", issuing_certificates),
    Row(SERVICE, "GET", "/certificates/{certificate_id}/paper", printing_certificate),
    Row(SERVICE, "POST", "/certificates/{certificate_id}/withdrawals", withdrawing_certificate),
    Row(SERVICE, "POST", "/sessions/{session_id}/evidence", filing_evidence),
    Row(SERVICE, "POST", "/evidence/{evidence_id}/erasures", erasing_evidence),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/cancellations", cancelling("/cohorts/{cohort}")),
    Row(SERVICE, "POST", "/programs/{program_id}/cancellations", cancelling("/programs/{program}")),
)
