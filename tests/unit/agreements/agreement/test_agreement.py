"""The aggregate: what it needs, who has signed, and what its title shows."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.agreements.agreement.model.agreement import BeginsBeforePredecessor
from services.agreements.agreement.model.parties import PartiesIncomplete
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.agreement.model.states import DraftIncomplete, SignaturesOutstanding
from services.agreements.agreement.model.terms import FixedTerm, RunningTerm
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from shared.values.terms import moment_of
from tests.unit.agreements.examples import (
    SIGNED_ON,
    TERM,
    a_facility,
    a_number,
    a_partner,
    a_party,
    a_signature,
    a_signed_agreement,
    an_agreement,
    an_item,
)


@pytest.mark.parametrize("move", ["explore", "draft", "register"])
def test_an_agreement_begins_with_the_entry_of_its_move(move: str) -> None:
    agreement = an_agreement()
    agreement.begin(move, SIGNED_ON)  # type: ignore[arg-type]
    [entry] = agreement.history
    assert (entry.move, entry.from_state, entry.to_state) == (move, None, agreement.document_state)
    assert entry.happened_on == SIGNED_ON


def test_an_agreement_does_not_begin_without_its_parties() -> None:
    with pytest.raises(PartiesIncomplete):
        an_agreement(parties=(a_party(a_facility()),)).begin("draft")


def test_an_extension_names_the_ground_of_each_added_item() -> None:
    line_id = new_id()
    kept, added = an_item(continues=(new_id(),)), an_item("environment", description="Pengelolaan sampah")
    succession = {"predecessor_id": line_id, "line_id": line_id}
    an_agreement(**succession, scope_items=(kept,)).begin("draft")
    with pytest.raises(AdditionsUntraced, match="Pengelolaan sampah"):
        an_agreement(**succession, scope_items=(kept, added)).begin("draft")
    grounded = added.model_copy(update={"ground": "decided_without", "ground_reason": "Disepakati lewat surat."})
    an_agreement(**succession, scope_items=(kept, grounded)).begin("draft")


def test_an_item_that_is_added_to_an_extension_later_names_its_ground_as_well() -> None:
    line_id = new_id()
    kept, added = an_item(continues=(new_id(),)), an_item("environment")
    extension = an_agreement(predecessor_id=line_id, line_id=line_id, scope_items=(kept,))
    with pytest.raises(AdditionsUntraced):
        extension.rewrite(extension.parties, (kept, added))


def test_only_a_draft_is_rewritten() -> None:
    draft = an_agreement()
    other = a_party(a_partner())
    draft.rewrite(
        (draft.parties[0], other), (), title="Judul baru", instrument="joint_agreement", term=None, funding=None
    )
    assert (draft.title, draft.instrument, draft.parties[1]) == ("Judul baru", "joint_agreement", other)
    assert draft.missing == ["term", "scope_items", "funding"]
    with pytest.raises(WrongState):
        a_signed_agreement().rewrite(draft.parties, ())


def test_a_draft_without_term_or_scope_is_incomplete() -> None:
    assert an_agreement(term=None, scope_items=()).blocking == ["term", "scope_items"]
    with pytest.raises(DraftIncomplete, match="term"):
        _ = an_agreement(term=None).agreed_term


def test_a_signed_agreement_misses_numbers_but_no_clauses() -> None:
    agreement = a_signed_agreement(legal_basis=None, funding=None)
    first, second = agreement.parties
    assert agreement.missing == []
    agreement.numbers = (a_number(first),)
    assert agreement.missing == [f"document_number:{second.id}"]


def test_a_registered_agreement_misses_the_days_and_numbers_that_are_not_known() -> None:
    agreement = an_agreement(registered_source="press", confidence="likely", in_force_from=TERM.starts_on)
    assert agreement.missing == [
        "dated_on",
        "signed_on",
        *(f"document_number:{party.id}" for party in agreement.parties),
    ]


def test_the_last_signature_dates_the_agreement() -> None:
    agreement = an_agreement(document_state="validated")
    first, second = agreement.parties
    assert agreement.last_signed_on == date.min
    with pytest.raises(SignaturesOutstanding):
        _ = agreement.days_in_force
    assert not agreement.put_signature(first, a_signature(first, signed_on=date(2021, 1, 25)))
    assert (agreement.document_state, agreement.outstanding, agreement.signed_on) == ("partially_signed", 1, None)
    assert agreement.put_signature(second, a_signature(second, signed_on=date(2021, 1, 20)))
    assert (agreement.document_state, agreement.signed_on) == ("signed", date(2021, 1, 25))
    assert agreement.days_in_force == agreement.in_force
    assert [(entry.move, entry.happened_on) for entry in agreement.history] == [
        ("sign_in_part", date(2021, 1, 25)),
        ("sign", date(2021, 1, 20)),
    ]


def test_the_term_runs_from_the_last_signature_if_that_is_the_clause() -> None:
    agreement = a_signed_agreement(term=RunningTerm(months=36))
    assert agreement.days_in_force.in_force_from == SIGNED_ON
    assert agreement.days_in_force.in_force_until == date(2024, 1, 19)


def test_a_party_has_signed_when_all_its_signers_have() -> None:
    foundation = a_party(a_partner(category="foundation_ngo"), signers=2)
    agreement = an_agreement(parties=(a_party(a_facility()), foundation), document_state="validated")
    own = agreement.parties[0]
    agreement.put_signature(own, a_signature(own))
    assert not agreement.put_signature(foundation, a_signature(foundation, position="Ketua"))
    assert (agreement.document_state, agreement.outstanding) == ("partially_signed", 1)
    assert agreement.put_signature(foundation, a_signature(foundation, position="Sekretaris", ordinal=2))
    assert [each.position for each in agreement.signatures_of(foundation)] == ["Ketua", "Sekretaris"]


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("role", ["acknowledging", "witness"])
def test_nothing_waits_for_a_witness_who_may_sign_at_any_time(turn: int, role: str) -> None:
    principals = (a_party(a_facility()), a_party(a_partner()))
    witness = a_party(a_partner(), role=role)
    agreement = an_agreement(parties=(*principals, witness), document_state="validated")
    assert agreement.outstanding == 2
    order = list(principals)
    order.insert(turn, witness)
    days = {witness.id: date(2021, 3, 1)}
    signatures = [a_signature(party, signed_on=days.get(party.id, SIGNED_ON)) for party in order]
    last = [agreement.put_signature(*pair) for pair in zip(order, signatures, strict=True)]
    assert [party for party, is_last in zip(order, last, strict=True) if is_last] == [principals[1]]
    assert (agreement.document_state, agreement.signed_on) == ("signed", SIGNED_ON)
    assert [entry.move for entry in agreement.history].count("acknowledge") == 1


def test_a_witness_signs_after_the_review() -> None:
    witness = a_party(a_partner(), role="witness")
    agreement = an_agreement(parties=(a_party(a_facility()), a_party(a_partner()), witness))
    with pytest.raises(WrongState):
        agreement.put_signature(witness, a_signature(witness))


@pytest.mark.parametrize(("planned", "state"), [(None, "validated"), (date(2021, 2, 1), "awaiting_signature")])
def test_a_voided_signature_leads_back_to_the_state_before_it(planned: date | None, state: str) -> None:
    agreement = an_agreement(document_state="validated", signing_planned_on=planned)
    first = agreement.parties[0]
    agreement.put_signature(first, a_signature(first))
    agreement.void_signature(agreement.signatures[0], "Halaman terakhir tanpa cap dinas.")
    assert (agreement.document_state, agreement.signatures, agreement.outstanding) == (state, (), 2)
    assert agreement.history[-1].reason == "Halaman terakhir tanpa cap dinas."


def test_while_another_party_has_signed_the_agreement_stays_signed_in_part() -> None:
    parties = (a_party(a_facility()), a_party(a_partner()), a_party(a_partner()))
    agreement = an_agreement(parties=parties, document_state="validated")
    for party in parties[:2]:
        agreement.put_signature(party, a_signature(party))
    agreement.void_signature(agreement.signatures[0], "Salah pihak.")
    assert (agreement.document_state, agreement.outstanding) == ("partially_signed", 2)


def test_the_signature_of_a_witness_does_not_make_it_signed_in_part() -> None:
    parties = (a_party(a_facility()), a_party(a_partner()), a_party(a_partner(), role="witness"))
    agreement = an_agreement(parties=parties, document_state="validated")
    agreement.put_signature(parties[2], a_signature(parties[2]))
    agreement.put_signature(parties[0], a_signature(parties[0]))
    agreement.void_signature(agreement.signatures_of(parties[0])[0], "Salah pihak.")
    assert agreement.document_state == "validated"


def test_no_signature_is_voided_once_all_have_signed() -> None:
    agreement = a_signed_agreement()
    with pytest.raises(WrongState):
        agreement.void_signature(agreement.signatures[0], "Terlambat.")


def test_the_plan_to_sign_is_set_moved_and_given_up() -> None:
    agreement = an_agreement(document_state="validated")
    agreement.plan_signing(date(2021, 2, 16))
    agreement.plan_signing(date(2021, 3, 2), "Bupati berhalangan.")
    assert (agreement.document_state, agreement.signing_planned_on) == ("awaiting_signature", date(2021, 3, 2))
    agreement.plan_signing(None)
    assert (agreement.document_state, agreement.signing_planned_on) == ("validated", None)
    assert [entry.move for entry in agreement.history] == ["plan_signing"] * 3


def test_a_reopened_text_has_no_plan_to_sign() -> None:
    planned = {"signing_planned_on": SIGNED_ON, "sign_before": SIGNED_ON}
    agreement = an_agreement(document_state="awaiting_signature", **planned)
    agreement.reopen("Salah ketik pada Pasal 7.")
    assert agreement.document_state == "drafting"
    assert (agreement.signing_planned_on, agreement.sign_before) == (None, None)


def test_an_extension_begins_after_its_predecessor_has() -> None:
    before = a_signed_agreement()
    an_agreement(term=FixedTerm(starts_on=date(2026, 1, 27), ends_on=date(2031, 1, 26))).require_after(before)
    an_agreement(term=None).require_after(before)
    an_agreement(term=RunningTerm(months=12)).require_after(before)
    with pytest.raises(BeginsBeforePredecessor):
        an_agreement(term=TERM).require_after(before)


def test_the_public_title_names_no_person() -> None:
    person = a_party(a_partner(name="Ustaz Contoh", category="individual"))
    title = "Perjanjian Kerja Sama dengan Ustaz Contoh"
    parties = (a_party(a_facility()), person)
    item = an_item("religion", field_name="keagamaan")
    agreement = an_agreement(
        parties=parties, title=title, instrument="cooperation_agreement", scope_items=(item, an_item("religion"))
    )
    assert agreement.public_title.startswith("perjanjian kerja sama – Lapas Contoh Kelas IIA – keagamaan")
    assert "Ustaz" not in agreement.public_title
    assert an_agreement(title=title).public_title == title


def test_the_moment_of_today_is_now_and_of_an_earlier_day_noon() -> None:
    now = datetime(2026, 1, 26, 23, 30, tzinfo=UTC)
    assert moment_of(date(2026, 1, 27), "Asia/Jakarta", now) == now
    earlier = moment_of(date(2026, 1, 26), "Asia/Jakarta", now)
    assert earlier == datetime(2026, 1, 26, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
