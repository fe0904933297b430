"""Desks: a role in a unit, such as the officer of a facility. Notices and waiting cases are addressed to desks."""

from collections.abc import Mapping

from shared.values.capabilities import Capability, ScopeKind

HOLDERS: Mapping[ScopeKind, tuple[Capability, ...]] = {
    "facility": (Capability.COOPERATION_OFFICER, Capability.COACHING_OFFICER, Capability.HEAD, Capability.REVIEWER),
    "region": (Capability.COOPERATION_OFFICER, Capability.HEAD, Capability.REVIEWER),
    "nation": (Capability.COOPERATION_OFFICER, Capability.COACHING_OFFICER, Capability.HEAD, Capability.REVIEWER),
    "partner": (Capability.PARTNER_CONTACT,),
}
"""The roles that have a desk, by the kind of unit. Operators and other systems have none."""

DESK_CAPABILITIES = tuple(dict.fromkeys(capability for holders in HOLDERS.values() for capability in holders))

WAITING: Mapping[ScopeKind, tuple[Capability, ...]] = {
    **HOLDERS,
    "nation": (*HOLDERS["nation"], Capability.MASTER_DATA_KEEPER),
}
"""The roles for which cases can wait; a keeper of master data has cases of its own, and no notices."""

WAITING_CAPABILITIES = tuple(dict.fromkeys(capability for roles in WAITING.values() for capability in roles))


def unit_key(scope_kind: ScopeKind, unit: str) -> str:
    """A unit as text: `facility:{id}`, `region:{code}`, `partner:{id}` or `nation`."""
    return f"{scope_kind}:{unit}" if unit else scope_kind


def desk_key(scope_kind: ScopeKind, unit: str, capability: Capability) -> str:
    """A desk as text: the key of its unit and its role, such as `region:JATENG:reviewer`."""
    return f"{unit_key(scope_kind, unit)}:{capability}"
