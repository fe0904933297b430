"""Desks: where notices lie. A desk outlives whoever sits at it, also while somebody acts for its holder."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shared.values.capabilities import NATION, Capability, Grant, Scope, ScopeKind

DESK_CAPABILITIES = (
    Capability.OFFICER,
    Capability.HEAD,
    Capability.REGIONAL_REVIEWER,
    Capability.DIRECTORATE,
    Capability.PARTNER_CONTACT,
)
"""Operators and other systems have no desk."""


@dataclass(frozen=True, slots=True, order=True)
class Desk:
    """A role in a unit, such as `facility:{id}:officer`, `region:{code}:regional_reviewer`, `nation:directorate`."""

    capability: Capability
    scope_kind: ScopeKind
    unit: str = ""

    def __str__(self) -> str:
        """The text form, which events and tables carry."""
        return ":".join(part for part in (self.scope_kind, self.unit, self.capability) if part)

    @classmethod
    def parse(cls, text: str) -> "Desk":
        """The desk of a text form. Raises `ValueError` for what is none."""
        # Neither an id nor a region's code holds a colon.
        match text.split(":"):
            case ["nation", capability]:
                return cls(Capability(capability), "nation")
            case ["facility" | "region" | "partner" as kind, unit, capability]:
                return cls(Capability(capability), kind, unit)
        raise ValueError(f"{text} is no desk")

    @property
    def scope(self) -> Scope:
        """Where the desk stands, for the access check."""
        match self.scope_kind:
            case "facility":
                return Scope(facilities=frozenset({UUID(self.unit)}))
            case "region":
                return Scope(regions=frozenset({self.unit}))
            case "partner":
                return Scope(partners=frozenset({UUID(self.unit)}))
            case "nation":
                return NATION


def desks_of(grants: Iterable[Grant]) -> frozenset[Desk]:
    """The desks at which somebody with these grants sits, acting or not."""
    return frozenset(
        Desk(grant.capability, grant.scope_kind, grant.unit)
        for grant in grants
        if grant.capability in DESK_CAPABILITIES
    )
