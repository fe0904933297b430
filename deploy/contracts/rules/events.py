"""The rules for an event type as a whole: its topic, key and subject, and its sunset."""

from dataclasses import dataclass
from datetime import date, timedelta

from deploy.contracts.rules.rule import RuleSet
from deploy.contracts.schemas import Schema

SUNSET_NOTICE = timedelta(days=180)
"""Time from the announcement of a sunset to the sunset: other offices change their programs once or twice a year."""


@dataclass(frozen=True)
class EventFacts:
    """The promises of an event type besides its fields, judged on the day `today`."""

    topic: str
    key: str
    subject: str
    sunset: date | None
    description: str
    provisional: bool
    today: date

    @property
    def sunset_is_over(self) -> bool:
        """Whether the type may be withdrawn. The sunset is the last promised day, so on that day it may not."""
        return self.sunset is not None and self.sunset < self.today


def facts_of(schema: Schema, today: date) -> EventFacts:
    """The facts of an event type from its schema."""
    return EventFacts(
        topic=schema["x-topic"],
        key=schema["x-key"],
        subject=schema["x-subject"],
        sunset=date.fromisoformat(schema["x-sunset"]) if "x-sunset" in schema else None,
        description=schema.get("description", ""),
        provisional="x-provisional" in schema,
        today=today,
    )


EVENT_RULES = RuleSet[EventFacts]()


@EVENT_RULES.added(breaks=False, why="Readers ignore a type that they do not know.")
def type_added(_new: EventFacts) -> str:
    return "is new"


@EVENT_RULES.removed(
    breaks=True, why="The type was promised until its sunset, or for ever. Announce a sunset and wait for it."
)
def withdrawn_before_sunset(old: EventFacts) -> str | None:
    return None if old.sunset_is_over else f"was withdrawn; {_promise(old)}"


@EVENT_RULES.removed(breaks=False, why="Its sunset is over. The log keeps its events for readers of the past.")
def withdrawn(old: EventFacts) -> str | None:
    return f"was withdrawn; {_promise(old)}" if old.sunset_is_over else None


@EVENT_RULES.changed(breaks=True, why="Readers of the topic no longer get it, and order exists within one topic only.")
def topic_changed(before: EventFacts, after: EventFacts) -> str | None:
    return _moved("topic", before.topic, after.topic)


@EVENT_RULES.changed(
    breaks=True, why="Events with the same key are in order; with another key, stream versions restart."
)
def key_changed(before: EventFacts, after: EventFacts) -> str | None:
    return _moved("key", before.key, after.key)


@EVENT_RULES.changed(breaks=True, why="Readers use the subject to find what the event is about.")
def subject_changed(before: EventFacts, after: EventFacts) -> str | None:
    return _moved("subject", before.subject, after.subject)


@EVENT_RULES.changed(breaks=True, why=f"A sunset is announced {SUNSET_NOTICE.days} days ahead.")
def sunset_too_soon(before: EventFacts, after: EventFacts) -> str | None:
    announced = _announced(before, after)
    return f"would end on {announced}" if announced and announced < after.today + SUNSET_NOTICE else None


@EVENT_RULES.changed(breaks=False, why="Announced in time; tell the subscribers.")
def sunset_announced(before: EventFacts, after: EventFacts) -> str | None:
    announced = _announced(before, after)
    return f"ends on {announced}" if announced and announced >= after.today + SUNSET_NOTICE else None


@EVENT_RULES.changed(breaks=True, why="Readers plan with the announced day.")
def sunset_brought_forward(before: EventFacts, after: EventFacts) -> str | None:
    earlier = before.sunset and after.sunset and after.sunset < before.sunset
    return _other_sunset(before, after) if earlier else None


@EVENT_RULES.changed(breaks=False, why="Readers have more time.")
def sunset_put_off(before: EventFacts, after: EventFacts) -> str | None:
    later = before.sunset and (not after.sunset or after.sunset > before.sunset)
    return _other_sunset(before, after) if later else None


@EVENT_RULES.changed(breaks=False, why="Its shape is settled; from this release on the rules bind.")
def became_whole(before: EventFacts, after: EventFacts) -> str | None:
    return "is no longer provisional" if before.provisional and not after.provisional else None


@EVENT_RULES.changed(breaks=True, why="Its shape was promised, and a mark takes no promise back.")
def became_provisional(before: EventFacts, after: EventFacts) -> str | None:
    return "was marked as provisional" if after.provisional and not before.provisional else None


@EVENT_RULES.changed(breaks=False, why="Words may become clearer; the reviewer checks that the meaning stays.")
def event_reworded(before: EventFacts, after: EventFacts) -> str | None:
    return "has another description" if before.description != after.description else None


def _moved(what: str, before: str, after: str) -> str | None:
    return None if before == after else f"changed its {what} from {before} to {after}"


def _announced(before: EventFacts, after: EventFacts) -> date | None:
    return after.sunset if before.sunset is None else None


def _promise(facts: EventFacts) -> str:
    return f"its sunset is {facts.sunset}" if facts.sunset else "no sunset was announced"


def _other_sunset(before: EventFacts, after: EventFacts) -> str:
    return f"changed its sunset from {before.sunset} to {after.sunset or 'none'}"
