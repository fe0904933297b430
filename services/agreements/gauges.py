"""Metrics of agreements: counts only, by state."""

from prometheus_client import Gauge

from shared.events.measures import Measure

AGREEMENTS = Gauge("sinergi_agreements", "Agreements by the state of their document", ("state",))
IN_FORCE = Gauge("sinergi_agreements_in_force", "Signed agreements whose term has begun and not ended")
DORMANT = Gauge("sinergi_agreements_dormant", "Agreements under which nothing was delivered for long")
CASES = Gauge("sinergi_agreements_cases", "Open cases of the waiting list", ("kind", "due"))

GAUGES = (
    Measure(AGREEMENTS, "SELECT document_state, count(*) FROM agreement GROUP BY 1"),
    Measure(
        IN_FORCE,
        """SELECT count(*) FROM agreement
           WHERE document_state = 'signed' AND ended_on IS NULL
             AND (now() AT TIME ZONE zone)::date BETWEEN in_force_from AND coalesce(in_force_until, 'infinity')""",
    ),
    Measure(DORMANT, "SELECT count(DISTINCT agreement_id) FROM dormant_spell WHERE resumed_on IS NULL"),
    Measure(
        CASES,
        """SELECT kind, CASE WHEN due < (now() AT TIME ZONE zone)::date THEN 'overdue' ELSE 'in_time' END, count(*)
           FROM waiting_case WHERE (now() AT TIME ZONE zone)::date BETWEEN begins AND ends GROUP BY 1, 2""",
    ),
)
