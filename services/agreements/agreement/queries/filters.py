"""Filters of lists of agreements, as queries of the index `agreement_search`; its migration lists the marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.agreements.agreement.model.states import StateToday
from services.agreements.register.access import OFFICES
from services.agreements.register.store.fields import load_fields_under
from services.agreements.register.store.partners import load_staying_partner
from shared.access import Work
from shared.values.capabilities import Capability
from shared.values.inputs import number_key

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are not looked for by the days of a term."""
DAYS, MONTHS = 62, 24
"""A longer time is looked for by its months, or by its years."""
DAY_ZERO, SIZES = date(FIRST_YEAR, 1, 1), 18
"""The blocks of days of `search_days`: each is twice as long as those of the size before."""
_NOTHING = "'?'"
"""A mark that no agreement has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFilter:
    """Each part narrows; without any, it is every agreement that the reader's positions reach.

    `search` has words of the title, of the scope or of a party's name, or is a number of either side in any spelling. A
    partner stands for everything under it, and a field for those under it. With
    `dormant_after_days`, it is agreements in force under which nothing was delivered for longer.
    """

    search: str | None = None
    facility_id: UUID | None = None
    region: str | None = None
    partner_id: UUID | None = None
    field: str | None = None
    state: StateToday | None = None
    registration_number: str | None = None
    ends_from: date | None = None
    ends_until: date | None = None
    running_on: date | None = None
    dormant_after_days: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether there is any part."""
        return self != AgreementFilter()


@dataclass(frozen=True, slots=True)
class Readable:
    """The marks of the agreements that a reader sees as an office, and as the contact of partners; None: all."""

    as_office: Sequence[str] | None
    as_contact: Sequence[UUID]

    @classmethod
    def by(cls, work: Work) -> "Readable":
        """By the reader's positions."""
        offices, contacts = work.actor.reach(OFFICES), work.actor.reach([Capability.PARTNER_CONTACT])
        if offices.nation:
            return cls(None, ())
        return cls([*(f"u:{id_}" for id_ in offices.facilities), *(f"r:{code}" for code in offices.regions)],
                   contacts.partners)  # fmt: skip


def one_of(marks: Iterable[str]) -> str:
    """The query for one of these marks; without any, it finds nothing."""
    quoted = "|".join(f"'{mark}'" for mark in marks)
    return f"({quoted or _NOTHING})"


async def marks_of(work: Work, wanted: AgreementFilter, readable: Readable) -> str:
    """The query for everything but the words; the exact days are looked at afterwards."""
    every = [
        _readable(readable, await _fields(work, wanted.field)),
        *await _units(work, wanted),
        *_times(wanted, work.now.date()),
    ]
    if wanted.registration_number:
        every.append(one_of([f"n:{number_key(wanted.registration_number)}"]))
    return "&".join(part for part in every if part)


async def _units(work: Work, wanted: AgreementFilter) -> list[str]:
    every = []
    if wanted.facility_id:
        every.append(one_of([f"u:{wanted.facility_id}"]))
    if wanted.region:
        every.append(one_of([f"r:{wanted.region}"]))
    if wanted.partner_id:
        staying = await load_staying_partner(work.connection, wanted.partner_id)
        every.append(one_of([f"a:{staying}"] if staying else []))
    return every


def _times(wanted: AgreementFilter, today: date) -> list[str]:
    every = []
    if wanted.state:
        every += _state(wanted.state, today)
    if wanted.ends_from or wanted.ends_until:
        every.append(one_of(f"e:{part}" for part in _parts(*ends_between(wanted))))
    if wanted.running_on:
        every.append(one_of(_blocks(wanted.running_on)))
    if wanted.dormant_after_days is not None:
        every += _state("active", today)
    return every


def ends_between(wanted: AgreementFilter) -> tuple[date | None, date | None]:
    """Both days of the time in which the last day has to be; None and None if it does not matter."""
    if not wanted.ends_from and not wanted.ends_until:
        return None, None
    return wanted.ends_from or date(FIRST_YEAR, 1, 1), wanted.ends_until or date(LAST_YEAR, 12, 31)


async def _fields(work: Work, field: str | None) -> Sequence[str] | None:
    """A field and those under it; None where the field does not matter."""
    return await load_fields_under(work.connection, field) if field else None


def _readable(readable: Readable, fields: Sequence[str] | None) -> str:
    """The agreements that the reader sees, and among them those with one of these fields in items that it sees."""
    every_field = one_of(f"f:{code}" for code in fields) if fields is not None else ""
    if readable.as_office is None:
        return every_field
    either = []
    if readable.as_office:
        either.append("&".join(part for part in (one_of(readable.as_office), every_field) if part))
    if readable.as_contact and fields is None:
        either.append(one_of(f"p:{id_}" for id_ in readable.as_contact))
    elif readable.as_contact:
        either.append(one_of(f"g:{code}:{id_}" for code in fields or () for id_ in readable.as_contact))
    return f"({'|'.join(either)})" if either else one_of([])


def _state(state: StateToday, today: date) -> list[str]:
    """The document's state, and the years of the term that the state of today allows."""
    near = today - timedelta(days=1), today + timedelta(days=1)
    match state:
        case "active":
            return [one_of(["d:signed"]), _running(*near)]
        case "expired":
            return [one_of(["d:signed"]), _before(near[1].year)]
        case "signed":
            return [one_of(["d:signed"]), _after(near[0].year)]
        case _:
            return [one_of([f"d:{state}"])]


def _blocks(day: date) -> list[str]:
    """The marks of the blocks of days around a day, one of each size: a term has exactly one of them."""
    nth = min(max((day - DAY_ZERO).days, 0), 2 ** (SIZES - 1) - 1)
    return [f"t{size}:{nth >> size}" for size in range(SIZES)]


def _running(first: date, last: date) -> str:
    return one_of(["o:", *(f"y:{year}" for year in range(first.year, last.year + 1))])


def _before(year: int) -> str:
    """The ends until a year. Those of the last century are few, and looked for by the beginning of their marks."""
    return f"('e:19':*|{one_of(f'e:{each}' for each in range(2000, year + 1))})"


def _after(year: int) -> str:
    """The starts since a year."""
    return f"({one_of(f's:{each}' for each in range(year, 2100))}|'s:21':*)"


def _parts(first: date | None, last: date | None) -> list[str]:
    """The days of a short time, the months of a longer one, or the years."""
    if first is None or last is None:
        return []
    if (last - first).days < DAYS:
        return [f"{first + timedelta(days=nth):%Y%m%d}" for nth in range((last - first).days + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MONTHS:
        return [f"{month // 12:04}{month % 12 + 1:02}" for month in months]
    return [f"{year:04}" for year in range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)]
