"""Understands the particulars in a row of the table of partners: level, region, head and contacts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pydantic import ValidationError

from services.agreements.imports.model.days import exact_day
from services.agreements.imports.model.findings import CellEmpty, Reading
from services.agreements.imports.model.words import Words
from services.agreements.register.model.particulars import Contact, HeadOffice, Particulars
from services.agreements.register.model.partners import PartnerLevel
from shared.tables.cells import text_of
from shared.values.refusals import Invalid, Refusal
from shared.values.texts import Text

_PERSON = re.compile(
    r"^(?:bapak|bpk|ibu(?!\s+kota)|sdri?|saudar[ai]|drs?|dra|ir|kh|hj?|prof)\b\.?\s+\w|,\s*(?:s|m|a\.?md)\.\s?\w",
    re.IGNORECASE,
)
_COUNTRY = "62"


class PersonNamed(Invalid):
    """A contact or a head is written as a person, and Sinergi keeps offices only."""

    title = Text("Nama orang", "Name of a person")
    detail = Text(
        'Tulis bagian atau jabatan, misalnya Bagian Hukum, bukan nama orang: "{written}".',
        'Write the office, such as Bagian Hukum, and not a person: "{written}".',
    )


class EmailUnreadable(Invalid):
    """The cell has no address of e-mail."""

    title = Text("Surel tidak terbaca", "E-mail unreadable")
    detail = Text('"{written}" bukan alamat surel.', '"{written}" is no address of e-mail.')


class PhoneUnreadable(Invalid):
    """The cell has no telephone number, or several."""

    title = Text("Nomor telepon tidak terbaca", "Telephone number unreadable")
    detail = Text(
        '"{written}" bukan nomor telepon. Tulis satu nomor, misalnya 0281-123456.',
        '"{written}" is no telephone number. Write a single one, such as 0281-123456.',
    )


COMPLETED = Text(
    "Excel menyimpan nomor ini sebagai angka; dibaca sebagai {phone}.",
    "Excel keeps this number without its first digits; it was read as {phone}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenParticulars:
    """The particulars of a row; an empty cell changes nothing. `region` is a name."""

    level: PartnerLevel | None
    region: str | None
    head: HeadOffice | None
    contacts: tuple[Contact | None, Contact | None]

    def added_to(self, before: Particulars, region: str | None) -> Particulars:
        """The particulars with what the row has; `region` is the code of the region."""
        head = self.head
        if head and before.head and head.office == before.head.office:
            days = {name: day for name, day in head.model_dump(exclude={"office"}).items() if day}
            head = before.head.model_copy(update=days)
        known: list[Contact | None] = [*before.contacts, None, None]
        contacts = tuple(each for at, new in enumerate(self.contacts) if (each := new or known[at]))
        changed = {
            "level": self.level or before.level,
            "region": region or before.region,
            "head": head or before.head,
            "contacts": contacts,
        }
        return before.model_copy(update=changed)


def read_particulars(reading: Reading, words: Words, partner: str) -> WrittenParticulars:
    """The particulars of a row; a contact without an office is the partner itself."""
    level = reading.read("level", lambda value: words.read("partner_level", text_of(value)))
    return WrittenParticulars(
        level=cast("PartnerLevel | None", level),
        region=reading.text("region"),
        head=_head(reading),
        contacts=(
            _contact(reading, partner, ("contact", "contact_duty", "contact_email", "contact_phone")),
            _contact(reading, partner, ("second_contact", "second_duty", "second_email", "second_phone")),
        ),
    )


def _head(reading: Reading) -> HeadOffice | None:
    office = _office(reading, "head_office")
    begins, ends = exact_day(reading, "head_from"), exact_day(reading, "head_until")
    if not office:
        if (begins or ends) and "head_office" not in reading.cells:
            reading.refuse("head_office", CellEmpty())
        return None
    head = HeadOffice(office=office, valid_from=begins, valid_until=ends)
    try:
        head.require_in_order()
    except Refusal as refusal:
        reading.refuse("head_until", refusal)
    return head


def _contact(reading: Reading, partner: str, columns: tuple[str, str, str, str]) -> Contact | None:
    office_column, duty_column, email_column, phone_column = columns
    office, duty = _office(reading, office_column), reading.text(duty_column)
    email, phone = reading.text(email_column), _phone(reading, phone_column)
    if not (office or email or phone):
        return None
    try:
        return Contact(office=office or partner, duty=duty, email=email, phone=phone)
    except ValidationError as error:
        for field in _fields_of(error):
            if field == "email":
                reading.refuse(email_column, EmailUnreadable(written=email))
            if field == "phone":
                reading.refuse(phone_column, PhoneUnreadable(written=phone))
        return None


def _fields_of(error: ValidationError) -> Iterator[object]:
    return (fault["loc"][0] for fault in error.errors())


def _office(reading: Reading, column: str) -> str | None:
    office = " ".join((reading.text(column) or "").split())
    if _PERSON.search(office):
        reading.refuse(column, PersonNamed(written=office))
        return None
    return office or None


def _phone(reading: Reading, column: str) -> str | None:
    value, phone = reading.cells.get(column), reading.text(column)
    if phone is None or isinstance(value, str):
        return phone
    phone = f"+{phone}" if phone.startswith(_COUNTRY) else f"0{phone}"
    reading.caution(column, "phone_completed", COMPLETED.fill(phone=phone))
    return phone
