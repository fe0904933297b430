"""Heads of units on a day: the position, never the person, whose name is written by hand."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from services.agreements.texts.model.names import in_full
from shared.values.capabilities import Capacity
from shared.values.labels import label


class Head(BaseModel):
    """The position that heads a unit, in which capacity, by which letter, and the days of its term."""

    model_config = ConfigDict(frozen=True)

    title: str
    capacity: Capacity = "definitive"
    letter: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


def default_title(name: str) -> str:
    """The title of the head of one of our units whose position has none on record."""
    return f"Kepala {in_full(name)}"


def acting_title(title: str, capacity: Capacity) -> str:
    """The title of a position with its capacity before it: Plh. Kepala Lapas."""
    if capacity == "definitive" or title.startswith(label("capacity", capacity).id):
        return title
    return f"{label('capacity', capacity).id} {title}"
