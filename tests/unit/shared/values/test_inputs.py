"""Texts that people type: what cannot be seen does not distinguish one text from another."""

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.values.inputs import DocumentNumber, Paragraph, ShortText, letters_and_digits, number_key

SHORT, PARAGRAPH, NUMBER = TypeAdapter(ShortText), TypeAdapter(Paragraph), TypeAdapter(DocumentNumber)
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u2800", "\u3164", "\u202e", "\ufe0f", "\u00a0 \u200b"]


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_text_without_visible_characters_is_refused(text: str) -> None:
    for kind in (SHORT, PARAGRAPH, NUMBER):
        with pytest.raises(ValidationError):
            kind.validate_python(text)


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u202e"])
def test_characters_without_a_form_are_removed(character: str) -> None:
    assert SHORT.validate_python(f"{character}Nota {character}Kesepakatan{character}") == "Nota Kesepakatan"


@pytest.mark.parametrize("line_break", ["\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"])
def test_a_line_is_one_line_to_every_reader(line_break: str) -> None:
    with pytest.raises(ValidationError):
        SHORT.validate_python(f"Nota{line_break}Kesepakatan")
    assert PARAGRAPH.validate_python(f"Nota{line_break}Kesepakatan") == "Nota\nKesepakatan"


def test_a_windows_line_break_is_one_line_break() -> None:
    assert PARAGRAPH.validate_python("satu\r\ndua\n\ntiga") == "satu\ndua\n\ntiga"


def test_letters_are_stored_in_composed_form() -> None:
    assert SHORT.validate_python("Cafe\u0301") == "Caf\u00e9"
    assert letters_and_digits("PT. CAFE\u0301") == letters_and_digits("pt caf\u00e9")


@pytest.mark.parametrize(
    "written",
    ["W.13.PAS.PAS.12-7", "w13.pas.pas12-7", "W13.PAS.PAS12\u20117", "W13.PAS.PAS\u200b12-7", "W13 PAS PAS12/7"],
)
def test_the_same_number_is_recognised_however_it_is_written(written: str) -> None:
    assert number_key(written) == "w13paspas12-7"


def test_digits_that_are_divided_in_another_place_are_another_number() -> None:
    assert number_key("1/12/2026") != number_key("11/2/2026")


def test_a_number_has_letters_or_digits() -> None:
    assert NUMBER.validate_python("415.4/77") == "415.4/77"
    with pytest.raises(ValidationError):
        NUMBER.validate_python("-/-")
