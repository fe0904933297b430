"""The changes of an addendum, and the rules that they keep."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Party, ScopeItem
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.obligations.model.promises import ChangedObligation, NewObligation
from services.agreements.succession.model.succession import (
    TermEndsTooEarly,
    TermUnchanged,
    require_in_force,
)
from shared.values.cooperation import AmendedPart
from shared.values.refusals import Invalid
from shared.values.terms import Day
from shared.values.texts import Text


class AddendumEmpty(Invalid):
    """An addendum changes nothing."""

    title = Text("Adendum tanpa perubahan", "Addendum without a change")
    detail = Text(
        "Sebutkan hari terakhir yang baru, atau butir, pihak, maupun kewajiban yang masuk atau keluar.",
        "Name a new last day, or items, parties or obligations that come in or leave.",
    )


class AddendumItemUnknown(Invalid):
    """An item that is to leave is not in the scope of the agreement, or is named twice."""

    title = Text("Butir yang keluar tidak dikenal", "Unknown item that leaves")
    detail = Text(
        "Butir {ids} bukan butir perjanjian ini, atau disebut dua kali.",
        "The items {ids} are not in the scope of this agreement, or are named twice.",
    )


class ScopeEmptied(Invalid):
    """Every item would leave the agreement."""

    title = Text("Ruang lingkup menjadi kosong", "No item left")
    detail = Text(
        "Setelah adendum ini tidak ada butir yang tersisa. Akhiri perjanjiannya bila memang demikian.",
        "No item would be left after this addendum. Terminate the agreement if that is meant.",
    )


class LeavingPartyUnknown(Invalid):
    """A unit that is to leave is no party of the agreement, or is named twice."""

    title = Text("Pihak yang keluar tidak dikenal", "Unknown party that leaves")
    detail = Text(
        "Unit {ids} bukan pihak perjanjian ini, atau disebut dua kali.",
        "The units {ids} are no parties of this agreement, or are named twice.",
    )


class PlaceLeaves(Invalid):
    """A facility where the agreement is carried out is to leave it."""

    title = Text("UPT pelaksana keluar", "Facility that carries it out leaves")
    detail = Text(
        "Perjanjian ini dilaksanakan di {name}. UPT pelaksana keluar melalui perpanjangan tanpa UPT itu.",
        "The agreement is carried out at {name}. Such a facility leaves by an extension without it.",
    )


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewLastDay(_Frozen):
    """The last day in force by an addendum; null: until it is ended by notice."""

    in_force_until: Day | None


class AddendumChanges(_Frozen):
    """The last day in force, the items, parties and obligations that come in or leave, and other quantities.

    Leaving items and obligations are named by their ids, a party by that of its unit.
    """

    term: NewLastDay | None = None
    added_items: tuple[NewScopeItem, ...] = Field((), max_length=60)
    added_parties: tuple[NewParty, ...] = Field((), max_length=50)
    removed_items: tuple[UUID, ...] = Field((), max_length=60)
    removed_parties: tuple[UUID, ...] = Field((), max_length=50)
    added_obligations: tuple[NewObligation, ...] = Field((), max_length=60)
    removed_obligations: tuple[UUID, ...] = Field((), max_length=60)
    changed_obligations: tuple[ChangedObligation, ...] = Field((), max_length=60)

    @property
    def parts(self) -> tuple[AmendedPart, ...]:
        """The parts of the agreement that it changes."""
        changed: dict[AmendedPart, bool] = {
            "term": self.term is not None,
            "scope": bool(self.added_items or self.removed_items),
            "parties": bool(self.added_parties or self.removed_parties),
            "obligations": bool(self.added_obligations or self.removed_obligations or self.changed_obligations),
        }
        return tuple(part for part, is_changed in changed.items() if is_changed)

    def parties_after(self, agreement: Agreement, added: Iterable[Party]) -> tuple[Party, ...]:
        """The parties of the agreement once it is in effect."""
        leaving = set(self.removed_parties)
        return (*(party for party in agreement.parties if party.unit.id not in leaving), *added)

    def items_after(self, agreement: Agreement, added: Iterable[ScopeItem]) -> tuple[ScopeItem, ...]:
        """The scope of the agreement once it is in effect."""
        leaving = set(self.removed_items)
        return (*(item for item in agreement.scope_items if item.id not in leaving), *added)


def require_changes(agreement: Agreement, changes: AddendumChanges, effective_on: date, today: date) -> None:
    """Raise a refusal unless an addendum changes something of an agreement in force, from a day in force on."""
    if not changes.parts:
        raise AddendumEmpty
    days = agreement.days_in_force
    # Today as well: an expired agreement is extended by a new one.
    require_in_force(days, today)
    if changes.term is not None and changes.term.in_force_until == days.in_force_until:
        raise TermUnchanged(day=days.in_force_until or "")
    require_days(agreement, changes, effective_on)


def require_days(agreement: Agreement, changes: AddendumChanges, effective_on: date) -> None:
    """Raise `NotInForceThen`, or `TermEndsTooEarly` for a new last day before the first day of the addendum."""
    require_in_force(agreement.days_in_force, effective_on)
    last_day = changes.term and changes.term.in_force_until
    if last_day and last_day < effective_on:
        raise TermEndsTooEarly(day=last_day, signed=effective_on)


def require_leavable(agreement: Agreement, changes: AddendumChanges) -> None:
    """Raise `AddendumItemUnknown`, `ScopeEmptied`, `LeavingPartyUnknown` or `PlaceLeaves`."""
    _refuse_unfit(AddendumItemUnknown, changes.removed_items, {item.id for item in agreement.scope_items})
    if changes.removed_items and not changes.items_after(agreement, ()) and not changes.added_items:
        raise ScopeEmptied
    _refuse_unfit(LeavingPartyUnknown, changes.removed_parties, {party.unit.id for party in agreement.parties})
    place = next((unit for unit in agreement.runs_at if unit.id in changes.removed_parties), None)
    if place is not None:
        raise PlaceLeaves(name=place.name)


def require_traced_additions(items: Sequence[ScopeItem]) -> None:
    """Raise `AdditionsUntraced` unless each added item names its ground."""
    untraced = [item.description for item in items if item.ground is None]
    if untraced:
        raise AdditionsUntraced(items=untraced)


def _refuse_unfit(refusal: type[Invalid], named: Sequence[UUID], known: Collection[UUID]) -> None:
    unfit = [id_ for id_, times in Counter(named).items() if times > 1 or id_ not in known]
    if unfit:
        raise refusal(ids=unfit)
