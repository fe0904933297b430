"""A program that is to open at a ceremony, and the result."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.programs.program.model.parts import Opening
from shared.values.texts import Text

WishState = Literal["waiting", "opened", "refused"]
"""A wish waits for the plan of its program; then the program is opened, or a rule refuses it."""


class OpeningWish(BaseModel):
    """The program of a scope item is to open on the day of a ceremony, for so many participants."""

    model_config = ConfigDict(frozen=True)

    ceremony_id: UUID
    scope_item_id: UUID
    agreement_id: UUID
    opened_on: date
    capacity: int

    def opening(self) -> Opening:
        """The opening of the program."""
        return Opening(opened_on=self.opened_on, capacity=self.capacity)


class Fulfilment(BaseModel):
    """The result of a wish: the programs that are open, and why others could not be opened."""

    model_config = ConfigDict(frozen=True)

    programs: tuple[UUID, ...] = ()
    refusals: tuple[Text, ...] = ()

    @property
    def state(self) -> WishState:
        """The state of the wish; one program that opens is enough."""
        if self.programs:
            return "opened"
        return "refused" if self.refusals else "waiting"
