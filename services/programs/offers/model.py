"""An offer: the items of an agreement that a facility is asked to carry out, and its answer to each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from services.programs.authorisations.model import Item, Undertaking
from services.programs.program.model.parts import Facility
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import OfferAnswer, OfferClosedReason, OfferDeclineReason
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

DAYS_TO_ANSWER = 14
"""After these days the regional office is asked, and may answer as well."""

OfferState = Literal["open", "overdue", "answered", "closed"]
"""`answered`: every item has an answer. `closed`: the agreement has ended before that."""


class OfferNotFound(NotFound):
    """There is no offer with this id."""

    title = Text("Tawaran tidak ditemukan", "Offer not found")
    detail = Text("Tidak ada tawaran dengan id {id}.", "There is no offer with the id {id}.")


class OfferIsClosed(Conflict):
    """The agreement has ended, so nothing of it can be accepted or declined any more."""

    title = Text("Tawaran sudah ditutup", "Offer closed")
    detail = Text(
        "Tawaran ini tidak dapat dijawab lagi, karena {reason}.",
        "This offer can no longer be answered, because {reason}.",
    )


class OfferedItemUnknown(Invalid):
    """The answer names a scope item that this offer does not have."""

    title = Text("Butir ruang lingkup tidak ditawarkan", "Scope item not offered")
    detail = Text(
        "Butir {id} tidak termasuk dalam tawaran ini. Pilih dari daftar butir pada tawaran.",
        "The item {id} is not part of this offer. Choose from the items of the offer.",
    )


class AlreadyAccepted(Conflict):
    """An accepted item has a program; it ends with its program or its agreement, and not by another answer."""

    title = Text("Butir sudah diterima", "Item already accepted")
    detail = Text(
        "Butir {id} sudah diterima dan programnya sudah direncanakan; jawabannya tidak dapat diubah.",
        "The item {id} is accepted and its program planned; the answer cannot be changed.",
    )


class NewAnswer(BaseModel):
    """The answer to one item. A facility that declines gives the reason as a code."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scope_item_id: UUID
    answer: OfferAnswer
    reason: OfferDeclineReason | None = None

    @model_validator(mode="after")
    def _reason_if_declined(self) -> "NewAnswer":
        if (self.answer == "declined") != (self.reason is not None):
            raise ValueError("a declined item has a reason, and an accepted one has none")
        return self


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """A scope item with the days on which it is in force."""

    item: Item
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """The answer that an item has. `carried_over`: it was given to the item of an earlier agreement.

    `override_reason`: why the directorate general has answered for the facility.
    """

    answer: OfferAnswer
    reason: OfferDeclineReason | None
    answered_on: date
    answered_by: ScopeKind
    carried_over: bool = False
    override_reason: str | None = None


@dataclass(slots=True)
class Offer:
    """One facility is asked about one agreement. `items` are those that were asked or have an answer."""

    id: UUID
    agreement_id: UUID
    line_id: UUID
    facility: Facility
    items: Mapping[UUID, OfferedItem]
    version: int
    closed_because: OfferClosedReason | None = None
    answers: dict[UUID, ItemAnswer] = field(default_factory=dict)

    def answer(
        self, answers: Sequence[NewAnswer], today: date, by: ScopeKind, override_reason: str | None = None
    ) -> None:
        """Answer some items. Raises `OfferIsClosed`, `OfferedItemUnknown` or `AlreadyAccepted`."""
        for new in answers:
            offered = self.items.get(new.scope_item_id)
            if offered is None:
                raise OfferedItemUnknown(id=new.scope_item_id)
            self._require_answerable(offered, today)
            self.answers[offered.item.id] = ItemAnswer(
                new.answer, new.reason, today, by, override_reason=override_reason
            )

    @property
    def open_items(self) -> int:
        """The number of items without an answer."""
        return len(self.items.keys() - self.answers.keys())

    def undertaking(self, scope_item_id: UUID) -> Undertaking:
        """An item as the facility carries it out."""
        offered = self.items[scope_item_id]
        return Undertaking(self.facility, self.agreement_id, self.line_id, offered.item, offered.since, offered.until)

    def _require_answerable(self, offered: OfferedItem, today: date) -> None:
        # The last day may be over before the event of the end arrives.
        over = offered.until is not None and today > offered.until
        closed = self.closed_because or ("agreement_expired" if over else None)
        if closed:
            raise OfferIsClosed(reason=label("offer_closed_reason", closed))
        before = self.answers.get(offered.item.id)
        if before and before.answer == "accepted":
            raise AlreadyAccepted(id=offered.item.id)


def due_on(offered_on: date) -> date:
    """The last day for the answer."""
    return offered_on + timedelta(days=DAYS_TO_ANSWER)
