"""The choice of the keeper of names: the embedded vault, or an outside resolver if the settings name one."""

from services.programs.participants.gateway import OutsideResolver
from services.programs.participants.model import NameKeeper
from services.programs.participants.store import EmbeddedVault
from shared.access import Work
from shared.files.keys import KeyRing
from shared.operations.settings import Settings


def names(work: Work, settings: Settings) -> NameKeeper:
    """The keeper of names that the settings name, for one unit of work."""
    if settings.resolver_url:
        return OutsideResolver(work, settings)
    return EmbeddedVault(work, KeyRing(settings.files_key_id, settings.secret))
