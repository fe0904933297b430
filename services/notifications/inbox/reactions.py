"""What the inbox does about every event that somebody is told of."""

from services.notifications.inbox.commands import IssueNotices, issue_notices
from services.notifications.rules.rulebook import ruled_events
from shared.access import Work
from shared.contracts.event import Event
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def _tell(work: Work, event: Event, envelope: Envelope) -> None:
    await issue_notices(work, IssueNotices(event, envelope.id, envelope.time))


REACTIONS: Reactions = tuple((event, _tell) for event in ruled_events())
