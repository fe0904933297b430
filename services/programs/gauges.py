"""Metrics of programs and offers: counts only, by state."""

from prometheus_client import Gauge

from shared.events.measures import Measure

PROGRAMS = Gauge("sinergi_programs", "Programs by state", ("state",))
OFFERS = Gauge("sinergi_offers", "Offers to facilities that are not closed, by what they wait for", ("state",))
CASES = Gauge("sinergi_programs_cases", "Open cases of the waiting list", ("kind", "due"))

GAUGES = (
    Measure(PROGRAMS, "SELECT state, count(*) FROM program GROUP BY 1"),
    Measure(
        OFFERS,
        """SELECT CASE WHEN open_items = 0 THEN 'answered' WHEN overdue_at IS NULL THEN 'open' ELSE 'overdue' END,
                  count(*)
           FROM offer WHERE closed_at IS NULL GROUP BY 1""",
    ),
    Measure(
        CASES,
        """SELECT kind, CASE WHEN due < (now() AT TIME ZONE zone)::date THEN 'overdue' ELSE 'in_time' END, count(*)
           FROM waiting_case WHERE (now() AT TIME ZONE zone)::date BETWEEN begins AND ends GROUP BY 1, 2""",
    ),
)
