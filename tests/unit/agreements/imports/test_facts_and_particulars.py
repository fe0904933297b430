"""The dated facts in a row of units, and the particulars in a row of partners."""

from datetime import date
from uuid import uuid4

import pytest

from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.particulars import read_particulars
from services.agreements.imports.model.unit_facts import read_facts
from services.agreements.imports.shipped import words
from services.agreements.register.model.particulars import Contact, HeadOffice, Particulars
from shared.tables.cells import Value

DAY = date(2026, 1, 2)
OFFICE = Contact(office="Bagian Hukum", phone="0281-123456")


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.column, finding.code) for finding in reading.findings]


def test_counts_are_read_as_people_write_them_and_a_cell_names_the_source() -> None:
    reading = Reading({"capacity": "1.204", "population": 1310.0, "official_code": 407123.0, "source": "SDP Publik"})
    facts = read_facts(reading, DAY, "Tabel")
    assert {fact.kind: fact.value for fact in facts} == {
        "official_code": "407123",
        "capacity": "1204",
        "population": "1310",
    }
    assert {(fact.valid_from, fact.source) for fact in facts} == {(DAY, "SDP Publik")}
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"capacity": "1,5", "province": "33"}, [("capacity", "number-not-whole"), ("province", "fact-unreadable")]),
        ({"official_code": "407 123", "population": -4}, [("official_code", "fact-unreadable"),
                                                           ("population", "fact-unreadable")]),
    ],
)  # fmt: skip
def test_a_fact_that_cannot_be_read_is_a_finding_of_its_column(
    cells: dict[str, Value], found: list[tuple[str, str]]
) -> None:
    reading = Reading(cells)
    read_facts(reading, DAY, "Tabel")
    assert codes(reading) == found


def test_a_fact_without_a_day_is_refused() -> None:
    reading = Reading({"capacity": 300})
    assert read_facts(reading, None, "Tabel") == ()
    assert codes(reading) == [("valid_from", "cell-empty")]


def test_empty_cells_leave_the_particulars_on_record() -> None:
    head = HeadOffice(office="Bupati", valid_from=date(2025, 2, 20))
    before = Particulars(partner_id=uuid4(), region="JAWATENGAH", head=head, contacts=(OFFICE,), version=4)
    cells: dict[str, Value] = {"level": "Kabupaten", "head_office": "Bupati", "head_until": date(2030, 2, 20)}
    cells |= {"second_email": "humas@contoh.invalid"}
    reading = Reading(cells)
    after = read_particulars(reading, words(), "Pemkab Contoh").added_to(before, None)
    assert after == before.model_copy(
        update={
            "level": "regency",
            "head": head.model_copy(update={"valid_until": date(2030, 2, 20)}),
            "contacts": (OFFICE, Contact(office="Pemkab Contoh", email="humas@contoh.invalid")),
        }
    )
    assert codes(reading) == []


def test_a_telephone_number_that_excel_took_for_a_number_gets_its_first_digits_back() -> None:
    reading = Reading({"contact_phone": 281123456.0, "second_phone": 62281123457})
    first, second = read_particulars(reading, words(), "RSUD Contoh").contacts
    assert first
    assert second
    assert (first.phone, second.phone) == ("0281123456", "+62281123457")
    assert codes(reading) == [("contact_phone", "phone_completed"), ("second_phone", "phone_completed")]


@pytest.mark.parametrize("written", ["Bapak Contoh", "Ir. Contoh", "Contoh, S.H.", "Hj. Contoh", "Sdri. Contoh"])
def test_a_person_is_no_contact(written: str) -> None:
    reading = Reading({"contact": written})
    assert read_particulars(reading, words(), "RSUD Contoh").contacts == (None, None)
    assert codes(reading) == [("contact", "person-named")]


@pytest.mark.parametrize("written", ["Bagian Hukum", "Drainase dan Irigasi", "Ibu Kota", "Direktur, Seksi 2"])
def test_an_office_is_no_person(written: str) -> None:
    reading = Reading({"contact": written})
    read_particulars(reading, words(), "RSUD Contoh")
    assert codes(reading) == []
