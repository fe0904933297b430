"""The rows of notifications. A notice is addressed to one desk, so each kind of desk has its own rows."""

from shared.values.capabilities import Capability, ScopeKind
from shared.values.labels import label
from shared.values.texts import Text
from tests.behaviour.access.columns import UNITS
from tests.behaviour.access.row import Request, Row, of_ours, read
from tests.behaviour.access.sample import DESKS, Sample

SERVICE = "notifications"


def notice(capability: Capability, kind: ScopeKind) -> tuple[Row, Row]:
    role, unit = label("capability", capability), UNITS[kind][1]
    variant = Text(f"jabatan {role.id} {unit.id}", f"desk: {role.en}, {unit.en}")

    def row(path: str) -> Row:
        async def request(sample: Sample) -> Request:
            return Request(path.replace("{notice_id}", sample.ids[f"notice:{capability}:{kind}"]))

        return Row(SERVICE, "POST" if path.endswith("readings") else "GET", path, request, variant)

    return row("/inbox/{notice_id}"), row("/inbox/{notice_id}/readings")


ROWS = (
    read(SERVICE, "/inbox", "?limit=200", mark=of_ours),
    read(SERVICE, "/inbox/count"),
    *(row for capability, kind in DESKS for row in notice(capability, kind)),
    read(SERVICE, "/rules"),
)
