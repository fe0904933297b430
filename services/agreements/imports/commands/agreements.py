"""A row of the table of agreements: parties, days and numbers are looked up, then it is registered."""

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.agreements.agreement.commands.registering import RegisterAgreement, register_agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.registration import KnownNumber
from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, RunningTerm, TermClause
from services.agreements.imports.commands.lookups import Lookups, Taken, resolve_partner, resolve_unit, twin_above
from services.agreements.imports.commands.predecessors import find_predecessor
from services.agreements.imports.commands.records import find_record
from services.agreements.imports.model.agreements import WrittenAgreement, read_agreement
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.store.lookups import (
    Record,
    load_agreement_by_day,
    load_agreements_by_numbers,
)
from services.agreements.register.model.units import Unit
from shared.access import Work
from shared.values.cooperation import Level
from shared.values.inputs import letters_and_digits
from shared.values.texts import Text

_LEVELS: Mapping[str, Level] = {
    "facility": "facility",
    "regional_office": "regional",
    "directorate_general": "national",
    "ministry": "national",
}
_DIFFERS = Text(
    "Sudah tercatat sebagai {number}, mulai berlaku {begins}; tidak diubah.",
    "On record as {number}, in force from {begins}; it does not change.",
)
_ELSEWHERE = Text(
    "{keeper} mencatat perjanjian yang sama sebagai {number}.", "{keeper} has the same agreement on record as {number}."
)
_FIELDS = Text("Bidang {fields} tidak dikenal dan tidak dipakai.", "The fields {fields} are unknown and are not used.")
_NO_TERM = Text("Masa berlaku tidak disebut; dicatat tanpa hari terakhir.", "No term; registered without a last day.")


async def take_agreement(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    """Register the agreement of a row, unless its unit keeps it already."""
    if "id" in reading.cells:
        return await _recorded(work, lookups, reading)
    written = read_agreement(reading, lookups.words, lookups.today)
    unit = resolve_unit(lookups, reading, "unit", written.unit)
    partner = await resolve_partner(work, lookups, reading, "partner", written.partner)
    items = _items(lookups, reading, written.fields)
    if unit is None or partner is None or reading.refused:
        return None
    known, elsewhere = await _on_record(work, written, unit, partner)
    if known:
        _compare(reading, written, known)
        return Taken(known["id"], known=True)
    if twin_above(lookups, reading):
        return Taken(None, known=True)
    if elsewhere:
        message = _ELSEWHERE.fill(keeper=elsewhere["keeper"], number=elsewhere["registration_number"])
        reading.caution("", "on_record_elsewhere", message)
    predecessor_id = await find_predecessor(work, lookups, reading, written, unit)
    if reading.refused:
        return None
    receipt = await register_agreement(work, _command(reading, written, (unit, partner), items, predecessor_id))
    for caution in receipt.cautions:
        reading.caution("", caution.code, caution.message)
    return Taken(receipt.id)


async def _recorded(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    known = await find_record(work, "agreements", reading)
    if known is None:
        return None
    _compare(reading, read_agreement(Reading(reading.cells), lookups.words, lookups.today), known)
    return Taken(known["id"], known=True)


def _compare(reading: Reading, written: WrittenAgreement, known: Record) -> None:
    """A caution about days that a known row does not change."""
    if written.in_force_from and known["in_force_from"] != written.in_force_from:
        differs = _DIFFERS.fill(number=known["registration_number"], begins=known["in_force_from"])
        reading.caution("", "differs_from_record", differs)


def _command(
    reading: Reading,
    written: WrittenAgreement,
    parties: tuple[Unit, Unit],
    items: tuple[NewScopeItem, ...],
    predecessor_id: UUID | None,
) -> RegisterAgreement:
    unit, partner = parties
    numbers = [(unit.id, written.number), (partner.id, written.partner_number)]
    return RegisterAgreement(
        instrument=written.instrument,
        title=written.title[:1000],
        called=written.called,
        level=_LEVELS[unit.kind],
        keeper_id=unit.id,
        parties=(NewParty(unit_id=unit.id), NewParty(unit_id=partner.id)),
        term=_term(reading, written),
        scope_items=items,
        source="spreadsheet",
        confidence="uncertain" if reading.findings else "likely",
        predecessor_id=predecessor_id,
        dated_on=written.signed_on,
        signed_on=written.signed_on,
        numbers=tuple(
            KnownNumber(unit_id=id_, number=number, year=_year(written)) for id_, number in numbers if number
        ),
    )


def _term(reading: Reading, written: WrittenAgreement) -> TermClause | None:
    if written.ends_on and written.first_day:
        return FixedTerm(starts_on=written.first_day, ends_on=written.ends_on)
    if written.months:
        return RunningTerm(months=written.months, starts_on=written.starts_on)
    if written.ends_on is None:
        reading.caution("ends_on", "term_unknown", _NO_TERM)
    return OpenTerm(starts_on=written.starts_on) if written.starts_on else None


def _year(written: WrittenAgreement) -> int | None:
    day: date | None = written.signed_on or written.starts_on
    return day.year if day else written.year


async def _on_record(
    work: Work, written: WrittenAgreement, unit: Unit, partner: Unit
) -> tuple[Record | None, Record | None]:
    """The agreement as the unit keeps it, and as another unit keeps it."""
    known, elsewhere = None, None
    if written.number or written.partner_number:
        numbers = (written.number, written.partner_number)
        known, elsewhere = await load_agreements_by_numbers(
            work.connection, unit.id, partner.id, numbers, _year(written)
        )
    if not written.number and written.in_force_from:
        known = await load_agreement_by_day(
            work.connection, unit.id, partner.id, written.in_force_from, written.instrument
        )
    return known, elsewhere


def _items(lookups: Lookups, reading: Reading, written: str | None) -> tuple[NewScopeItem, ...]:
    """An item for each field that is named; a name such as "Perindustrian dan Perdagangan" is one of them."""
    codes: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[,;\n/]", written or ""):
        named = [part] if letters_and_digits(part) in lookups.fields else re.split(r"\bdan\b|&", part)
        for name in filter(letters_and_digits, named):
            code = lookups.fields.get(letters_and_digits(name))
            if code is None:
                unknown.append(name.strip())
            elif code not in codes:
                codes.append(code)
    if unknown:
        reading.caution("fields", "field_unknown", _FIELDS.fill(fields=unknown))
    return tuple(NewScopeItem(field=code, description=_description(written or "")) for code in codes)


def _description(written: str) -> str:
    return " ".join(written.split())[:300]
