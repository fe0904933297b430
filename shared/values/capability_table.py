"""The table of capabilities: at which levels each can be held, and who may assign it; the data is capabilities.yaml."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

from shared.values.capabilities import Capability, Capacity, Grant, ScopeKind
from shared.values.shipped import load_yaml

Holder = Annotated[str, StringConstraints(pattern=r"^[a-z_]+@[a-z]+$")]
"""A capability at a level, such as `head@facility`."""


class CapabilityRow(BaseModel):
    """One capability of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: tuple[ScopeKind, ...]
    may: str
    assigned_by: frozenset[Holder]
    as_daily_acting_by: frozenset[Holder] = frozenset()

    def assignable_by(self, grant: Grant, capacity: Capacity) -> bool:
        """Whether the holder of `grant` may assign this capability in its unit, in this capacity."""
        holder = holder_of(grant.capability, grant.scope_kind)
        return holder in self.assigned_by or (capacity == "daily_acting" and holder in self.as_daily_acting_by)

    def only_as_daily_acting_by(self, grant: Grant) -> bool:
        """Whether the holder of `grant` may assign this capability as daily acting only."""
        holder = holder_of(grant.capability, grant.scope_kind)
        return holder in self.as_daily_acting_by and holder not in self.assigned_by


def holder_of(capability: Capability, level: ScopeKind) -> Holder:
    """A capability at a level, as the table names it."""
    return f"{capability}@{level}"


@cache
def capability_table() -> Mapping[Capability, CapabilityRow]:
    """Every capability with its row."""
    shipped = load_yaml(files(__package__).joinpath("capabilities.yaml"))
    return TypeAdapter(dict[Capability, CapabilityRow]).validate_python(shipped)
