"""The rows of programs."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

from tests.behaviour.access.row import Request, Row, filled, in_part_without, lists, none_if, read
from tests.behaviour.access.sample import Json, Sample

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
    read(SERVICE, "/programs/{program_id}/cancellations", mark=lists("cancellation")),
    read(SERVICE, "/cohorts/{cohort_id}", mark=in_part_without('"participant_ref"')),
    read(SERVICE, "/enrolments/{enrolment_id}"),
    read(SERVICE, "/sessions/{session_id}", mark=in_part_without('"participant_ref"')),
    read(SERVICE, "/calendars", mark=lists("facility")),
    read(SERVICE, "/facilities/{facility_id}/calendar", "?month=2026-11"),
    read(SERVICE, "/tasks"),
    read(SERVICE, "/offers", "?limit=200&facility={facility}", mark=lists("offer")),
    read(SERVICE, "/offers/{offer_id}"),
    Row(SERVICE, "POST", "/offers/{offer_id}/answers", answering),
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
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/cancellations", cancelling("/cohorts/{cohort}")),
    Row(SERVICE, "POST", "/programs/{program_id}/cancellations", cancelling("/programs/{program}")),
)
