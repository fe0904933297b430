"""Correspondents as recipients: they have the usual habits, and their only address needs no code."""

from services.notifications.contacts.model.habits import Habits
from services.notifications.contacts.model.recipients import Recipient, Way
from services.notifications.correspondents.model.correspondents import Correspondent


def recipient_of(correspondent: Correspondent) -> Recipient:
    """The recipient of the deliveries to a correspondent. Each notice has a link of its own, so none is in a digest."""
    way = Way(
        correspondent.channel,
        correspondent.address,
        correspondent.given_by,
        correspondent.given_at,
        code_wanted=False,
        confirmed_at=correspondent.given_at,
        refused_at=correspondent.refused_at,
    )
    return Recipient(correspondent.account, Habits(), {correspondent.channel: way})
