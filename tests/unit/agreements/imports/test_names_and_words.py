"""Names of units and words of coded values, as people write them."""

from pathlib import Path
from uuid import uuid4

import pytest

from deploy.operating.imports import write_template
from services.agreements.imports.model.imports import Kind
from services.agreements.imports.model.keys import keys_of
from services.agreements.imports.model.unit_names import UnitNameAmbiguous, UnitNames, UnitNameUnknown
from services.agreements.imports.model.words import WordUnknown
from services.agreements.imports.shipped import columns, words
from services.agreements.register.model.units import Unit
from shared.tables.reading import read_table
from shared.values.inputs import letters_and_digits

NAMES = (
    "Lapas Kelas IIA Purwokerto",
    "Lapas Narkotika Kelas IIB Purwokerto",
    "Bapas Kelas II Purwokerto",
    "Lapas Kelas I Tangerang",
    "Lapas Kelas IIA Tangerang",
    "Rutan Kelas IIB Purbalingga",
)
UNITS = UnitNames.of([Unit(id=uuid4(), kind="facility", name=name) for name in NAMES])


@pytest.mark.parametrize(
    ("written", "name", "guessed"),
    [
        ("lapas kelas iia purwokerto", NAMES[0], False),
        ("Lembaga Pemasyarakatan Klas II A Purwokerto", NAMES[0], False),
        ("LAPAS PURWOKERTO", NAMES[0], True),
        ("Lapas Kelas IIB Purwokerto", NAMES[0], True),
        ("Lapas Narkotika Purwokerto", NAMES[1], True),
        ("Balai Pemasyarakatan Kelas II Purwokerto", NAMES[2], False),
        ("Rumah Tahanan Negara Kls. IIB Purbalingga", NAMES[5], False),
        ("Lapas Kelas I Tangerang", NAMES[3], False),
    ],
)
def test_a_unit_is_found_by_usual_names(written: str, name: str, guessed: bool) -> None:
    unit, was_guessed = UNITS.find(written)
    assert (unit.name, was_guessed) == (name, guessed)


def test_a_name_of_two_units_is_refused_with_both() -> None:
    with pytest.raises(UnitNameAmbiguous) as refused:
        UNITS.find("Lapas Tangerang")
    assert "Lapas Kelas I Tangerang dan Lapas Kelas IIA Tangerang" in refused.value.sentence.id


def test_an_unknown_name_is_refused_with_similar_ones() -> None:
    with pytest.raises(UnitNameUnknown) as refused:
        UNITS.find("Lapas Kelas IIA Purwokarto")
    assert NAMES[0] in refused.value.sentence.id


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("instrument", "PKS", "cooperation_agreement"),
        ("instrument", "m.o.u.", "memorandum_of_understanding"),
        ("instrument", "Nota Kesepakatan", "synergy_memorandum"),
        ("category", "Pemda", "local_government"),
        ("category", "BUMN", "state_enterprise"),
        ("capability", "Kalapas", "head"),
        ("capacity", "Plh.", "daily_acting"),
        ("status", "Selesai", "done"),
    ],
)
def test_a_word_has_the_code_that_people_mean(name: str, written: str, code: str) -> None:
    assert words().read(name, written) == code


def test_a_word_without_a_meaning_is_refused() -> None:
    with pytest.raises(WordUnknown):
        words().read("instrument", "Surat payung")


@pytest.mark.parametrize(
    ("title", "instrument"),
    [
        ("Perjanjian Kerja Sama tentang Kesehatan", "cooperation_agreement"),
        ("PERJANJIAN KERJASAMA tentang Kesehatan", "cooperation_agreement"),
        ("Nota Kesepahaman antara", "memorandum_of_understanding"),
        ("Nota Kesepakatan Sinergi", "synergy_memorandum"),
        ("Pembinaan warga binaan", None),
        ("NKRI harga mati", None),
    ],
)
def test_a_title_names_its_instrument_at_its_begin(title: str, instrument: str | None) -> None:
    assert words().begins("instrument", title) == instrument


def test_no_title_of_a_kind_means_two_columns() -> None:
    for kind, listed in columns().items():
        titles = [letters_and_digits(title) for column in listed for title in column.titles]
        assert len(titles) == len(set(titles)), kind


def test_a_row_finds_the_row_that_it_continues() -> None:
    before, _ = keys_of("agreements", {"unit": "Lapas A", "number": "W.13-12/2019\nM-3"})
    _, after = keys_of("agreements", {"unit": "LAPAS A", "number": "W13-20/2021", "predecessor": "W13-12/2019"})
    assert before == after
    assert keys_of("agreements", {"unit": "Lapas A", "number": "-/-"}) == (None, None)


def test_three_spellings_of_a_partner_have_one_key() -> None:
    spellings = ("Pemerintah Kabupaten Contoh", "PEMKAB. CONTOH", "Pemerintah Kab. Contoh")
    assert len({keys_of("partners", {"name": name}) for name in spellings}) == 1


@pytest.mark.parametrize("kind", columns())
def test_the_template_of_each_kind_names_every_column(kind: Kind, tmp_path: Path) -> None:
    write_template(kind, tmp_path / "template.xlsx")
    with (tmp_path / "template.xlsx").open("rb") as file:
        header = read_table(file, columns()[kind]).header
    assert header.places.keys() == {column.name for column in columns()[kind]}
    assert header.unknown == ()
