"""The rows of notifications. A notice lies before one desk, so each kind of desk has rows of its own."""

from shared.values.capabilities import Capability
from shared.values.texts import Text
from tests.behaviour.access.columns import ROLES
from tests.behaviour.access.row import Request, Row, of_ours, read
from tests.behaviour.access.stage import DESKS, Stage

SERVICE = "notifications"


def notice(capability: Capability) -> tuple[Row, Row]:
    role = ROLES[capability][1]
    variant = Text(f"meja {role.id}", f"desk of the {role.en}")

    def asking(path: str) -> Row:
        async def ask(stage: Stage) -> Request:
            return Request(path.replace("{notice_id}", stage.ids[f"notice:{capability}"]))

        return Row(SERVICE, "POST" if path.endswith("readings") else "GET", path, ask, variant)

    return asking("/inbox/{notice_id}"), asking("/inbox/{notice_id}/readings")


ROWS = (
    read(SERVICE, "/inbox", "?limit=200", mark=of_ours),
    read(SERVICE, "/inbox/count"),
    *(row for capability in (*DESKS, Capability.DIRECTORATE) for row in notice(capability)),
    read(SERVICE, "/rules"),
)
