"""UnitChanged: project the office, name and zone of a facility. PartnerRegistered, PartnerRenamed: project a name."""

from services.notifications.directory.commands import (
    ProjectFacility,
    ProjectPartnerName,
    project_facility,
    project_partner_name,
)
from services.notifications.directory.model import FacilityPeriod
from shared.access import Work
from shared.contracts.organisations import PartnerRegistered, PartnerRenamed, UnitChanged
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def project_changed_unit(work: Work, event: UnitChanged, _envelope: Envelope) -> None:
    """Project a facility; desks of offices do not depend on their names."""
    if event.kind == "facility" and event.region:
        period = FacilityPeriod(event.unit_id, event.valid_from, event.version, event.name, event.region, event.zone)
        await project_facility(work, ProjectFacility(period))


async def project_named_partner(work: Work, event: PartnerRegistered | PartnerRenamed, _envelope: Envelope) -> None:
    """Project the name of a partner; that of a person is a general word."""
    await project_partner_name(work, ProjectPartnerName(event.partner_id, event.version, event.name))


REACTIONS: Reactions = ((UnitChanged, project_changed_unit),)
NAMES: Reactions = ((PartnerRegistered, project_named_partner), (PartnerRenamed, project_named_partner))
