"""What it means that something waits: for which desk, and which kinds of matters there are. Nothing is found here."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.values.capabilities import Capability, ScopeKind
from shared.values.texts import Text

HOLDERS: Mapping[ScopeKind, tuple[Capability, ...]] = {
    "facility": (Capability.OFFICER, Capability.HEAD),
    "region": (Capability.REGIONAL_REVIEWER,),
    "nation": (Capability.DIRECTORATE,),
    "partner": (Capability.PARTNER_CONTACT,),
}
"""Who acts on what waits for a unit of each kind. Operators and other systems have no desk: nothing waits for them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of matter that waits: its name, the title and the link of a case, and within how many days to act.

    The title's placeholders are filled with what the case says of itself, the link's with the id that it is `about`.
    Without `days`, and where the case names no day of its own, nothing is ever overdue.
    """

    label: Text
    title: Text
    link: str
    days: int | None = None
