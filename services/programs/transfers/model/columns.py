"""The rows of a transfer with its two facilities, for the store and the queries."""

from collections.abc import Mapping
from typing import Any

from services.programs.program.model.parts import Facility
from services.programs.transfers.model.transfer import Transfer

TRANSFERS = """
SELECT t.*, o.name AS origin_name, o.region AS origin_region, o.zone AS origin_zone,
       d.name AS destination_name, d.region AS destination_region, d.zone AS destination_zone
FROM transfer t JOIN facility o ON o.id = t.origin_id JOIN facility d ON d.id = t.destination_id
"""


def transfer_of(row: Mapping[str, Any]) -> Transfer:
    """The transfer of a row of `TRANSFERS`."""
    return Transfer(
        id=row["id"],
        enrolment_id=row["enrolment_id"],
        origin=_facility(row, "origin"),
        destination=_facility(row, "destination"),
        left_on=row["left_on"],
        proposed_on=row["proposed_on"],
        state=row["state"],
        answered_on=row["answered_on"],
        decline_reason=row["decline_reason"],
        version=row["version"],
    )


def _facility(row: Mapping[str, Any], side: str) -> Facility:
    return Facility(row[f"{side}_id"], row[f"{side}_name"], row[f"{side}_region"], row[f"{side}_zone"])
