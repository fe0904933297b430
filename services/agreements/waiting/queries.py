"""The waiting list of agreements: an SQL file for each stage of an agreement's life, and one for the desks."""

from services.agreements.agreement.model.grounds import MONTHS_OF_A_MEETING
from services.agreements.documents.shipped import filing_rules
from services.agreements.waiting.model import EXPIRY_DAYS, KINDS
from shared.rooms.waiting.stages import (
    WaitingList,
    find_by_stages,
    load_stage,
    load_stages,
    load_stages_of,
    things_of,
)

STAGES = load_stages_of(
    "SELECT id FROM agreement",
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
APART = (
    *load_stages_of("SELECT id FROM action_item", __package__, "action_items"),
    *load_stages_of("SELECT id FROM proposal", __package__, "proposals"),
    *load_stages_of("SELECT id FROM ceremony", __package__, "ceremonies"),
    *load_stages_of("SELECT id FROM recognition", __package__, "recognitions"),
    *load_stages_of("SELECT meeting_id FROM meeting_call", __package__, "meeting_calls"),
)
PAPERS = ", ".join(
    f"('{level}', '{instrument}', {days})" for (level, instrument), days in filing_rules().required.items()
)
"""The days in which a signed paper is filed, as rows."""
FOUND = find_by_stages(
    STAGES,
    near="SELECT * FROM agreement WHERE id = ANY (changed)",
    at_desks=load_stage(__package__, "at_desks"),
    apart=APART,
    kinds=KINDS,
    values={"expiry_days": EXPIRY_DAYS, "meeting_months": MONTHS_OF_A_MEETING, "papers": PAPERS},
)
"""The body of `waiting_found`, which a migration creates.

A change here, in a stage or in the rules of signed papers needs a further migration.
"""
THINGS = things_of(*STAGES, *APART)
"""The body of `waiting_things`, which a migration creates."""

WAITING = WaitingList("agreements", KINDS, *load_stages(__package__, "shown", "unit_name", "has_contact", "own"))
