"""Every event has its effect in every subscriber exactly once: compares the subscribers' tables with the owners'."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from deploy.installation.services import SERVICES
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent
from tests.chaos.backlog import Database


@dataclass(frozen=True)
class Effect:
    """Query of the owner's data and query of the subscriber's data that must match it."""

    name: str
    owner: str
    subscriber: str


POSITION = (
    "SELECT id, account, capability, scope_kind, unit, capacity, letter, valid_from, valid_until FROM {}.position"
)
_FOUND = """
SELECT about, kind, desk, coalesce(begins, '-infinity'), coalesce(ends, 'infinity'), contact, since, words
FROM {service}.waiting_found(ARRAY(SELECT {service}.waiting_things()))
"""
_LISTED = """
SELECT about, kind, desk, begins, ends, nullif(contact, ''), since, words FROM {service}.waiting_case
"""
EFFECTS = (
    Effect("positions in programs", POSITION.format("agreements"), POSITION.format("programs")),
    Effect("positions in notifications", POSITION.format("agreements"), POSITION.format("notifications")),
    Effect(
        "signed scope in programs",
        """SELECT item.id FROM agreements.scope_item AS item JOIN agreements.agreement ON agreement.id = agreement_id
           WHERE document_state = 'signed'""",
        # Each item once: from November on it has a program of the next year, too.
        """SELECT scope_item_id FROM programs.authorisation
           UNION SELECT scope_item_id FROM programs.template_gap WHERE closed_at IS NULL""",
    ),
    Effect(
        "programs in agreements",
        "SELECT id, facility_id, template, fiscal_year, opened_on FROM programs.program",
        "SELECT program_id, facility_id, template, fiscal_year, opened_on FROM agreements.reported_program",
    ),
    Effect(
        "authorisations in agreements",
        "SELECT program_id, scope_item_id FROM programs.authorisation",
        "SELECT program_id, scope_item_id FROM agreements.program_authorisation",
    ),
    Effect(
        "sessions in agreements",
        """SELECT id, program_id, held_on, active + passive + absent FROM programs.session
           WHERE retracted_at IS NULL""",
        """SELECT session_id, program_id, held_on, active + passive + absent FROM agreements.reported_session
           LEFT JOIN agreements.session_count USING (session_id)""",
    ),
    *(
        Effect(f"waiting list of {service}", _FOUND.format(service=service), _LISTED.format(service=service))
        for service in SERVICES
    ),
)


async def audit_effects(database: Database, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Compare both sides of each effect, and the credits of each session with its event."""
    for effect in EFFECTS:
        sides = [await database.fetch(query) for query in (effect.owner, effect.subscriber)]
        due, found = (Counter(tuple(map(str, row)) for row in rows) for rows in sides)
        findings.compare(effect.name, due, found)
    credits_due = Counter(
        (event.subject, fulfilled["scope_item_id"])
        for event in log
        if event.type == "session.held.v1"
        for fulfilled in json.loads(event.data)["delivered_for"]
    )
    rows = await database.fetch("SELECT session_id, scope_item_id FROM agreements.session_credit")
    findings.compare("sessions credited to scope", credits_due, Counter(tuple(map(str, row)) for row in rows))
