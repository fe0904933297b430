"""Desks, the addressees of notices; a desk stays the same when its holder changes. And the offices of facilities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.values.capabilities import NATION, Capability, Grant, Scope, ScopeKind
from shared.values.desks import DESK_CAPABILITIES, desk_key
from shared.values.terms import Zone


@dataclass(frozen=True, slots=True, order=True)
class Desk:
    """A role in a unit."""

    capability: Capability
    scope_kind: ScopeKind
    unit: str = ""

    def __str__(self) -> str:
        """The key by which events and tables name the desk."""
        return desk_key(self.scope_kind, self.unit, self.capability)

    @classmethod
    def parse(cls, key: str) -> "Desk":
        """The desk of a key. Raises `ValueError`."""
        # Neither an id nor a region's code contains a colon.
        match key.split(":"):
            case ["nation", capability]:
                return cls(Capability(capability), "nation")
            case ["facility" | "region" | "partner" as kind, unit, capability]:
                return cls(Capability(capability), kind, unit)
        raise ValueError(f"{key} is no desk")

    @property
    def scope(self) -> Scope:
        """The scope of its unit, for the access check."""
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
    """The desks of an account with these grants: an acting holder's, and those of all partners under its own."""
    return frozenset(
        Desk(grant.capability, grant.scope_kind, unit)
        for grant in grants
        if grant.capability in DESK_CAPABILITIES
        for unit in (map(str, grant.partners) if grant.scope_kind == "partner" else (grant.unit,))
    )


@dataclass(frozen=True, slots=True)
class FacilityPeriod:
    """The name, office and zone of a facility from a day on, until another period begins."""

    facility_id: UUID
    valid_from: date
    version: int
    name: str
    region: str
    zone: Zone
