"""The rules for an event type as a whole: where it goes, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from deploy.contracts.rules.rule import Rule, came, kept, went
from deploy.contracts.schemas import Schema

SUNSET_NOTICE = timedelta(days=180)
"""How long before its sunset a type's end is announced: other offices change their programs once or twice a year."""


@dataclass(frozen=True)
class Head:
    """What an event type promises beside its fields."""

    topic: str
    key: str
    subject: str
    sunset: date | None
    description: str


def head_of(schema: Schema) -> Head:
    """The head of an event type by its schema."""
    return Head(
        topic=schema["x-topic"],
        key=schema["x-key"],
        subject=schema["x-subject"],
        sunset=date.fromisoformat(schema["x-sunset"]) if "x-sunset" in schema else None,
        description=schema.get("description", ""),
    )


def event_rules(today: date) -> tuple[Rule[Head], ...]:
    """The rules as they apply on a day: an end must be announced in time, and must have come."""
    soonest = today + SUNSET_NOTICE
    return (
        Rule("type-added", False, "Readers ignore a type that they do not know.", came(lambda _: "is new")),
        Rule(
            "withdrawn-before-sunset",
            True,
            "Readers were promised the type until its sunset, or for ever. Announce a sunset and wait for it.",
            went(lambda old: None if _over(old, today) else f"was withdrawn; {_promise(old)}"),
        ),
        Rule(
            "withdrawn",
            False,
            "Its sunset is over. The log keeps its events, for whoever reads the past.",
            went(lambda old: f"was withdrawn; {_promise(old)}" if _over(old, today) else None),
        ),
        Rule(
            "topic-changed",
            True,
            "Readers of the topic miss it, and order holds within one topic only.",
            kept(_moved("its topic", lambda head: head.topic)),
        ),
        Rule(
            "key-changed",
            True,
            "What came in order no longer does, and stream versions begin anew.",
            kept(_moved("its key", lambda head: head.key)),
        ),
        Rule(
            "subject-changed",
            True,
            "Readers find what the event is about by its subject.",
            kept(_moved("its subject", lambda head: head.subject)),
        ),
        Rule(
            "sunset-too-soon",
            True,
            f"An end is announced {SUNSET_NOTICE.days} days ahead.",
            kept(lambda b, a: f"would end on {a.sunset}" if not b.sunset and a.sunset and a.sunset < soonest else None),
        ),
        Rule(
            "sunset-announced",
            False,
            "Announced in time; subscribers are told.",
            kept(lambda b, a: f"ends on {a.sunset}" if not b.sunset and a.sunset and a.sunset >= soonest else None),
        ),
        Rule(
            "sunset-brought-forward",
            True,
            "Readers plan by the announced day.",
            kept(lambda b, a: _other_end(b, a) if b.sunset and a.sunset and a.sunset < b.sunset else None),
        ),
        Rule(
            "sunset-put-off",
            False,
            "Readers have more time.",
            kept(lambda b, a: _other_end(b, a) if b.sunset and (not a.sunset or a.sunset > b.sunset) else None),
        ),
        Rule(
            "event-reworded",
            False,
            "Words may be made clearer; a reviewer sees to it that the meaning stays.",
            kept(lambda b, a: "is described anew" if b.description != a.description else None),
        ),
    )


def _moved(what: str, of: Callable[[Head], str]) -> Callable[[Head, Head], str | None]:
    return lambda before, after: None if of(before) == of(after) else f"changed {what} from {of(before)} to {of(after)}"


def _over(head: Head, today: date) -> bool:
    # A sunset is the last day that was promised, so on that day the type is still owed.
    return head.sunset is not None and head.sunset < today


def _promise(head: Head) -> str:
    return f"its sunset is {head.sunset}" if head.sunset else "no sunset was announced"


def _other_end(before: Head, after: Head) -> str:
    return f"changed its sunset from {before.sunset} to {after.sunset or 'none'}"
