"""The states of a program and the moves between them, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared.values.cooperation import ProgramOutcome
from shared.values.labels import label
from shared.values.refusals import WrongState
from shared.values.texts import Text

ProgramState = Literal["planned", "open", "running", "suspended", "completed", "wound_down", "cancelled", "joined"]

LIVE: tuple[ProgramState, ...] = ("planned", "open", "running", "suspended")
"""The states in which something of a program is still to come."""


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
FIRST_OUTCOME = Move(("open",), "running", Text("Pencatatan hasil pertama", "Recording the first outcome"))
JOINING = Move(
    ("planned", "open", "cancelled"), "joined", Text("Penggabungan program", "Joining the program into another")
)
SUSPENSION = Move(("open", "running"), "suspended", Text("Penangguhan program", "Suspending the program"))
RESUMED = Text("Pelanjutan program", "Resuming the program")
RESUMPTION_TO_OPEN = Move(("suspended",), "open", RESUMED)
RESUMPTION_TO_RUNNING = Move(("suspended",), "running", RESUMED)
ENDINGS: Mapping[ProgramOutcome, Move] = {
    "completed": Move(("running", "suspended"), "completed", Text("Penyelesaian program", "Completing the program")),
    "wound_down": Move(
        LIVE, "wound_down", Text("Pengakhiran program tanpa perjanjian", "Winding the program down without agreement")
    ),
    "cancelled": Move(LIVE, "cancelled", Text("Pembatalan program", "Cancelling the program")),
}
