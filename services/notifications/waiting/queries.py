"""How waiting notices, letters, wrong addresses and proposed editions are found and shown."""

from services.notifications.waiting.model import KINDS
from shared.rooms.waiting.stages import WaitingList, find_by_stages, load_stages, load_stages_of, things_of

STAGES = (
    *load_stages_of("SELECT id FROM notice WHERE read_at IS NULL AND closed_at IS NULL", __package__, "notices"),
    *load_stages_of("SELECT id FROM letter WHERE answer IS NULL", __package__, "letters"),
    *load_stages_of("SELECT id FROM correspondent WHERE refused_at IS NOT NULL", __package__, "refused_addresses"),
    *load_stages_of("SELECT id FROM recipient_way WHERE refused_at IS NOT NULL", __package__, "refused_ways"),
    *load_stages_of("SELECT id FROM edition WHERE state = 'proposed'", __package__, "editions"),
)
FOUND = find_by_stages(STAGES, near="SELECT * FROM notice WHERE id = ANY (changed)", kinds=KINDS)
"""The body of `waiting_found`, which a migration creates. A change here or in a stage needs a further migration."""
THINGS = things_of(*STAGES)
"""The body of `waiting_things`, which a migration creates."""

_SHOWN, _OWN = load_stages(__package__, "shown", "own")
WAITING = WaitingList("notifications", KINDS, _SHOWN, own=_OWN)
