"""Access to papers: the readers of a record may have its paper; the directorate general keeps the templates.

A paper of an agreement is whole. The contact of an agency, which is shown its own items only, is given none.
"""

from services.agreements.agreement import access as agreement
from services.agreements.ceremonies import access as ceremonies
from services.agreements.meetings import access as meetings
from services.agreements.proposals import access as proposals
from services.agreements.succession import access as succession
from services.agreements.texts.model.texts import PaperForPartiesOnly
from shared.access import Work
from shared.values.capabilities import Capability

READERS = agreement.READERS
KEEPERS = agreement.KEEPERS
TEMPLATE_KEEPERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)
"""May change templates, for the nation only."""
scope_of_agreement = agreement.scope_to_read
scope_of_keeper = agreement.scope_to_change
scope_of_meeting = meetings.scope_to_read
scope_of_proposal = proposals.scope_to_read
scope_of_addendum = succession.scope_to_read_addendum
CEREMONY_READERS = ceremonies.READERS
scope_of_ceremony = ceremonies.scope_to_read


async def require_whole(work: Work, about: agreement.AboutAgreement) -> None:
    """Raise `PaperForPartiesOnly` for the contact of an agency."""
    if await agreement.represented_agencies(work, about) is not None:
        raise PaperForPartiesOnly
