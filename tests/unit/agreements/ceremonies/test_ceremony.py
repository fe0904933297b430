"""A ceremony: which agreements its list may have, in which states its steps are possible, and when it is closed."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.ceremonies.model.ceremony import CLOSE, MARK, RESERVE, SIGN, Ceremony
from services.agreements.ceremonies.model.numbering import numbers_in_block
from services.agreements.ceremonies.model.parts import Entry, ListedAgreement, OpeningProgram, Signatory, SigningAs
from services.agreements.ceremonies.model.refusals import (
    AgreementListedTwice,
    AgreementNotForSigning,
    AgreementOfAnotherKeeper,
    AgreementsUndecided,
    CeremonyKeeperUnfit,
    ListedAgreementUnknown,
    ListEmpty,
    NumberPatternUnfit,
    OpeningItemUnknown,
    PapersDiffer,
)
from shared.values.cooperation import CeremonyMark, CeremonyState
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import a_facility, a_partner, an_agreement, an_item

KEEPER = a_facility()
TODAY = date(2026, 1, 28)
Agreements = dict[UUID, Agreement]


def a_ceremony(state: CeremonyState = "preparing") -> Ceremony:
    return Ceremony(
        id=new_id(),
        keeper=KEEPER,
        zone="Asia/Jakarta",
        title="Penandatanganan",
        prepared_on=TODAY,
        planned_on=TODAY,
        state=state,
    )


def agreements(count: int) -> Agreements:
    found = (
        an_agreement(keeper=KEEPER, document_state="validated", registration_number=f"26-JATENG-{number:04}")
        for number in range(1, count + 1)
    )
    return {each.id: each for each in found}


def listed(of: Agreements) -> list[ListedAgreement]:
    return [ListedAgreement(agreement_id=each) for each in of]


def an_open_ceremony(of: Agreements, *marks: CeremonyMark | None) -> Ceremony:
    ceremony = a_ceremony()
    ceremony.prepare(listed(of), (), of)
    ceremony.open(TODAY)
    for entry, mark in zip(ceremony.entries, marks, strict=False):
        ceremony.entries = tuple(
            each.model_copy(update={"mark": mark}) if each == entry else each for each in ceremony.entries
        )
    return ceremony


def close(ceremony: Ceremony, of: Agreements, signed: int, papers: int, note: str | None = None) -> None:
    """Close with the last agreements signed."""
    ids = list(of)[len(of) - signed :]
    ceremony.close(ids, {each.id: each.registration_number for each in of.values()}, papers, note)


def test_a_list_keeps_its_order() -> None:
    of = agreements(3)
    ceremony = a_ceremony()
    ceremony.prepare(listed(of)[::-1], (), of, venue="Aula")
    assert [(each.ordinal, each.agreement_id) for each in ceremony.entries] == list(enumerate([*of][::-1], start=1))
    assert ceremony.venue == "Aula"
    assert ceremony.entry(next(iter(of))).ordinal == 3
    with pytest.raises(ListedAgreementUnknown):
        ceremony.entry(new_id())


def test_a_list_names_an_agreement_once() -> None:
    of = agreements(2)
    with pytest.raises(AgreementListedTwice, match="26-JATENG-0001"):
        a_ceremony().prepare([*listed(of), listed(of)[0]], (), of)


def test_a_list_has_agreements_of_its_keeper_only() -> None:
    foreign = an_agreement(document_state="validated")
    with pytest.raises(AgreementOfAnotherKeeper):
        a_ceremony().prepare(listed({foreign.id: foreign}), (), {foreign.id: foreign})


@pytest.mark.parametrize("state", ["drafting", "review", "signed", "withdrawn"])
def test_a_list_has_agreements_that_can_be_signed(state: str) -> None:
    one = an_agreement(keeper=KEEPER, document_state=state)
    with pytest.raises(AgreementNotForSigning):
        a_ceremony().prepare(listed({one.id: one}), (), {one.id: one})


def test_a_partner_keeps_no_ceremony() -> None:
    ceremony = a_ceremony()
    ceremony.keeper = a_partner()
    with pytest.raises(CeremonyKeeperUnfit):
        ceremony.prepare((), (), {})


def test_only_programs_of_the_list_open() -> None:
    program, service = an_item("health"), an_item("agriculture", delivery="service")
    one = an_agreement(keeper=KEEPER, document_state="validated", scope_items=(program, service))
    of = {one.id: one}
    ceremony = a_ceremony()
    opens = [OpeningProgram(agreement_id=one.id, scope_item_id=program.id, capacity=30)]
    ceremony.prepare(listed(of), opens, of)
    assert list(ceremony.opens) == opens
    with pytest.raises(OpeningItemUnknown):
        ceremony.prepare(listed(of), [OpeningProgram(agreement_id=one.id, scope_item_id=service.id, capacity=30)], of)
    with pytest.raises(OpeningItemUnknown):
        ceremony.prepare((), opens, of)


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (lambda ceremony: ceremony.prepare((), (), {}), {"preparing"}),
        (lambda ceremony: ceremony.call_off("Aula belum selesai."), {"preparing"}),
        (lambda ceremony: RESERVE.require(ceremony.state), {"preparing", "open"}),
        (lambda ceremony: SIGN.require(ceremony.state), {"open"}),
        (lambda ceremony: MARK.require(ceremony.state), {"open"}),
        (lambda ceremony: CLOSE.require(ceremony.state), {"open"}),
        (lambda ceremony: ceremony.close((), {}, 0, None), {"open"}),
    ],
)
@pytest.mark.parametrize("state", ["preparing", "open", "held", "called_off"])
def test_each_step_has_its_states(step: Callable[[Ceremony], object], allowed: set[str], state: CeremonyState) -> None:
    ceremony = a_ceremony(state)
    if state in allowed:
        step(ceremony)
    else:
        with pytest.raises(WrongState):
            step(ceremony)


def test_a_ceremony_is_opened_once_and_with_a_list() -> None:
    with pytest.raises(ListEmpty):
        a_ceremony().open(TODAY)
    ceremony = an_open_ceremony(agreements(1))
    assert (ceremony.state, ceremony.held_on) == ("open", TODAY)
    with pytest.raises(WrongState):
        ceremony.open(TODAY)


def test_the_counts_of_a_closed_ceremony_add_up() -> None:
    of = agreements(6)
    ceremony = an_open_ceremony(of, "late", "absent", "withdrawn")
    close(ceremony, of, signed=3, papers=3)
    found = ceremony.reconciliation
    assert found
    assert (found.planned, found.signed, found.late, found.absent, found.withdrawn) == (6, 3, 1, 1, 1)
    assert [each.outcome for each in ceremony.entries] == ["late", "absent", "withdrawn", "signed", "signed", "signed"]


def test_an_agreement_that_is_signed_after_all_counts_as_signed() -> None:
    of = agreements(1)
    ceremony = an_open_ceremony(of, "absent")
    close(ceremony, of, signed=1, papers=1)
    assert [each.outcome for each in ceremony.entries] == ["signed"]


def test_a_ceremony_stays_open_until_every_agreement_is_accounted_for() -> None:
    of = agreements(3)
    ceremony = an_open_ceremony(of, "late")
    with pytest.raises(AgreementsUndecided, match="26-JATENG-0002"):
        close(ceremony, of, signed=1, papers=1)
    assert ceremony.state == "open"


@pytest.mark.parametrize("papers", [1, 3])
def test_papers_that_differ_are_explained(papers: int) -> None:
    of = agreements(2)
    with pytest.raises(PapersDiffer):
        close(an_open_ceremony(of), of, signed=2, papers=papers)
    ceremony = an_open_ceremony(of)
    close(ceremony, of, signed=2, papers=papers, note="Satu naskah dibawa mitra.")
    assert ceremony.reconciliation
    assert ceremony.reconciliation.papers_counted == papers


def test_programs_open_for_signed_agreements_only() -> None:
    of = agreements(2)
    first, last = of.values()
    opens = [
        OpeningProgram(agreement_id=each.id, scope_item_id=each.scope_items[0].id, capacity=20)
        for each in (first, last)
    ]
    ceremony = a_ceremony()
    ceremony.prepare(listed(of), opens, of)
    ceremony.open(TODAY)
    ceremony.entries = tuple(each.model_copy(update={"mark": "late"}) for each in ceremony.entries)
    close(ceremony, of, signed=1, papers=1)
    assert ceremony.opening_now == [opens[1]]


def test_each_signer_of_a_party_has_a_position() -> None:
    party = new_id()
    positions = ("Ketua Yayasan", "Sekretaris Yayasan")
    signatories = tuple(Signatory(party_id=party, signs_as=SigningAs(position=each)) for each in positions)
    entry = Entry(agreement_id=new_id(), keeper_id=KEEPER.id, ordinal=1, signatories=signatories)
    found = [entry.signatory(party, signer) for signer in (1, 2, 3)]
    assert [each and each.position for each in found] == [*positions, None]
    assert entry.signatory(new_id(), 1) is None


def test_a_block_numbers_from_the_first_on() -> None:
    assert list(numbers_in_block("W.13-PAS-#/2026", 99, 3)) == [
        "W.13-PAS-99/2026",
        "W.13-PAS-100/2026",
        "W.13-PAS-101/2026",
    ]
    for pattern in ("W.13-PAS/2026", "W.#-PAS-#"):
        with pytest.raises(NumberPatternUnfit):
            numbers_in_block(pattern, 1, 1)
