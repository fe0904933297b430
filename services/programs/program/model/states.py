"""The states of a program and the moves between them, as data."""

from dataclasses import dataclass
from typing import Literal

from shared.values.texts import Text

State = Literal["planned", "open", "running"]

STATES: dict[State, Text] = {
    "planned": Text("direncanakan", "planned"),
    "open": Text("dibuka", "open"),
    "running": Text("berjalan", "running"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move of a program."""

    before: State
    after: State
    label: Text


OPENING = Move("planned", "open", Text("Pembukaan program", "Opening the program"))
START = Move("open", "running", Text("Angkatan pertama", "The first cohort"))
