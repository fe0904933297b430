"""Who may publish practices. Every account with a position may read them."""

from typing import Protocol
from uuid import UUID

from services.programs.catalogue.model.refusals import TemplateNotFound
from services.programs.catalogue.store import load_catalogue
from shared.access import Work
from shared.values.capabilities import NATION, Capability, Scope

KEEPERS = (Capability.COACHING_OFFICER, Capability.HEAD)
"""Those of the directorate general publish national practices, those of a facility its own ones."""


class OfFacility(Protocol):
    """A command about the own practice of a facility."""

    @property
    def facility_id(self) -> UUID:
        """Which facility."""


class AboutTemplate(Protocol):
    """A command about one practice."""

    @property
    def code(self) -> str:
        """Which practice."""


async def scope_to_publish(_work: Work, command: OfFacility) -> Scope:
    """The facility whose own practice it will be."""
    return Scope(facilities=frozenset({command.facility_id}))


async def scope_to_change(work: Work, command: AboutTemplate) -> Scope:
    """The facility whose own practice it is; the nation, for a national one. Raises `TemplateNotFound`."""
    found = (await load_catalogue(work.connection, command.code)).find(command.code)
    if found is None:
        raise TemplateNotFound(code=command.code)
    return Scope(facilities=frozenset({found.facility.id})) if found.facility else NATION
