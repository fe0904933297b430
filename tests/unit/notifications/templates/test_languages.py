"""How dates, codes and lists are written."""

from datetime import date
from importlib.resources import files
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.templates.model import Language
from shared.contracts.parts import PartnerRef
from shared.values.cooperation import Instrument, MeetingKind, Pillar, Side
from shared.values.texts import Text
from tests.unit.notifications.examples import ENVIRONMENT, SPORT, some_id

LABELS = {"environment": Text("lingkungan hidup", "environment"), "sport": Text("olahraga", "sport")}
INDONESIAN, ENGLISH = Language("id", LABELS), Language("en", LABELS)


@pytest.mark.parametrize(
    ("day", "indonesian", "english"),
    [
        (date(2026, 1, 27), "27 Januari 2026", "27 January 2026"),
        (date(2026, 8, 1), "1 Agustus 2026", "1 August 2026"),
        (date(2027, 12, 31), "31 Desember 2027", "31 December 2027"),
    ],
)
def test_a_date_as_one_writes_it(day: date, indonesian: str, english: str) -> None:
    assert (INDONESIAN.date(day), ENGLISH.date(day)) == (indonesian, english)


@pytest.mark.parametrize(
    ("words", "indonesian"), [([], "–"), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")]
)
def test_a_list_in_a_sentence(words: list[str], indonesian: str) -> None:
    assert INDONESIAN.listed(words) == indonesian


@given(st.lists(st.sampled_from(["kesehatan", "olahraga", "sosial", "pertanian"])))
def test_a_list_says_each_word_once(words: list[str]) -> None:
    sentence = ENGLISH.listed(words)
    assert all(sentence.count(word) == 1 for word in words)


def test_fields_are_called_by_their_names_once() -> None:
    assert INDONESIAN.fields([ENVIRONMENT, SPORT, ENVIRONMENT]) == "lingkungan hidup dan olahraga"


def test_fields_may_be_given_by_code() -> None:
    assert ENGLISH.fields(("environment", "sport")) == "environment and sport"


def test_a_field_that_is_newer_than_the_labels_stays_readable() -> None:
    assert INDONESIAN.label("waste_bank") == "waste bank"


def test_of_many_units_some_are_named_and_the_others_counted() -> None:
    units = [PartnerRef(id=some_id(number), name=f"Rutan Contoh {number}") for number in range(1, 41)]
    assert INDONESIAN.names(units) == "Rutan Contoh 1, Rutan Contoh 2, Rutan Contoh 3, dan 37 lainnya"
    assert ENGLISH.names(units[:2]) == "Rutan Contoh 1 and Rutan Contoh 2"


def test_every_code_of_the_contracts_has_a_label() -> None:
    shipped = yaml.safe_load(files("services.notifications.templates").joinpath("labels.yaml").read_text("utf-8"))
    codes = {code for kind in (Instrument, MeetingKind, Pillar, Side) for code in get_args(kind)}
    assert codes - shipped.keys() == set()
