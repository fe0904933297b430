"""Rules as data: an event under a condition notifies audiences, with the texts of a template."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from services.notifications.directory.model import Desk
from services.notifications.rules.model.audiences import Audience, Concerned
from services.notifications.rules.model.ladders import ESCALATED, ESCALATED_NAME, Ladder
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


class ClosedBy(Shipped):
    """An event that closes matters: under `when`, those whose business key its fields `about` name.

    `about` has a field for each one of the rule's `about`. A path such as `covered_by.scope_item_id` names several.
    """

    event: str
    when: Mapping[str, Condition] = {}
    about: tuple[str, ...] = Field(min_length=1)

    def keys(self, event: object) -> list[str]:
        """The business keys of the matters that `event` closes."""
        if not _all_hold(self.when, event):
            return []
        return ["|".join(values) for values in product(*(_values(event, path.split(".")) for path in self.about))]


def _flattened(value: object) -> object:
    """A list in which shared lists of `closers` are one element each, as one list."""
    if not isinstance(value, list):
        return value
    return [closer for each in value for closer in (each if isinstance(each, list) else [each])]


Closers = Annotated[tuple[ClosedBy, ...], BeforeValidator(_flattened)]


class Rule(Shipped):
    """One rule. `about` names the fields that identify a matter; without it, each event is a matter of its own.

    Two events about the same matter bring one notice to each desk. Notices show all matters of one `group`. A rule that
    applies `only_in_force` brings no notice about an agreement that is over or not yet in force when the event arrives.
    `each` names a list of the event: every element is a matter of its own, which concerns the facility of the element
    alone and is identified by its fields.
    """

    name: str
    event: str
    occasion: Text
    when: Mapping[str, Condition] = {}
    to: tuple[Audience, ...] = Field(min_length=1)
    template: str
    each: str = ""
    about: tuple[str, ...] = ()
    group: str = ""
    closed_by: Closers = ()
    only_in_force: bool = False
    severity: Severity
    useful_days: int = Field(ge=1, le=366)
    ladder: Ladder | None = None
    on: bool = True
    """A rule that is off opens no matter; those that it has opened are closed as ever."""

    @model_validator(mode="after")
    def _stops_with_its_cause(self) -> "Rule":
        if self.ladder and not (self.about and self.closed_by):
            raise ValueError(f"{self.name}: only a matter that an event closes has a ladder")
        return self

    def applies_to(self, event: object) -> bool:
        """Whether every condition holds for `event`."""
        return _all_hold(self.when, event)

    def applies_on(self, day: date, event: Any) -> bool:
        """Whether the rule brings a notice about `event` on a day."""
        if not self.only_in_force:
            return True
        days, last_days = event.in_force, (event.in_force.in_force_until, event.ended_on)
        return days.in_force_from <= day and all(last is None or day <= last for last in last_days)

    def desks(self, concerned: Concerned) -> list[Desk]:
        """The desks that are notified, each once, in a fixed order."""
        return sorted({desk for audience in self.to for desk in concerned.desks(audience)})

    def business_key(self, event: object, event_id: UUID) -> str:
        """The key of the matter that `event` opens, or an element of it."""
        return "|".join(str(getattr(event, field)) for field in self.about) or str(event_id)

    def occasions(self, event: Any, concerned: Concerned) -> Iterator[tuple[Any, Concerned]]:
        """The openings of matters, and whom they concern: the event itself, or every element of its list."""
        if not self.each:
            yield event, concerned
            return
        for element in getattr(event, self.each):
            yield element, concerned.only_at(element.facility.id)

    def keys_closed_by(self, event_type: str, event: object) -> set[str]:
        """The business keys of the matters of this rule that `event` closes."""
        return {key for each in self.closed_by if each.event == event_type for key in each.keys(event)}


class InformationOnly(Shipped):
    """An event without a rule, and the reason."""

    event: str
    reason: Text


class Rulebook(Shipped):
    """The whole table."""

    version: int
    groups: Mapping[str, Text] = {}
    closed_because: Mapping[str, Text] = {}
    closers: Mapping[str, Closers] = {}
    """Lists that several rules have in common, as anchors of YAML."""
    rules: tuple[Rule, ...]
    information_only: tuple[InformationOnly, ...]

    @model_validator(mode="after")
    def _every_group_and_reason(self) -> "Rulebook":
        groups = {rule.group for rule in self.rules} - {""}
        if groups != self.groups.keys():
            raise ValueError(f"groups without a name or a rule: {', '.join(sorted(groups ^ self.groups.keys()))}")
        if self.closing != self.closed_because.keys():
            unclear = self.closing ^ self.closed_because.keys()
            raise ValueError(f"closing events without a reason, or reasons without one: {', '.join(sorted(unclear))}")
        return self

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
    def closing(self) -> frozenset[str]:
        """The types of events that close matters."""
        return frozenset(each.event for rule in self.rules for each in rule.closed_by)

    def name_of_group(self, group: str) -> Text:
        """The name of a notice of several matters: that of the group, or the occasion of its only rule."""
        if group == ESCALATED:
            return ESCALATED_NAME
        return self.groups.get(group) or next(rule.occasion for rule in self.rules if rule.name == group)

    @property
    def silent(self) -> frozenset[str]:
        """The types of events without a rule."""
        return frozenset(each.event for each in self.information_only)

    def rules_for(self, event_type: str, event: object) -> list[Rule]:
        """The rules that apply to this event, in the order of the table."""
        return [rule for rule in self.rules if rule.event == event_type and rule.applies_to(event)]


def _all_hold(conditions: Mapping[str, Condition], event: object) -> bool:
    return all(_holds(getattr(event, field), condition) for field, condition in conditions.items())


def _values(value: Any, path: Sequence[str]) -> Iterator[str]:
    """The values at the end of a path; a null has none."""
    if isinstance(value, tuple):
        for each in value:
            yield from _values(each, path)
    elif path and value is not None:
        yield from _values(getattr(value, path[0]), path[1:])
    elif value is not None:
        yield str(value)


def _holds(value: Any, condition: Condition) -> bool:
    match condition:
        case "present":
            return bool(value)
        case "absent":
            return not value
        case Includes(includes=wanted):
            return wanted in value
