"""The waiting list of agreements: an SQL file for each stage of an agreement's life, and one for the desks."""

from services.agreements.agreement.model.grounds import MONTHS_OF_A_MEETING
from services.agreements.documents.shipped import filing_rules
from services.agreements.waiting.model import EXPIRY_DAYS, KINDS
from shared.rooms.waiting.stages import WaitingList, find_by_stages, load_stage, load_stages

STAGES = load_stages(
    __package__,
    "drafts",
    "reviews",
    "signatures",
    "numbers",
    "papers",
    "not_running",
    "uncovered",
    "expiring",
    "addenda",
    "obligations",
    "evaluations",
)
PAPERS = ", ".join(
    f"('{level}', '{instrument}', {days})" for (level, instrument), days in filing_rules().required.items()
)
"""The days in which a signed paper is filed, as rows."""
FOUND = find_by_stages(
    STAGES,
    near="SELECT * FROM agreement WHERE id = ANY (changed)",
    at_desks=load_stage(__package__, "at_desks"),
    apart=load_stages(__package__, "action_items", "proposals", "ceremonies", "recognitions", "meeting_calls"),
    kinds=KINDS,
    values={"expiry_days": EXPIRY_DAYS, "meeting_months": MONTHS_OF_A_MEETING, "papers": PAPERS},
)
"""The body of `waiting_found`, which a migration creates.

A change here, in a stage or in the rules of signed papers needs a further migration.
"""

WAITING = WaitingList("agreements", KINDS, *load_stages(__package__, "shown", "unit_name", "has_contact", "own"))
