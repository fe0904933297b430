"""Metrics of notices and their matters: counts only, by outcome."""

from prometheus_client import Gauge

from shared.events.measures import Measure

NOTICES = Gauge("sinergi_notices", "Notices by severity and outcome: unread, read or closed", ("severity", "outcome"))
MATTERS = Gauge("sinergi_matters", "Open matters: in time, or beyond the last day on which acting is useful", ("due",))

GAUGES = (
    Measure(
        NOTICES,
        """SELECT severity, CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN read_at IS NOT NULL THEN 'read'
                                 ELSE 'unread' END, count(*)
           FROM notice GROUP BY 1, 2""",
    ),
    Measure(
        MATTERS,
        """SELECT CASE WHEN useful_until < (now() AT TIME ZONE zone)::date THEN 'overdue' ELSE 'in_time' END, count(*)
           FROM matter WHERE closed_by IS NULL GROUP BY 1""",
    ),
)
