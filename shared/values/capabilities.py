"""Capabilities and scopes. Job titles depend on the class of a facility; capabilities do not.

`capability_table` has the rules for each capability.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal
from uuid import UUID

Capacity = Literal["definitive", "acting", "daily_acting", "caretaker", "temporary"]
"""How a position is held: definitive, Plt (acting) or Plh (daily acting; UU 30/2014 art. 14), Pj (caretaker of a
regional head) or Pjs (temporary, during the leave for a campaign)."""

ScopeKind = Literal["facility", "region", "nation", "partner"]


class Capability(StrEnum):
    """A capability of an account."""

    COOPERATION_OFFICER = "cooperation_officer"
    COACHING_OFFICER = "coaching_officer"
    SESSION_RECORDER = "session_recorder"
    HEALTH_OFFICER = "health_officer"
    PROBATION_OFFICER = "probation_officer"
    HEAD = "head"
    REVIEWER = "reviewer"
    READER = "reader"
    MASTER_DATA_KEEPER = "master_data_keeper"
    PUBLICATION_OFFICER = "publication_officer"
    AUDITOR = "auditor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    PARTNER_CONTACT = "partner_contact"
    SYSTEM_SUBSCRIBER = "system_subscriber"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Scope:
    """The facilities, regions and partners that a thing concerns; empty means the nation."""

    facilities: frozenset[UUID] = field(default_factory=frozenset)
    regions: frozenset[str] = field(default_factory=frozenset)
    partners: frozenset[UUID] = field(default_factory=frozenset)


# It contains no unit, so a grant for a region, a facility or a partner cannot cover it: a scope that was not filled in
# refuses too much, never too little.
NATION = Scope()


@dataclass(frozen=True, slots=True)
class Grant:
    """One capability in one unit, through one position; `unit` is an id or the code of a region.

    `region` is the region of the unit. It gives no further rights; the audit trail names it. `beneath` are the partners
    under a partner, for which its contact acts as well.
    """

    capability: Capability
    scope_kind: ScopeKind
    unit: str
    capacity: Capacity = "definitive"
    region: str | None = None
    beneath: frozenset[UUID] = frozenset()

    @property
    def partners(self) -> frozenset[UUID]:
        """The partner and everything under it; empty for a grant of another kind."""
        return self.beneath | {UUID(self.unit)} if self.scope_kind == "partner" else frozenset()

    def covers(self, scope: Scope) -> bool:
        """Whether this grant permits its capability in `scope`."""
        match self.scope_kind:
            case "nation":
                return True
            case "region":
                return self.unit in scope.regions
            case "facility":
                return any(str(facility) == self.unit for facility in scope.facilities)
            case "partner":
                return not self.partners.isdisjoint(scope.partners)
