"""Checks of the event table: with the topics, the registered events, and the subscriptions of the services."""

import re
from collections.abc import Iterator, Mapping

from deploy.contracts.event_table import EventRow, EventTable
from deploy.installation.service import subscription_of
from deploy.installation.services import SERVICES
from deploy.topics.catalogue import Topic
from shared.contracts.event import Event

CORRECTION = re.compile(r"\.(corrected|retracted)(?=\.v[0-9]+$)")


def mistakes(table: EventTable, events: Mapping[str, type[Event]], topics: Mapping[str, Topic]) -> list[str]:
    """The mistakes of the table, as sentences."""
    return [
        *(line for type_, row in table.items() for line in _wrong_topic(type_, row, topics)),
        *(line for type_, row in table.items() for line in _wrong_correction(type_, row, table)),
        *(line for type_, event in events.items() for line in _wrong_row(type_, event, table.get(type_))),
        *(
            f"{type_} is {row.state} in the event table, and no model defines it: it is `planned`"
            for type_, row in table.items()
            if row.state != "planned" and type_ not in events
        ),
        *_wrong_consumers(table, events),
    ]


def _wrong_topic(type_: str, row: EventRow, topics: Mapping[str, Topic]) -> Iterator[str]:
    if row.topic not in topics:
        yield f"{type_} goes to {row.topic} in the event table, which is not in topics.yaml"
    elif (owner := topics[row.topic].owner) != row.emitter.partition("/")[0]:
        yield f"{type_} is emitted by {row.emitter} in the event table, but {row.topic} is owned by {owner}"


def _wrong_correction(type_: str, row: EventRow, table: EventTable) -> Iterator[str]:
    corrected_type = CORRECTION.sub("", type_)
    if corrected_type == type_:
        return
    corrected = table.get(corrected_type)
    if corrected is None:
        yield f"{type_} corrects {corrected_type}, which is not in the event table"
    elif (row.topic, row.key, row.subject) != (corrected.topic, corrected.key, corrected.subject):
        yield f"{type_} has another topic, key or subject than {corrected_type}, which it corrects"


def _wrong_row(type_: str, event: type[Event], row: EventRow | None) -> Iterator[str]:
    if row is None:
        yield f"{type_} has no row in the event table"
        return
    if row.state == "planned":
        yield f"{type_} is planned in the event table, but a model defines it: it is `provisional` or `whole`"
    if (row.topic, row.key, row.subject) != (event.topic, event.key_field, event.subject_field):
        yield f"{type_} has another topic, key or subject in the event table than in its model"


def _wrong_consumers(table: EventTable, events: Mapping[str, type[Event]]) -> Iterator[str]:
    reacting = {service: _events_of(service) for service in SERVICES}
    for type_ in table.keys() & events.keys():
        actual = {service for service in SERVICES if type_ in reacting[service]}
        if actual != set(table[type_].consumers):
            listed = ", ".join(sorted(actual)) or "no service"
            yield f"{type_} has other consumers in the event table; {listed} reacts to it"


def _events_of(service: str) -> set[str]:
    return {event.type for reactions in subscription_of(service).reactions for event, _ in reactions}
