"""The waiting cases of programs: one SQL file for each stage, and the numbers of sessions from the catalogue."""

from services.programs.catalogue.shipped import shipped_catalogue
from services.programs.waiting.model import KINDS, QUIET_DAYS
from shared.rooms.waiting.stages import WaitingList, load_stage, load_stages

TEMPLATES = shipped_catalogue().templates

WAITING = WaitingList(
    "programs",
    KINDS,
    load_stages(
        __package__, "to_be_opened", "without_cohort", "sessions", "without_agreement", "similar", "interrupted"
    ),
    common=load_stages(__package__, "near", "offers_near"),
    at_desks=load_stage(__package__, "at_desks"),
    parameters={
        "template_codes": [template.code for template in TEMPLATES],
        "template_versions": [template.version for template in TEMPLATES],
        "template_sessions": [template.sessions for template in TEMPLATES],
        "quiet_days": QUIET_DAYS,
    },
)
