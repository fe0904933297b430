"""The states of a program and the moves between them, as data."""

from dataclasses import dataclass
from typing import Literal

from shared.values.labels import label
from shared.values.refusals import WrongState
from shared.values.texts import Text

ProgramState = Literal["planned", "open", "running", "joined"]


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move of a program, and what people call it."""

    before: tuple[ProgramState, ...]
    after: ProgramState
    label: Text

    def require(self, state: ProgramState) -> None:
        """Raise `WrongState` in a state from which the move does not lead."""
        if state not in self.before:
            raise self.refused_in(state)

    def refused_in(self, state: ProgramState) -> WrongState:
        """The refusal of this move in a state from which it does not lead."""
        allowed = [label("program_state", each) for each in self.before]
        return WrongState(operation=self.label, state=label("program_state", state), allowed=allowed)


OPENING = Move(("planned",), "open", Text("Pembukaan program", "Opening the program"))
FIRST_COHORT = Move(("open",), "running", Text("Pembentukan angkatan pertama", "Starting the first cohort"))
FIRST_SESSION = Move(("open",), "running", Text("Pencatatan pertemuan pertama", "Recording the first session"))
JOINING = Move(("planned", "open"), "joined", Text("Penggabungan program", "Joining the program into another"))
