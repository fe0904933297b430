"""Access to meetings: the same as to the agreement that a meeting is about."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.agreement.model.agreement import AgreementNotFound, AgreementUnknown
from services.agreements.agreement.store import load_level_and_units
from services.agreements.meetings.store import load_agreement_id
from shared.access import Work
from shared.values.capabilities import Scope

KEEPERS = agreement.KEEPERS
READERS = agreement.READERS


class AboutMeeting(Protocol):
    """A query about one meeting."""

    @property
    def meeting_id(self) -> UUID:
        """The id of the meeting."""


async def scope_to_change(work: Work, command: agreement.AboutAgreement) -> Scope:
    """The scope in which the agreement of a new meeting is kept. Raises `AgreementUnknown`."""
    try:
        return await agreement.scope_to_change(work, command)
    except AgreementNotFound as error:
        # A meeting has its own URL, and names its agreement in the body.
        raise AgreementUnknown(id=command.agreement_id) from error


async def scope_to_read(work: Work, query: AboutMeeting) -> Scope:
    """Every unit that the agreement of a meeting concerns. Raises `MeetingNotFound`."""
    agreement_id = await load_agreement_id(work.connection, query.meeting_id)
    _, units = await load_level_and_units(work.connection, agreement_id)
    return units
