"""The waiting list of programs: an SQL file for each stage of a program, a cohort, an offer, a visit and a month."""

from services.programs.waiting.model import KINDS, QUIET_DAYS
from shared.rooms.waiting.stages import WaitingList, find_by_stages, load_stage, load_stages

PROGRAMS = load_stages(__package__, "to_be_opened", "without_cohort", "without_agreement", "similar", "interrupted")
FOUND = find_by_stages(
    (*PROGRAMS, *load_stages(__package__, "sessions", "offers", "template_gaps", "visits", "months", "transfers")),
    near=load_stage(__package__, "near").sql,
    kinds=KINDS,
    values={"quiet_days": QUIET_DAYS},
)
"""The body of `waiting_found`, which a migration creates. A change here or in a stage needs a further migration."""

WAITING = WaitingList("programs", KINDS, *load_stages(__package__, "shown", "unit_name"))
