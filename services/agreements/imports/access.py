"""Access to imports: an import belongs to the unit that sent it; each row needs the right of its own use case."""

from typing import Protocol
from uuid import UUID

from services.agreements.imports.model.imports import Import, ImportScope
from services.agreements.imports.store.imports import load_import
from shared.access import Actor, Work
from shared.values.capabilities import NATION, Capability, Scope

IMPORTERS = (
    Capability.MASTER_DATA_KEEPER,
    Capability.OPERATOR,
    Capability.HEAD,
    Capability.COOPERATION_OFFICER,
)
"""May send tables, look at them, and accept and withdraw them. The widest first: they import for more units."""


class AboutImport(Protocol):
    """A command or query about one import."""

    @property
    def import_id(self) -> UUID:
        """The id of the import."""


async def scope_to_change(work: Work, command: AboutImport) -> Scope:
    """The unit for which an import was sent. Raises `ImportNotFound`."""
    return scope_of(await load_import(work.connection, command.import_id))


scope_to_read = scope_to_change


def scope_of(received: Import) -> Scope:
    """The scope of an import."""
    match received.scope_kind:
        case "facility":
            return Scope(facilities=frozenset({UUID(received.unit)}))
        case "region":
            return Scope(regions=frozenset({received.unit}))
        case _:
            return NATION


def scope_of_sender(actor: Actor) -> ImportScope:
    """The unit of the position by which an actor sends a table; the nation at the command line."""
    used = actor.used
    return ImportScope(used.scope_kind, used.unit, used.region) if used else ImportScope("nation", "")
