"""Finds the header of a table among title rows, and the columns that it names.

Headers are compared by letters and digits only. A header may take two rows ("Jangka waktu" above "Mulai" and
"Berakhir"), and may be followed by a row that numbers its columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.tables.cells import Row, is_empty, text_of
from shared.tables.limits import ColumnTwice, HeaderMissing
from shared.values.inputs import letters_and_digits

REMARKS = "Catatan Sinergi"
"""The title of the column in which a table is returned with remarks; it comes back with the table."""
AMONG_FIRST = 30
"""The header is one of so many first rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read, and the titles by which people name it; the first one is that of the template."""

    name: str
    titles: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: the last of its rows, the place of each column, and the titles that mean no column."""

    row: int
    places: Mapping[str, int]
    unknown: tuple[str, ...]
    titles: tuple[str, ...]


def find_header(rows: Sequence[Row], columns: Sequence[Column]) -> Header:
    """The row among the first ones that names most columns. Raises `HeaderMissing` or `ColumnTwice`."""
    known = {letters_and_digits(title): column.name for column in columns for title in column.titles}
    required = {column.name for column in columns if column.required}
    candidates = []
    for at, row in enumerate(rows[:AMONG_FIRST]):
        candidates.append((row.number, _titles(row)))
        if at + 1 < len(rows):
            candidates.append((rows[at + 1].number, _joined(_titles(row), _titles(rows[at + 1]))))
    fit = [(number, titles) for number, titles in candidates if required <= {known.get(_key(each)) for each in titles}]
    if not fit:
        raise HeaderMissing(columns=[column.titles[0] for column in columns if column.required])
    number, titles = max(fit, key=lambda each: len({_key(title) for title in each[1]} & known.keys()))
    unknown = tuple(title for title in titles if title not in ("", REMARKS) and _key(title) not in known)
    return Header(number, _places(titles, known), unknown, titles)


def is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    numbers = [text_of(cell).strip("()") for cell in row.cells if not is_empty(cell)]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def is_header_again(row: Row, header: Header) -> bool:
    """Whether a row repeats the header, as on each page of a printed table."""
    return _titles(row) == header.titles[: len(row.cells)] and row.filled > 1


def _titles(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(text_of(cell).split()) for cell in row.cells)


def _joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    # A merged cell above has its title over each of its columns; merged downward, it has the same title in both rows.
    size = max(len(above), len(below))
    pairs = zip((*above, *[""] * (size - len(above))), (*below, *[""] * (size - len(below))), strict=True)
    return tuple(upper if upper == lower else f"{upper} {lower}".strip() for upper, lower in pairs)


def _places(titles: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, title in enumerate(titles):
        name = known.get(_key(title))
        if name is None:
            continue
        if name in places:
            raise ColumnTwice(first=titles[places[name]], second=title)
        places[name] = at
    return places


def _key(title: str) -> str:
    return letters_and_digits(title)
