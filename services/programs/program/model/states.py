"""The states of a program and the moves between them, as data."""

from dataclasses import dataclass
from typing import Literal

from shared.values.labels import label
from shared.values.refusals import WrongState
from shared.values.texts import Text

ProgramState = Literal["planned", "open", "running"]


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move of a program, and what people call it."""

    before: ProgramState
    after: ProgramState
    label: Text

    def refused_in(self, state: ProgramState) -> WrongState:
        """The refusal of this move in a state from which it does not lead."""
        allowed = [label("program_state", self.before)]
        return WrongState(operation=self.label, state=label("program_state", state), allowed=allowed)


OPENING = Move("planned", "open", Text("Pembukaan program", "Opening the program"))
FIRST_COHORT = Move("open", "running", Text("Pembentukan angkatan pertama", "Starting the first cohort"))
FIRST_SESSION = Move("open", "running", Text("Pencatatan pertemuan pertama", "Recording the first session"))
