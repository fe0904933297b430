"""Who may do what, and where: capabilities and scopes. Titles change with the class of a facility; these do not."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal
from uuid import UUID

Capacity = Literal["definitive", "acting", "daily_acting", "caretaker", "temporary"]
"""How a position is held: definitive, Plt (acting), Plh (daily acting; UU 30/2014 art. 14), Pj (caretaker of a regional
head) or Pjs (temporary, during campaign leave)."""

ScopeKind = Literal["facility", "region", "nation", "partner"]


class Capability(StrEnum):
    """What an account may act as. `capabilities.yaml` says at which levels each can be held and who may assign it."""

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
    """Where a thing lies: the facilities and regions it touches, the partners it concerns; empty means the nation."""

    facilities: frozenset[UUID] = field(default_factory=frozenset)
    regions: frozenset[str] = field(default_factory=frozenset)
    partners: frozenset[UUID] = field(default_factory=frozenset)


# No unit lies in it, so a grant for a region, a facility or a partner cannot cover it: forgetting to fill in a scope
# refuses too much and never too little.
NATION = Scope()


@dataclass(frozen=True, slots=True)
class Grant:
    """One capability in one scope, held through one position; `unit` is an id or a region's code.

    `region` is where a unit of the field lies: it widens nothing, and says to which region a deed belongs.
    """

    capability: Capability
    scope_kind: ScopeKind
    unit: str
    capacity: Capacity = "definitive"
    region: str | None = None

    def covers(self, scope: Scope) -> bool:
        """Whether a thing in `scope` lies within this grant."""
        match self.scope_kind:
            case "nation":
                return True
            case "region":
                return self.unit in scope.regions
            case "facility":
                return any(str(facility) == self.unit for facility in scope.facilities)
            case "partner":
                return any(str(partner) == self.unit for partner in scope.partners)
