"""Access to correspondents: the keepers of master data, and for one notice whoever holds the secret of its link."""

from typing import Protocol

from services.notifications.correspondents.model.correspondents import PREFIX
from services.notifications.correspondents.model.links import LinkNotValid, digest_of
from services.notifications.correspondents.store.correspondents import load_correspondent
from services.notifications.correspondents.store.links import load_link_by
from shared.access import Work
from shared.access.positions import CAPITAL_ZONE
from shared.values.capabilities import Capability
from shared.values.terms import day_in

KEEPERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)


class WithSecret(Protocol):
    """A command or query of the holder of a link."""

    @property
    def secret(self) -> str:
        """The secret of the link."""


async def held(work: Work, command: WithSecret) -> None:
    """Find the link of the secret, and name the actor after its correspondent. Raises `LinkNotValid`."""
    link = await load_link_by(work.connection, digest_of(command.secret))
    link.require_valid(work.now)
    correspondent = await load_correspondent(work.connection, link.correspondent_id)
    if not correspondent.is_reached(day_in(CAPITAL_ZONE, work.now)):
        raise LinkNotValid
    work.actor.account = f"{PREFIX}{link.correspondent_id}"
