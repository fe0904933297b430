"""All rows of the access table: those of each service, and those that all services have."""

from shared.values.texts import Text
from tests.behaviour.access import (
    rows_of_addenda,
    rows_of_agreements,
    rows_of_correspondents,
    rows_of_editions,
    rows_of_evaluations,
    rows_of_exports,
    rows_of_invitations,
    rows_of_letters,
    rows_of_measures,
    rows_of_meetings,
    rows_of_names,
    rows_of_notifications,
    rows_of_obligations,
    rows_of_outcomes,
    rows_of_programs,
    rows_of_recognitions,
    rows_of_ways,
    rows_of_webhooks,
)
from tests.behaviour.access.row import ALLOWED, EMPTY, Row, of_ours, read, waits_here
from tests.behaviour.access.sample import Sample
from tests.behaviour.client import SERVICES

TOPICS = {
    "agreements": (("agreements.v1", False), ("agreements.internal.v1", True)),
    "programs": (("programs.v1", False), ("programs.internal.v1", True)),
    "notifications": (("notifications.internal.v1", True),),
}
AUDIENCES = {False: Text("topik umum", "public topic"), True: Text("topik internal", "internal topic")}


def has_officer(sample: Sample, text: str) -> str:
    """The mark of the audit trail: ✓ if it contains an entry of the facility's officer."""
    return ALLOWED if f'"account":"{sample.office.officer}"' in text else EMPTY


def feed(service: str) -> tuple[Row, ...]:
    rows = []
    for topic, internal in TOPICS[service]:
        query, audience = f"?topic=sinergi.{topic}", AUDIENCES[internal]
        # Only an operator reads an internal topic, independent of the names in its events.
        named = "" if internal else "&facility={facility}&limit=1000"
        rows.append(read(service, "/events", query + named, variant=audience, mark=None if internal else of_ours))
        rows.append(read(service, "/events/tails", query, variant=audience))
    by_id = Text("menurut id, bagi layanan Sinergi", "by id, for Sinergi's own services")
    rows.append(read(service, "/events", f"{query}&after=0&limit=1", variant=by_id))
    return tuple(rows)


def everywhere(service: str) -> tuple[Row, ...]:
    return (
        read(service, "/waiting", "?limit=200", mark=waits_here),
        read(service, "/waiting/counts", "?limit=200", mark=of_ours),
        *feed(service),
        read(service, "/audit-trail", "?limit=200&unit={facility}", mark=has_officer),
        read(service, "/positions/freshness"),
    )


OWN = {
    "agreements": (
        *rows_of_agreements.ROWS,
        *rows_of_addenda.ROWS,
        *rows_of_obligations.ROWS,
        *rows_of_evaluations.ROWS,
        *rows_of_meetings.ROWS,
        *rows_of_recognitions.ROWS,
    ),
    "programs": (
        *rows_of_programs.ROWS,
        *rows_of_measures.ROWS,
        *rows_of_outcomes.ROWS,
        *rows_of_exports.ROWS,
        *rows_of_names.ROWS,
    ),
    "notifications": (
        *rows_of_notifications.ROWS,
        *rows_of_correspondents.ROWS,
        *rows_of_invitations.ROWS,
        *rows_of_editions.ROWS,
        *rows_of_letters.ROWS,
        *rows_of_ways.ROWS,
        *rows_of_webhooks.ROWS,
    ),
}
ROWS = tuple(row for service in SERVICES for row in (*OWN[service], *everywhere(service)))
