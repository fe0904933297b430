"""Made-up events, by which a template is tried and shown before there is a real one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from services.notifications.rules.model.audiences import Item
from shared.contracts.event import Event
from shared.values.texts import Text

EXAMPLE_DAY = date(2026, 8, 17)
EXAMPLE_ITEMS = (Item("sport", "olahraga", ()),)
"""The scope items of an agency that is notified."""
EXAMPLE_PLACES = 12
"""The facilities under an office that carry an agreement out."""
EXAMPLE_WEEK = SimpleNamespace(monday=date(2026, 8, 10), sunday=date(2026, 8, 16))
EXAMPLE_UNITS = (
    SimpleNamespace(
        scope_kind="facility",
        overdue=1,
        groups=(
            SimpleNamespace(
                name=Text("Tawaran yang menunggu jawaban", "Offers that wait for an answer"),
                opened=3,
                closed=1,
                open=2,
                overdue=1,
            ),
        ),
    ),
)
"""The units of a head, with the counts of their week."""
WORDS: Mapping[str, str] = {
    "name": "Lapas Contoh",
    "title": "Pembinaan Kemandirian Contoh",
    "registration_number": "26-JTG-0042",
    "field": "sport",
    "fields": "sport",
    "uncovered_fields": "sport",
    "field_name": "olahraga",
    "region": "JATENG",
    "position": "Kepala Lapas Contoh",
    "subscriber_id": "contoh",
    "zone": "Asia/Jakarta",
}
VALUES: Mapping[type, Any] = {
    bool: True,
    int: 2,
    float: 2.0,
    Decimal: Decimal(2),
    str: "contoh",
    date: EXAMPLE_DAY,
    time: time(9),
    datetime: datetime(2026, 8, 17, 2, tzinfo=UTC),
    UUID: UUID(int=1),
}
PARTIES = ("facility", "partner")
"""The kinds of the two units of an example with parties."""


def example_of(event: type[Event]) -> Event:
    """An event of this type, in which every field has a value."""
    return _example(event)  # type: ignore[return-value]


def _example(model: type[BaseModel]) -> BaseModel:
    # Without the checks of the model: an example has every field, which no real event has.
    return model.model_construct(**{name: _value(name, field.annotation) for name, field in model.model_fields.items()})


def _value(name: str, annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin is None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return _named(name, _example(annotation))
        return WORDS.get(name, VALUES[str]) if annotation is str else VALUES.get(annotation)
    given = [each for each in get_args(annotation) if each not in {NoneType, ...}]
    if origin is Literal:
        return given[0]
    if origin in {Union, UnionType} or hasattr(annotation, "__metadata__"):
        return _value(name, given[0])
    if origin in {tuple, list}:
        return _several(name, given[0])
    return {}


def _several(name: str, element: Any) -> tuple[Any, ...]:
    if name != "parties":
        return (_value(name, element),)
    ours, theirs = (_value(name, element) for _ in PARTIES)
    return tuple(
        each.model_copy(update={"role": "principal", "unit": each.unit.model_copy(update={"kind": kind, "name": unit})})
        for each, kind, unit in zip((ours, theirs), PARTIES, (WORDS["name"], "Yayasan Contoh"), strict=True)
    )


def _named(name: str, value: BaseModel) -> BaseModel:
    """A unit, with the name of its kind."""
    return value.model_copy(update={"name": "Yayasan Contoh"}) if name == "partner" else value
