"""Commands to addenda in any order and twice: no impossible state is reached, and the addenda give the agreement."""

from itertools import pairwise

from hypothesis import given

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.succession.model.addenda import Addendum
from tests.unit.agreements.examples import a_signed_agreement
from tests.unit.agreements.succession.addendum_commands import DRAWN, FINAL, AddendaLife, AddendumCommand, applied


def life_of(commands: list[AddendumCommand]) -> list[AddendaLife]:
    """The agreement at its beginning and after each command; every command is sent twice."""
    lived = [AddendaLife(a_signed_agreement())]
    for command in commands:
        for _ in range(2):
            lived.append(applied(lived[-1], command))
    return lived


def check_addendum(each: Addendum, agreement: Agreement) -> None:
    assert (each.signed_on is not None) == (each.state in ("signed", "in_effect"))
    assert len({given.unit_id for given in each.signatures}) == len(each.signatures)
    if each.signed_on is not None:
        assert each.effective_on >= each.signed_on == max(given.signed_on for given in each.signatures)
    elif each.state == "drafted":
        assert each.outstanding(agreement) != []


@given(DRAWN)
def test_no_commands_in_any_order_and_twice_reach_an_impossible_state(commands: list[AddendumCommand]) -> None:
    lived = life_of(commands)
    for life in lived:
        for each in life.addenda:
            check_addendum(each, life.agreement)
        assert [each.ordinal for each in life.addenda] == list(range(1, len(life.addenda) + 1))
        assert sum(each.state not in FINAL for each in life.addenda) <= 1
    for before, after in pairwise(lived):
        for old, new in zip(before.addenda, after.addenda, strict=False):
            assert old.state not in FINAL or new == old


@given(DRAWN)
def test_an_addendum_takes_effect_on_a_day_in_force_and_leaves_it_in_force(commands: list[AddendumCommand]) -> None:
    for before, after in pairwise(life_of(commands)):
        begun_before = {each.id for each in before.addenda if each.state == "in_effect"}
        for each in after.addenda:
            if each.state != "in_effect" or each.id in begun_before:
                continue
            assert before.agreement.days_in_force.holds_on(each.effective_on)
            assert after.agreement.days_in_force.holds_on(each.effective_on)


@given(DRAWN)
def test_the_addenda_alone_tell_the_agreement_as_it_is(commands: list[AddendumCommand]) -> None:
    first = life_of([])[0].agreement
    for life in life_of(commands):
        until, items, parties = first.in_force_until, len(first.scope_items), len(first.parties)
        in_effect = [each for each in life.addenda if each.state == "in_effect"]
        for each in in_effect:
            until = each.changes.term.in_force_until if each.changes.term else until
            items, parties = items + len(each.changes.added_items), parties + len(each.changes.added_parties)
        found = life.agreement
        assert (found.in_force_until, len(found.scope_items), len(found.parties)) == (until, items, parties)
        moves = [(each.move, each.happened_on) for each in found.history if each.move == "amend"]
        assert moves == [("amend", each.effective_on) for each in in_effect]
