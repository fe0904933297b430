"""Rules as data: an event under a condition is told to an audience, in the words of a template, while it is useful."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.notifications.directory.model import Desk
from services.notifications.rules.audiences import Audience, desks
from shared.values.cooperation import Severity
from shared.values.texts import Text


class Shipped(BaseModel):
    """Something read from `rules.yaml`, where a misspelt word must not pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Includes(Shipped):
    """A condition on a field that holds several values: one of them is this."""

    includes: str


Condition = Literal["present", "absent"] | Includes
"""`present`: there is some; `absent`: there is none, be it null, empty or zero."""


class Rule(Shipped):
    """One line of the table. `about` names the fields that say what a notice is about; without, it is the event itself.

    Two events that are about the same bring one notice to each desk.
    """

    name: str
    event: str
    occasion: Text
    when: Mapping[str, Condition] = {}
    to: tuple[Audience, ...] = Field(min_length=1)
    template: str
    about: tuple[str, ...] = ()
    severity: Severity
    useful_days: int = Field(ge=1, le=366)

    def applies_to(self, event: object) -> bool:
        """Whether every condition holds for `event`."""
        return all(_holds(getattr(event, field), condition) for field, condition in self.when.items())

    def desks(self, event: object) -> list[Desk]:
        """The desks that are told, each once, in a fixed order."""
        return sorted({desk for audience in self.to for desk in desks(event, audience)})

    def business_key(self, event: object, event_id: UUID, desk: Desk) -> str:
        """What exists once in the inbox: this rule's notice about this matter at this desk."""
        matter = [str(getattr(event, field)) for field in self.about] or [str(event_id)]
        return "|".join((self.name, *matter, str(desk)))


class InformationOnly(Shipped):
    """An event of which nobody is told, and why."""

    event: str
    reason: Text


class Rulebook(Shipped):
    """The whole table."""

    version: int
    rules: tuple[Rule, ...]
    information_only: tuple[InformationOnly, ...]

    @model_validator(mode="after")
    def _each_once(self) -> "Rulebook":
        names = [rule.name for rule in self.rules] + [line.event for line in self.information_only]
        doubled = {name for name in names if names.count(name) > 1} | (self.ruled & self.silent)
        if doubled:
            raise ValueError(f"listed twice: {', '.join(sorted(doubled))}")
        return self

    @property
    def ruled(self) -> frozenset[str]:
        """The events that are told."""
        return frozenset(rule.event for rule in self.rules)

    @property
    def silent(self) -> frozenset[str]:
        """The events that are not."""
        return frozenset(line.event for line in self.information_only)

    def rules_for(self, event_type: str, event: object) -> list[Rule]:
        """The rules that apply to this event, in the order of the table."""
        return [rule for rule in self.rules if rule.event == event_type and rule.applies_to(event)]


def _holds(value: Any, condition: Condition) -> bool:
    match condition:
        case "present":
            return bool(value)
        case "absent":
            return not value
        case Includes(includes=wanted):
            return wanted in value
