"""The rules of documents: what is required, who checks, and how long a file is kept."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.agreements.documents.model.documents import (
    ContentErased,
    Document,
    DocumentHeld,
    FaultsNeeded,
    PaperUnsigned,
    ScanNeeded,
    SecondOfficerNeeded,
    require_faults,
    require_fileable,
)
from services.agreements.documents.model.papers import FilingRules, PaperRule, last_day_of_retention, paper_state
from services.agreements.documents.shipped import filing_rules
from shared.values.ids import new_id
from shared.values.refusals import Refusal
from tests.unit.agreements.examples import an_agreement

MOMENT = datetime(2026, 1, 27, 3, tzinfo=UTC)
ERASED = {"erased_at": MOMENT, "erased_by": "head", "erasure_ground": "wrong_file", "erasure_reason": "Keliru."}


def a_document(**changes: Any) -> Document:
    values = {"id": new_id(), "agreement_id": new_id(), "version": 1, "kind": "signed_paper", "file_name": "a.pdf"}
    stored = {"media_type": "application/pdf", "size": 9, "sha256": "00" * 32, "content": "ab/one"}
    return Document(**values | stored | {"uploaded_by": "officer", "uploaded_at": MOMENT} | changes)


@pytest.mark.parametrize(
    ("papers", "state"),
    [
        ([], "missing"),
        ([{}], "unchecked"),
        ([{"verdict": "differs"}], "differs"),
        ([{"verdict": "differs"}, {}], "unchecked"),
        ([{}, {"verdict": "matches"}], None),
        ([{"verdict": "matches", **ERASED}], "missing"),
        ([{"verdict": "matches", **ERASED}, {"verdict": "differs"}], "differs"),
    ],
)
def test_an_agreement_has_paper_when_a_kept_file_matches(papers: list[dict[str, Any]], state: str | None) -> None:
    assert paper_state([a_document(**changes) for changes in papers]) == state


@pytest.mark.parametrize(
    ("kind", "state", "is_scan", "refusal"),
    [
        ("signed_paper", "signed", True, None),
        ("signed_paper", "superseded", True, None),
        ("signed_paper", "partially_signed", True, PaperUnsigned),
        ("signed_paper", "drafting", True, PaperUnsigned),
        ("signed_paper", "signed", False, ScanNeeded),
        ("attachment", "drafting", False, None),
        ("letter", "partially_signed", True, None),
    ],
)
def test_only_a_scan_of_what_all_have_signed_is_the_signed_paper(
    kind: Any, state: Any, *, is_scan: bool, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        require_fileable(kind, state, is_scan=is_scan)
        return
    with pytest.raises(refusal):
        require_fileable(kind, state, is_scan=is_scan)


def test_another_account_checks() -> None:
    document = a_document()
    document.require_checker("head")
    with pytest.raises(SecondOfficerNeeded):
        document.require_checker("officer")


@pytest.mark.parametrize(("verdict", "faults"), [("differs", []), ("matches", ["pages"])])
def test_a_verdict_without_its_reasons_is_refused(verdict: Any, faults: list[Any]) -> None:
    with pytest.raises(FaultsNeeded):
        require_faults(verdict, faults)


TODAY = date(2036, 1, 27)


@pytest.mark.parametrize(
    ("document", "ground", "kept_until", "refusal"),
    [
        ({}, "wrong_file", None, None),
        ({"verdict": "differs"}, "wrong_file", None, None),
        ({"verdict": "matches"}, "wrong_file", None, DocumentHeld),
        ({"verdict": "matches"}, "retention_over", None, DocumentHeld),
        ({"verdict": "matches"}, "retention_over", date(2036, 1, 27), DocumentHeld),
        ({"verdict": "matches"}, "retention_over", date(2036, 1, 26), None),
        ({"verdict": "matches"}, "wrong_file", date(2036, 1, 26), DocumentHeld),
        (ERASED, "wrong_file", None, ContentErased),
    ],
)
def test_a_file_that_matches_is_kept(
    document: dict[str, Any], ground: Any, kept_until: date | None, refusal: type[Refusal] | None
) -> None:
    found = a_document(**document)
    if refusal is None:
        found.require_erasable(ground, kept_until, TODAY, 10)
        return
    with pytest.raises(refusal):
        found.require_erasable(ground, kept_until, TODAY, 10)


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({"document_state": "signed", "in_force_until": date(2026, 1, 26)}, date(2036, 1, 26)),
        ({"document_state": "signed", "in_force_until": date(2028, 2, 29)}, date(2038, 2, 28)),
        ({"document_state": "signed", "in_force_until": None}, None),
        ({"document_state": "terminated", "in_force_until": None, "ended_on": date(2025, 5, 1)}, date(2035, 5, 1)),
        ({"document_state": "drafting", "in_force_until": None}, None),
    ],
)
def test_the_time_of_retention_begins_with_the_end(changes: dict[str, Any], last: date | None) -> None:
    assert last_day_of_retention(an_agreement(**changes), 10) == last


def test_the_first_rule_that_fits_holds() -> None:
    rules = FilingRules(
        papers=(
            PaperRule(level=frozenset({"facility"}), instrument=frozenset({"addendum"}), within_days=7),
            PaperRule(level=frozenset({"facility", "national"}), instrument=frozenset({"addendum"}), within_days=30),
        ),
        retention_years={},
    )
    assert rules.required == {("facility", "addendum"): 7, ("national", "addendum"): 30}


def test_the_shipped_rules_require_paper_of_everything_but_a_work_plan() -> None:
    required = filing_rules().required
    assert required["facility", "cooperation_agreement"] == 14
    assert required["national", "synergy_memorandum"] == 30
    assert not [pair for pair in required if "work_plan" in pair]
    assert filing_rules().retention_years.keys() == {"signed_paper", "attachment", "letter"}
