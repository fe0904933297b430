"""Reactions to units: the names of regional offices are shown beside the numbers of their regions."""

from services.programs.measures.commands import RecordOffice, record_office
from shared.access import Work
from shared.contracts.organisations import UnitChanged
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def follow_office(work: Work, event: UnitChanged, _envelope: Envelope) -> None:
    """Record the name of a regional office."""
    if event.kind == "regional_office" and event.region is not None:
        await record_office(work, RecordOffice(event.region, event.name, event.version))


REACTIONS: Reactions = ((UnitChanged, follow_office),)
