"""PartnerRegistered, PartnerRenamed, PartnerMerged: project the tree of partners."""

from shared.access import Work
from shared.contracts.organisations import PartnerMerged, PartnerRegistered, PartnerRenamed
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.rooms.partners.commands import ProjectMerge, ProjectParent, project_merge, project_parent


async def project_registered_partner(work: Work, event: PartnerRegistered, _envelope: Envelope) -> None:
    """Project the parent of a new partner."""
    await project_parent(work, ProjectParent(event.partner_id, event.parent_id))


async def project_renamed_partner(work: Work, event: PartnerRenamed, _envelope: Envelope) -> None:
    """Project the parent of a partner that may have moved."""
    await project_parent(work, ProjectParent(event.partner_id, event.parent_id))


async def project_merged_partner(work: Work, event: PartnerMerged, _envelope: Envelope) -> None:
    """Project the partner that an entry turned out to be."""
    await project_merge(work, ProjectMerge(event.partner_id, event.merged_into))


# A closed partner stays where it is: its contact still reads what it agreed.
REACTIONS: Reactions = (
    (PartnerRegistered, project_registered_partner),
    (PartnerRenamed, project_renamed_partner),
    (PartnerMerged, project_merged_partner),
)
