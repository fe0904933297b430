"""The choice of the keeper of names, and names given to another key.

The keeper is the embedded vault, or an outside resolver if the settings name one.
"""

from uuid import UUID

from services.programs.participants.gateway import OutsideResolver
from services.programs.participants.model import NameKeeper
from services.programs.participants.store import EmbeddedVault, place_of, whole
from shared.access import Work
from shared.files.keys import KeyRing
from shared.files.sealing import key_id_of, resealed
from shared.operations.settings import Settings


def names(work: Work, settings: Settings) -> NameKeeper:
    """The keeper of names that the settings name, for one unit of work."""
    if settings.resolver_url:
        return OutsideResolver(work, settings)
    return EmbeddedVault(work, KeyRing(settings.files_key_id, settings.secret))


async def reseal(keys: KeyRing, facility_id: UUID, participant_id: UUID, content: bytes) -> bytes | None:
    """A sealed name for the current key of the installation; None if it has that key already.

    Raises `ContentBroken` or `KeyUnusable`.
    """
    if await key_id_of(whole(content)) == keys.current:
        return None
    place = place_of(facility_id, participant_id)
    return b"".join([piece async for piece in resealed(keys, place, whole(content))])
