"""The rows of notifications. A notice is addressed to one desk, so each kind of desk has its own rows."""

from shared.values.capabilities import Capability
from shared.values.labels import label
from shared.values.texts import Text
from tests.behaviour.access.row import Request, Row, of_ours, read
from tests.behaviour.access.sample import DESKS, Sample

SERVICE = "notifications"


def notice(capability: Capability) -> tuple[Row, Row]:
    role = label("capability", capability)
    variant = Text(f"jabatan {role.id}", f"desk: {role.en}")

    def row(path: str) -> Row:
        async def request(sample: Sample) -> Request:
            return Request(path.replace("{notice_id}", sample.ids[f"notice:{capability}"]))

        return Row(SERVICE, "POST" if path.endswith("readings") else "GET", path, request, variant)

    return row("/inbox/{notice_id}"), row("/inbox/{notice_id}/readings")


ROWS = (
    read(SERVICE, "/inbox", "?limit=200", mark=of_ours),
    read(SERVICE, "/inbox/count"),
    *(row for capability in (*DESKS, Capability.COOPERATION_OFFICER) for row in notice(capability)),
    read(SERVICE, "/rules"),
)
