"""Texts in both languages: filled in, and the same shape in every document."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.values.texts import Text

ADAPTER = TypeAdapter(Text)


def test_each_value_is_written_in_the_language_of_its_sentence() -> None:
    sentence = Text("{side} pada {day}: {fields}", "{side} on {day}: {fields}")
    filled = sentence.fill(
        side=Text("mitra", "the partner"),
        day=date(2026, 1, 27),
        fields=[Text("kesehatan", "health"), Text("olahraga", "sport")],
    )
    assert filled == Text(
        "mitra pada 27 Januari 2026: kesehatan dan olahraga", "the partner on 27 January 2026: health and sport"
    )


def test_a_number_is_written_unchanged() -> None:
    assert Text("{days} hari", "{days} days").fill(days=7) == Text("7 hari", "7 days")


def test_in_json_a_text_names_its_languages() -> None:
    assert ADAPTER.dump_python(Text("mitra", "the partner")) == {"id": "mitra", "en": "the partner"}
    assert ADAPTER.validate_python({"id": "mitra", "en": "the partner"}) == Text("mitra", "the partner")


@pytest.mark.parametrize("broken", [{"id": "mitra"}, {"en": "partner"}, {"id": "mitra", "en": "partner", "eng": "x"}])
def test_a_text_has_both_languages_and_nothing_else(broken: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(broken)
