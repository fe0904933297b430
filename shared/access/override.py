"""The directorate general takes the step of another unit: only with a reason, which stays on record."""

from shared.access.actor import Actor
from shared.values.refusals import OverrideReasonNeeded


def require_override_reason(actor: Actor, unit_name: str, override_reason: str | None) -> None:
    """Raise `OverrideReasonNeeded` if the actor takes the step of a unit from the directorate general, without it."""
    if actor.used is not None and actor.used.scope_kind == "nation" and override_reason is None:
        raise OverrideReasonNeeded(name=unit_name)
