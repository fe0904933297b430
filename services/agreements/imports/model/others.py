"""Understands rows of the tables of partners, positions and periods of units."""

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from services.agreements.imports.model.days import exact_day
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.words import Words
from services.agreements.register.model.partners import PartnerCategory, name_key
from shared.tables.cells import text_of
from shared.values.capabilities import Capability, Capacity
from shared.values.refusals import Invalid
from shared.values.texts import Text


class NameWithoutSigns(Invalid):
    """A name without letters and digits."""

    title = Text("Nama tidak terbaca", "Name without letters or digits")
    detail = Text('"{written}" tidak memuat huruf atau angka.', '"{written}" has neither letters nor digits.')


class AccountUnreadable(Invalid):
    """The account has spaces or letters that no identity provider uses."""

    title = Text("Akun tidak terbaca", "Account unreadable")
    detail = Text('"{written}" bukan nama akun.', '"{written}" is no account.')


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPartner:
    """A partner as a row describes it."""

    name: str
    category: PartnerCategory | None
    legal_form: str | None
    parent: str | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPosition:
    """A position as a row describes it; `nation` if its unit is the directorate general."""

    account: str
    capability: Capability | None
    unit: str
    nation: bool
    capacity: Capacity
    title: str | None
    letter: str | None
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPeriod:
    """A period of one of our own units as a row describes it; an empty cell changes nothing."""

    unit: str
    valid_from: date | None
    valid_until: date | None
    name: str | None
    facility_class: str | None
    office: str | None
    region: str | None

    @property
    def changes_period(self) -> bool:
        """Whether a cell of the period is filled."""
        return any((self.valid_until, self.name, self.facility_class, self.office, self.region))


def read_partner(reading: Reading, words: Words) -> WrittenPartner:
    """The partner of a row."""
    name = " ".join(reading.needed("name").split())
    if name and not name_key(name):
        reading.refuse("name", NameWithoutSigns(written=name))
    category = _word(reading, words, "category")
    if not category:
        reading.needed("category")
    return WrittenPartner(
        name=name,
        category=cast("PartnerCategory | None", category),
        legal_form=reading.text("legal_form"),
        parent=reading.text("parent"),
        since=exact_day(reading, "since"),
    )


def read_position(reading: Reading, words: Words) -> WrittenPosition:
    """The position of a row."""
    account = reading.needed("account")
    if not re.fullmatch(r"[!-~]{0,255}", account):
        reading.refuse("account", AccountUnreadable(written=account))
    capability = _word(reading, words, "capability")
    if not capability:
        reading.needed("capability")
    unit = reading.text("unit") or ""
    return WrittenPosition(
        account=account,
        capability=Capability(capability) if capability else None,
        unit=unit,
        nation=not unit or words.find("nation", unit) is not None,
        capacity=cast("Capacity", _word(reading, words, "capacity") or "definitive"),
        title=reading.text("title"),
        letter=reading.text("letter"),
        valid_from=exact_day(reading, "valid_from"),
        valid_until=exact_day(reading, "valid_until"),
    )


def read_period(reading: Reading) -> WrittenPeriod:
    """The period of a row."""
    return WrittenPeriod(
        unit=reading.needed("unit"),
        valid_from=exact_day(reading, "valid_from"),
        valid_until=exact_day(reading, "valid_until"),
        name=reading.text("name"),
        facility_class=reading.text("facility_class"),
        office=reading.text("office"),
        region=reading.text("region"),
    )


def _word(reading: Reading, words: Words, name: str) -> str | None:
    return reading.read(name, lambda value: words.read(name, text_of(value)))
