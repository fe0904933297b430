"""Two texts of a draft compared."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.text_changes import text_changes
from services.agreements.review.model import Reviewer, items_reviewed_by
from services.agreements.review.model import reviewers_of as reviewers
from tests.unit.agreements.examples import a_facility, a_partner, a_party, an_agreement, an_item

NOW = datetime(2026, 1, 27, 2, tzinfo=UTC)
ONE, TWO, THREE = (str(UUID(int=number)) for number in (1, 2, 3))


def item(id_: str, **changes: Any) -> dict[str, Any]:
    return {"id": id_, "field": "health", "description": "Pemeriksaan", "target": None, "ground": None} | changes


def text(*items: dict[str, Any], **clauses: Any) -> dict[str, Any]:
    return {"title": "Nota", "term": None, "scope_items": list(items)} | clauses


def test_clauses_and_items_that_differ_are_named_with_both_values() -> None:
    before = text(item(ONE), item(TWO))
    after = text(item(TWO, target="Dua kali"), item(THREE), title="Nota Kesepakatan")
    changes = text_changes((1, before), (4, after))
    assert (changes.before, changes.after, changes.none) == (1, 4, False)
    assert [(each.name, each.before, each.after) for each in changes.clauses] == [("title", "Nota", "Nota Kesepakatan")]
    assert [each["id"] for each in changes.added] == [THREE]
    assert [each["id"] for each in changes.removed] == [ONE]
    assert [(each.before["target"], each.after["target"]) for each in changes.changed] == [(None, "Dua kali")]


def test_what_is_not_in_the_document_is_no_change() -> None:
    before, after = text(item(ONE), item(TWO)), text(item(TWO, field_name="Kesehatan"), item(ONE, ground="meeting"))
    assert text_changes((1, before), (2, after)).none


def test_a_partner_reviews_its_own_items_and_those_of_nobody() -> None:
    first, second = a_partner(), a_partner()
    agency = a_partner(first)
    own, common, other = an_item(agencies=(agency,)), an_item(), an_item(agencies=(second,))
    parties = tuple(map(a_party, (a_facility(), first, second)))
    agreement = an_agreement(parties=parties, scope_items=(own, common, other))
    by_unit: dict[str, Reviewer] = {each.unit: each for each in reviewers(agreement, NOW)}
    assert items_reviewed_by(agreement, by_unit[str(first.id)]) == (own, common)
    assert items_reviewed_by(agreement, by_unit[str(second.id)]) == (common, other)
    assert items_reviewed_by(agreement, by_unit["JATENG"]) == (own, common, other)
