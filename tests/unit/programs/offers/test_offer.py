"""An offer: which answers it takes, and what an accepted item becomes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from services.programs.authorisations.model import Item
from services.programs.offers.model import (
    AlreadyAccepted,
    ItemAnswer,
    NewAnswer,
    Offer,
    OfferedItem,
    OfferedItemUnknown,
    OfferIsClosed,
    due_on,
)
from services.programs.program.model.parts import Facility

TODAY = date(2026, 3, 2)
FACILITY = Facility(UUID(int=1), "Lapas Contoh Utara", "JATENG", "Asia/Jakarta")
SPORT, HEALTH = UUID(int=31), UUID(int=32)


def item(id_: UUID, until: date | None = date(2030, 12, 31)) -> OfferedItem:
    return OfferedItem(
        Item(id_, "sport", "olahraga", "Pembinaan olahraga", "coaching", "personality", ()), date(2026, 3, 1), until
    )


def offer() -> Offer:
    items = {SPORT: item(SPORT), HEALTH: item(HEALTH)}
    return Offer(UUID(int=9), UUID(int=21), UUID(int=20), FACILITY, items, version=1)


ACCEPT = NewAnswer(scope_item_id=SPORT, answer="accepted")
DECLINE = NewAnswer(scope_item_id=SPORT, answer="declined", reason="no_staff")


def test_each_item_has_an_answer_of_its_own() -> None:
    asked = offer()
    asked.answer([DECLINE], TODAY, "facility")
    assert asked.open_items == 1
    assert asked.answers == {SPORT: ItemAnswer("declined", "no_staff", TODAY, "facility")}


def test_a_declined_item_can_be_accepted_later() -> None:
    asked = offer()
    asked.answer([DECLINE], TODAY, "facility")
    asked.answer([ACCEPT], date(2026, 9, 1), "region")
    assert asked.answers[SPORT] == ItemAnswer("accepted", None, date(2026, 9, 1), "region")


@pytest.mark.parametrize("again", [ACCEPT, DECLINE])
def test_an_accepted_item_keeps_its_answer(again: NewAnswer) -> None:
    asked = offer()
    asked.answer([ACCEPT], TODAY, "facility")
    with pytest.raises(AlreadyAccepted):
        asked.answer([again], TODAY, "facility")


def test_an_item_of_another_agreement_is_refused() -> None:
    with pytest.raises(OfferedItemUnknown):
        offer().answer([NewAnswer(scope_item_id=UUID(int=99), answer="accepted")], TODAY, "facility")


def test_a_closed_offer_is_not_answered() -> None:
    closed = replace(offer(), closed_because="agreement_terminated")
    with pytest.raises(OfferIsClosed) as refusal:
        closed.answer([ACCEPT], TODAY, "facility")
    assert "perjanjiannya diakhiri" in refusal.value.sentence.id


def test_an_item_whose_last_day_is_over_is_not_answered() -> None:
    over = replace(offer(), items={SPORT: item(SPORT, until=TODAY)})
    over.answer([DECLINE], TODAY, "facility")
    with pytest.raises(OfferIsClosed):
        over.answer([ACCEPT], date(2026, 3, 3), "facility")


@pytest.mark.parametrize("wrong", [{"answer": "declined"}, {"answer": "accepted", "reason": "no_staff"}])
def test_a_reason_belongs_to_a_declined_item(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="declined item has a reason"):
        NewAnswer.model_validate({"scope_item_id": SPORT, **wrong})


def test_an_item_is_carried_out_at_the_facility_on_its_days() -> None:
    undertaking = offer().undertaking(SPORT)
    assert (undertaking.facility, undertaking.line_id, undertaking.item.id) == (FACILITY, UUID(int=20), SPORT)
    assert (undertaking.since, undertaking.until) == (date(2026, 3, 1), date(2030, 12, 31))


def test_facilities_have_fourteen_days() -> None:
    assert due_on(date(2026, 2, 20)) == date(2026, 3, 6)
