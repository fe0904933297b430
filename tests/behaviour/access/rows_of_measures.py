"""The rows of measures, reports and months over all facilities: readings that show each reader its own units."""

import json

from tests.behaviour.access.row import ALLOWED, EMPTY, of_ours, read
from tests.behaviour.access.sample import Sample

SERVICE = "programs"


def counts_any(_sample: Sample, text: str) -> str:
    """The mark of counts by state: ✓ if a facility is counted."""
    return ALLOWED if any(each["facilities"] for each in json.loads(text)) else EMPTY


ROWS = (
    read(SERVICE, "/months/{month}/counts", "?region={region}", mark=counts_any),
    read(SERVICE, "/months/{month}/regions", mark=counts_any),
    read(SERVICE, "/months/{month}/table", "?format=csv", mark=of_ours),
    read(SERVICE, "/facilities/{facility_id}/months/{month}/report"),
    read(SERVICE, "/facilities/{facility_id}/months/{month}/report/table", "?format=csv"),
    read(SERVICE, "/measures"),
    read(SERVICE, "/measures/participation", mark=of_ours),
    read(SERVICE, "/measures/replication", mark=of_ours),
)
