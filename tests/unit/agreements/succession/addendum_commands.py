"""Commands to addenda as property tests draw them: each is one change that the use cases make."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from services.agreements.agreement.model.agreement import Agreement, Ending
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.succession.model.addenda import Addendum, AddendumSignature
from services.agreements.succession.model.addendum_changes import AddendumChanges, NewLastDay, require_changes
from services.agreements.succession.model.notices import require_no_notice
from shared.values.ids import new_id
from shared.values.refusals import Refusal
from tests.unit.agreements.examples import DAYS as TERM
from tests.unit.agreements.examples import a_partner, a_party, an_item

FINAL = ("in_effect", "withdrawn")
# Days before, in and after the term of five years, and neighbours of its limits.
DAYS = st.sampled_from(
    [
        TERM.in_force_from + timedelta(days=n)
        for n in (-1, 0, 1, 400, 401, 1000, 1001, 1824, 1825, 1826, 2200, 2201, 4000)
    ]
)
DAYS_ENDED = TERM.in_force_from + timedelta(days=5000)
LAST_DAYS = st.none() | DAYS
ITEM = NewScopeItem(field="environment", description="Sampah", ground="decided_without", ground_reason="Surat.")


@dataclass(frozen=True)
class AddendaLife:
    """An agreement with its addenda, the latest one last."""

    agreement: Agreement
    addenda: tuple[Addendum, ...] = ()


@dataclass(frozen=True)
class AddendumCommand:
    """A change, with a name for the report of a failed example."""

    name: str
    change: Callable[[AddendaLife], AddendaLife] = field(repr=False)
    values: tuple[Any, ...] = ()


def drafted(changes: AddendumChanges, effective_on: date, today: date) -> AddendumCommand:
    def change(life: AddendaLife) -> AddendaLife:
        life.agreement.require("amend")
        require_no_notice(life.agreement)
        require_changes(life.agreement, changes, effective_on, today)
        if any(each.state not in FINAL for each in life.addenda):
            return life
        addendum = Addendum(
            id=new_id(),
            agreement_id=life.agreement.id,
            ordinal=len(life.addenda) + 1,
            effective_on=effective_on,
            changes=changes,
            reason="Diperluas.",
            drafted_by="officer",
            review="passed",
        )
        return replace(life, addenda=(*life.addenda, addendum))

    return AddendumCommand("draft", change, (changes.parts, effective_on, today))


def signed(turn: int, day: date, today: date) -> AddendumCommand:
    def change(life: AddendaLife) -> AddendaLife:
        *_, addendum = life.addenda
        units = addendum.signers(life.agreement)
        signature = AddendumSignature(
            unit_id=units[turn % len(units)], position="Kepala", method="wet_ink", signed_on=day
        )
        if addendum.put_signature(life.agreement, signature) and addendum.effective_on <= today:
            put_in_effect(life.agreement, addendum)
        return life

    return AddendumCommand("sign", change, (turn, day, today))


def begun(today: date) -> AddendumCommand:
    """The job that puts signed addenda in effect on their day."""

    def change(life: AddendaLife) -> AddendaLife:
        for addendum in life.addenda:
            if addendum.state == "signed" and addendum.effective_on <= today:
                put_in_effect(life.agreement, addendum)
        return life

    return AddendumCommand("begin", change, (today,))


def put_in_effect(agreement: Agreement, addendum: Addendum) -> None:
    term = addendum.changes.term
    last_day = term.in_force_until if term else agreement.in_force_until
    added = [a_party(a_partner(id=each.unit_id)) for each in addendum.changes.added_parties]
    parties = addendum.changes.parties_after(agreement, added)
    items = addendum.changes.items_after(agreement, [an_item(each.field) for each in addendum.changes.added_items])
    agreement.amend(parties, items, last_day, addendum.effective_on, addendum.reason)
    addendum.state = "in_effect"


def _withdrawn(life: AddendaLife) -> AddendaLife:
    *_, addendum = life.addenda
    addendum.withdraw()
    return life


def _terminated(last_day: date, today: date) -> AddendumCommand:
    def change(life: AddendaLife) -> AddendaLife:
        life.agreement.terminate(Ending("by_consent", last_day, noticed_on=today), "Selesai.", today)
        return life

    return AddendumCommand("terminate", change, (last_day, today))


CHANGES = st.one_of(
    st.builds(AddendumChanges, term=st.builds(NewLastDay, in_force_until=LAST_DAYS)),
    st.just(AddendumChanges(added_items=(ITEM,))),
    st.builds(lambda: AddendumChanges(added_parties=(NewParty(unit_id=new_id()),))),
)
COMMANDS: st.SearchStrategy[AddendumCommand] = st.one_of(
    st.builds(drafted, CHANGES, DAYS, DAYS),
    st.builds(drafted, CHANGES, DAYS, DAYS),
    st.builds(signed, st.integers(0, 2), DAYS, DAYS),
    st.builds(signed, st.integers(0, 2), DAYS, DAYS),
    st.builds(begun, DAYS),
    st.one_of(st.just(AddendumCommand("withdraw", _withdrawn)), st.builds(_terminated, DAYS, DAYS)),
)


def agreed(changes: AddendumChanges, effective_on: date, drafted_on: date, signed_on: date) -> list[AddendumCommand]:
    """The usual steps: an addendum is drafted and signed by all, and takes effect later."""
    first, last = sorted((drafted_on, signed_on))
    return [drafted(changes, effective_on, first), *(signed(turn, last, last) for turn in (0, 1, 2)), begun(DAYS_ENDED)]


# Random commands alone seldom get as far as the last signature.
DRAWN: st.SearchStrategy[list[AddendumCommand]] = st.lists(
    st.one_of(COMMANDS.map(lambda each: [each]), st.builds(agreed, CHANGES, DAYS, DAYS, DAYS)), min_size=2, max_size=12
).map(lambda parts: [each for part in parts for each in part])


def applied(life: AddendaLife, command: AddendumCommand) -> AddendaLife:
    """The life after a command, or as it was before a command that is refused, as a transaction leaves it."""
    agreement = life.agreement.model_copy()
    agreement._history = list(agreement.history)
    try:
        return command.change(AddendaLife(agreement, tuple(map(copy, life.addenda))))
    except (Refusal, ValueError):
        # ValueError: there is no addendum yet.
        return life
