"""Rules as data: an event under a condition notifies audiences, with the texts of a template."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.notifications.directory.model import Desk
from services.notifications.rules.model.audiences import Audience, Concerned
from shared.values.cooperation import Severity
from shared.values.texts import Text


class Shipped(BaseModel):
    """A part of `rules.yaml`; a misspelt name in it is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Includes(Shipped):
    """A condition on a field with several values: one of them is this."""

    includes: str


Condition = Literal["present", "absent"] | Includes
"""`absent`: null, empty or zero; `present`: anything else."""


class Rule(Shipped):
    """One rule. `about` names the fields that identify the subject of a notice; without it, the event is the subject.

    Two events with the same subject bring one notice to each desk.
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

    def desks(self, concerned: Concerned) -> list[Desk]:
        """The desks that are notified, each once, in a fixed order."""
        return sorted({desk for audience in self.to for desk in concerned.desks(audience)})

    def business_key(self, event: object, event_id: UUID, desk: Desk) -> str:
        """The key that is unique in the inbox: rule, subject and desk."""
        subject = [str(getattr(event, field)) for field in self.about] or [str(event_id)]
        return "|".join((self.name, *subject, str(desk)))


class InformationOnly(Shipped):
    """An event that notifies nobody, and the reason."""

    event: str
    reason: Text


class Rulebook(Shipped):
    """The whole table."""

    version: int
    rules: tuple[Rule, ...]
    information_only: tuple[InformationOnly, ...]

    @model_validator(mode="after")
    def _each_once(self) -> "Rulebook":
        names = [rule.name for rule in self.rules] + [each.event for each in self.information_only]
        doubled = {name for name in names if names.count(name) > 1} | (self.ruled & self.silent)
        if doubled:
            raise ValueError(f"listed twice: {', '.join(sorted(doubled))}")
        return self

    @property
    def ruled(self) -> frozenset[str]:
        """The types of events that have rules."""
        return frozenset(rule.event for rule in self.rules)

    @property
    def silent(self) -> frozenset[str]:
        """The types of events that notify nobody."""
        return frozenset(each.event for each in self.information_only)

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
