"""Commands to an agreement as property tests draw them: each is one change that the use cases make."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from services.agreements.agreement.model.agreement import Agreement, Ending
from services.agreements.agreement.model.states import MoveName
from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, RunningTerm
from services.agreements.signing.model import require_unsigned
from shared.values.refusals import Refusal
from tests.unit.agreements.examples import a_facility, a_partner, a_party, a_signature, an_agreement, an_item, an_office

DAYS = st.dates(date(2019, 1, 1), date(2033, 1, 1))
TERMS = st.one_of(
    st.tuples(DAYS, DAYS).map(sorted).map(lambda days: FixedTerm(starts_on=days[0], ends_on=days[1])),
    st.builds(RunningTerm, months=st.integers(1, 120), starts_on=st.none() | DAYS),
    st.builds(OpenTerm, starts_on=st.none() | DAYS),
)
PLAIN: tuple[MoveName, ...] = (
    "begin_drafting",
    "submit",
    "return",
    "validate",
    "withdraw",
    "decline",
    "lapse",
    "cancel",
    "supersede",
    "restore",
    "retract",
)
"""The moves that use cases make without any other change."""


@dataclass(frozen=True)
class Command:
    """A change of an agreement, with a name for the report of a failed example."""

    name: str
    change: Callable[[Agreement], object] = field(repr=False)
    values: tuple[Any, ...] = ()


def plain(name: MoveName) -> Command:
    """A move without any other change."""
    return Command(name, lambda agreement: agreement.move(name))


def sign(turn: int, day: date) -> Command:
    """One signature of a party, counted from 0."""

    def change(agreement: Agreement) -> None:
        party = agreement.parties[turn % len(agreement.parties)]
        require_unsigned(agreement, party)
        agreement.put_signature(party, a_signature(party, signed_on=day))

    return Command("sign", change, (turn, day))


def plan(day: date | None) -> Command:
    """The day of signing is set, moved or given up."""
    return Command("plan_signing", lambda agreement: agreement.plan_signing(day), (day,))


def _void(turn: int) -> Command:
    def change(agreement: Agreement) -> None:
        principals = {party.id for party in agreement.principals}
        given = [each for each in agreement.signatures if each.party_id in principals]
        agreement.require("void_signature")
        agreement.void_signature(given[turn % len(given)], "Keliru.")

    return Command("void_signature", change, (turn,))


def _terminate(last_day: date, today: date) -> Command:
    ending = Ending("by_consent", last_day, noticed_on=today)
    return Command("terminate", lambda agreement: agreement.terminate(ending, "Selesai.", today), (last_day, today))


def _amend(last_day: date | None, day: date) -> Command:
    return Command(
        "amend",
        lambda agreement: agreement.amend([a_party(a_partner())], [an_item()], last_day, day, "Diperluas."),
        (last_day, day),
    )


def _rewrite(term: Any, *, has_items: bool) -> Command:
    items = (an_item(),) if has_items else ()
    return Command(
        "change", lambda agreement: agreement.rewrite(agreement.parties, items, term=term), (term, has_items)
    )


COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(PLAIN).map(plain),
    st.builds(sign, st.integers(0, 3), DAYS),
    st.builds(_void, st.integers(0, 3)),
    st.builds(plan, st.none() | DAYS),
    st.just(Command("reopen", lambda agreement: agreement.reopen("Diperbaiki."))),
    st.builds(_rewrite, st.none() | TERMS, has_items=st.booleans()),
    st.builds(_terminate, DAYS, DAYS),
    st.just(Command("withdraw_notice", lambda agreement: agreement.withdraw_notice("Dilanjutkan."))),
    st.builds(
        lambda day, on: Command("amend_term", lambda each: each.amend_term(day, on, "Adendum."), (day, on)),
        st.none() | DAYS,
        DAYS,
    ),
    st.builds(_amend, st.none() | DAYS, DAYS),
    st.just(Command("correct", lambda agreement: agreement.correct("Salah ketik.", title="Judul benar"))),
)


def begun(name: MoveName, term: Any) -> Agreement:
    """An exploration or a draft with two principals, one of whom has two signers, and a witness."""
    parties = (a_party(a_facility()), a_party(a_partner(), signers=2), a_party(an_office(), role="witness"))
    agreement = an_agreement(parties=parties, term=term)
    agreement.begin(name)
    return agreement


def applied(agreement: Agreement, command: Command) -> Agreement:
    """The agreement after a command, or as it was before a command that is refused, as a transaction leaves it."""
    # Its values are frozen, so only the history needs a copy; a deep copy of all would take most of the time.
    changed = agreement.model_copy()
    changed._history = list(agreement.history)
    try:
        command.change(changed)
    except Refusal:
        return agreement
    return changed
