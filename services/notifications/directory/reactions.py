"""UnitChanged: project the office, name and zone of a facility."""

from services.notifications.directory.commands import ProjectFacility, project_facility
from services.notifications.directory.model import FacilityPeriod
from shared.access import Work
from shared.contracts.organisations import UnitChanged
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def project_changed_unit(work: Work, event: UnitChanged, _envelope: Envelope) -> None:
    """Project a facility; desks of offices do not depend on their names."""
    if event.kind == "facility" and event.region:
        period = FacilityPeriod(event.unit_id, event.valid_from, event.version, event.name, event.region, event.zone)
        await project_facility(work, ProjectFacility(period))


REACTIONS: Reactions = ((UnitChanged, project_changed_unit),)
