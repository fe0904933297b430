"""The waiting list of programs: an SQL file for each stage of a program, a cohort, an offer, a visit and a month."""

from services.programs.waiting.model import KINDS, QUIET_DAYS
from shared.rooms.waiting.stages import WaitingList, find_by_stages, load_stage, load_stages, load_stages_of, things_of

STAGES = (
    *load_stages_of(
        "SELECT id FROM program",
        __package__,
        "to_be_opened",
        "without_cohort",
        "without_agreement",
        "similar",
        "interrupted",
    ),
    *load_stages_of("SELECT id FROM cohort", __package__, "sessions"),
    *load_stages_of("SELECT id FROM offer", __package__, "offers"),
    *load_stages_of("SELECT id FROM template_gap", __package__, "template_gaps"),
    *load_stages_of("SELECT id FROM visit", __package__, "visits"),
    *load_stages_of("SELECT id FROM due_month WHERE closed_on IS NULL", __package__, "months"),
    *load_stages_of("SELECT id FROM transfer", __package__, "transfers"),
)
FOUND = find_by_stages(STAGES, near=load_stage(__package__, "near").sql, kinds=KINDS, values={"quiet_days": QUIET_DAYS})
"""The body of `waiting_found`, which a migration creates. A change here or in a stage needs a further migration."""
THINGS = things_of(*STAGES)
"""The body of `waiting_things`, which a migration creates."""

WAITING = WaitingList("programs", KINDS, *load_stages(__package__, "shown", "unit_name"))
