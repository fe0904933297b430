"""Commands to a ceremony as property tests draw them: each is one change that the use cases make."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, get_args
from uuid import UUID

from hypothesis import strategies as st

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.ceremonies.model.ceremony import MARK, SIGN, Ceremony
from services.agreements.ceremonies.model.parts import ListedAgreement, OpeningProgram
from shared.values.cooperation import CeremonyMark
from shared.values.ids import new_id
from shared.values.refusals import Refusal
from tests.unit.agreements.examples import a_facility, an_agreement, an_item

TODAY = date(2026, 1, 28)
KEEPER, GUEST = a_facility(), a_facility()
AGREEMENTS: tuple[Agreement, ...] = tuple(
    an_agreement(
        keeper=keeper, document_state="validated", registration_number=f"26-JATENG-{n:04}", scope_items=(an_item(),)
    )
    for n, keeper in enumerate((KEEPER, KEEPER, KEEPER, GUEST, GUEST))
)
BY_ID = {each.id: each for each in AGREEMENTS}
NUMBERS = {each.id: each.registration_number for each in AGREEMENTS}


@dataclass(frozen=True)
class CeremonyLife:
    """A ceremony with the agreements that all parties have signed."""

    ceremony: Ceremony
    signed: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class CeremonyCommand:
    """A change, with a name for the report of a failed example."""

    name: str
    change: Callable[[CeremonyLife], CeremonyLife] = field(repr=False)
    values: tuple[Any, ...] = ()


def _listed(chosen: list[int]) -> list[ListedAgreement]:
    return [ListedAgreement(agreement_id=AGREEMENTS[n].id) for n in chosen]


def _opening(chosen: list[int]) -> list[OpeningProgram]:
    items = ((AGREEMENTS[n].id, AGREEMENTS[n].scope_items[0].id) for n in chosen)
    return [OpeningProgram(agreement_id=id_, scope_item_id=item, capacity=20) for id_, item in items]


def prepared(chosen: list[int], opens: list[int], *, with_guest: bool) -> CeremonyCommand:
    def change(life: CeremonyLife) -> CeremonyLife:
        guests = (GUEST,) if with_guest else ()
        life.ceremony.prepare(_listed(chosen), _opening(opens), BY_ID, guests=guests)
        return life

    return CeremonyCommand("prepare", change, (chosen, opens, with_guest))


def enlisted(chosen: list[int], opens: list[int]) -> CeremonyCommand:
    """The guest replaces its own agreements."""

    def change(life: CeremonyLife) -> CeremonyLife:
        life.ceremony.enlist(life.ceremony.unit(GUEST.id), _listed(chosen), _opening(opens), BY_ID)
        return life

    return CeremonyCommand("enlist", change, (chosen, opens))


def _opened(life: CeremonyLife) -> CeremonyLife:
    life.ceremony.open(TODAY)
    return life


def _called_off(life: CeremonyLife) -> CeremonyLife:
    life.ceremony.call_off("Aula belum selesai.")
    return life


def signed(n: int) -> CeremonyCommand:
    """The last party of a listed agreement signs at a desk."""

    def change(life: CeremonyLife) -> CeremonyLife:
        SIGN.require(life.ceremony.state)
        return replace(life, signed=life.signed | {life.ceremony.entry(AGREEMENTS[n].id).agreement_id})

    return CeremonyCommand("sign", change, (n,))


def marked(n: int, mark: CeremonyMark | None) -> CeremonyCommand:
    def change(life: CeremonyLife) -> CeremonyLife:
        MARK.require(life.ceremony.state)
        entry = life.ceremony.entry(AGREEMENTS[n].id)
        life.ceremony.entries = tuple(
            each.model_copy(update={"mark": mark}) if each == entry else each for each in life.ceremony.entries
        )
        return life

    return CeremonyCommand("mark", change, (n, mark))


def closed(papers: int, note: str | None) -> CeremonyCommand:
    def change(life: CeremonyLife) -> CeremonyLife:
        life.ceremony.close(life.signed, NUMBERS, papers, note)
        return life

    return CeremonyCommand("close", change, (papers, note))


OPEN = CeremonyCommand("open", _opened)
CHOICES = st.permutations(range(5)).flatmap(lambda order: st.integers(0, 5).map(lambda count: list(order)[:count]))
OF_GUEST = st.sampled_from([[], [3], [4], [3, 4], [4, 3], [0]])
MARKS = st.sampled_from([*get_args(CeremonyMark), None])
COMMANDS: st.SearchStrategy[CeremonyCommand] = st.one_of(
    st.builds(prepared, CHOICES, OF_GUEST | CHOICES, with_guest=st.booleans()),
    st.builds(enlisted, OF_GUEST, OF_GUEST),
    st.builds(signed, st.integers(0, 4)),
    st.builds(marked, st.integers(0, 4), MARKS),
    st.builds(closed, st.integers(0, 5), st.sampled_from([None, "Satu naskah rangkap."])),
    st.sampled_from([OPEN, OPEN, OPEN, CeremonyCommand("call_off", _called_off)]),
)


def usual_steps(marks: list[CeremonyMark | None]) -> list[CeremonyCommand]:
    """A list with a guest, opened; the first agreements get their results, the last ones are signed."""
    told = [marked(n, mark) if mark else signed(n) for n, mark in enumerate(marks)]
    return [prepared([0, 1, 2], [1], with_guest=True), enlisted([3, 4], [4]), OPEN, *told, closed(0, "Belum dihitung.")]


def applied(life: CeremonyLife, command: CeremonyCommand) -> CeremonyLife:
    """The life after a command, or as it was before a command that is refused, as a transaction leaves it."""
    try:
        return command.change(replace(life, ceremony=life.ceremony.model_copy()))
    except Refusal:
        return life


def a_ceremony() -> CeremonyLife:
    return CeremonyLife(
        Ceremony(
            id=new_id(),
            keeper=KEEPER,
            zone="Asia/Jakarta",
            title="Penandatanganan",
            prepared_on=TODAY,
            planned_on=TODAY,
        )
    )
