"""`docs/access.md`: the table for people, written from the observed marks, and parsed for the comparison."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.behaviour.access.columns import COLUMNS, UNITS, Column
from tests.behaviour.access.row import ALLOWED, EMPTY, HIDDEN, PART, REFUSED, Marks, Row
from tests.behaviour.access.rows import ROWS

GROUPS: Mapping[str, Sequence[Column]] = {
    f"{unit.id} / {unit.en}": [column for column in COLUMNS if column.scope_kind == kind]
    for kind, (_, unit) in UNITS.items()
} | {"lainnya / others": [column for column in COLUMNS if column.scope_kind is None]}
"""The columns of each table: one for every kind of unit, and one for accounts without a position."""
PAGE = Path(__file__).parents[3] / "docs" / "access.md"
_HEAD = """# Siapa boleh apa / Who may do what

Tabel ini diamati pada ketiga layanan yang berjalan, bukan ditulis tangan: setiap rute diminta oleh setiap peran pada
setiap lingkup, dengan permintaan yang benar dalam segala hal selain kewenangannya. Pengujian gagal bila layanan
berbeda dari tabel ini, atau bila sebuah rute belum punya baris.

This table is observed on the three running services and not written by hand. Every role calls every route in every
scope, with a request that is correct in everything except the right to make it. A test fails if the services differ
from this table, or if a route has no row. `make access-table` writes the table again; a change is visible in the diff.

A token gives the account only. A position gives a capability in a unit, from a first day to a last day; see
[decisions/0005-access.md](decisions/0005-access.md). Acting holders (Plt, Plh) have the same rights as definitive ones.
`/livez`, `/readyz`, `/metrics`, `/docs`, `/openapi.json` and `/problems` have no row because they need no token.

## Kemutakhiran / Freshness

A change of a position takes effect in agreements with its commit, and in each other service as soon as its event is
applied there. `GET /positions/freshness` gives the time since the service last had every position (`age_seconds`), and
the number of missing events. Workers export the same as `sinergi_positions_freshness_age_seconds`, `…_behind_shards`
and `…_parked_records`.

## Kolom / Columns

The requested objects belong to one facility, its region and its partner. **+** has a position there, **−** has the same
position in another unit.

"""
_MARKS = f"""
## Tanda / Marks

| tanda / mark | arti | meaning |
|---|---|---|
| {ALLOWED} | boleh; dalam daftar: terlihat | allowed; in a list: seen |
| {PART} | boleh sebagian: tanpa peserta, tanpa akun, tanpa catatan pihak lain | allowed in part: without \
participants, accounts or the comments of other sides |
| {EMPTY} | boleh, tetapi daftarnya tidak memuat yang dimaksud | allowed, but the list contains nothing of it |
| {REFUSED} | ditolak (401 tanpa token, selebihnya 403) | refused (401 without a token, otherwise 403) |
| {HIDDEN} | seolah tidak ada | as if it did not exist |
"""


def render(observed: Mapping[Row, Marks]) -> str:
    """The whole page."""
    legend = [
        "| kolom / column | peran | role | lingkup | scope |",
        "|---|---|---|---|---|",
        *(f"| {c.code} | {c.role.id} | {c.role.en} | {c.scope.id} | {c.scope.en} |" for c in COLUMNS),
    ]
    tables = []
    for service in dict.fromkeys(row.service for row in ROWS):
        rows = [row for row in ROWS if row.service == service]
        tables += ["", f"## {service}"]
        for title, columns in GROUPS.items():
            tables += ["", f"### {service}: {title}", "", _line("rute / route", [column.code for column in columns])]
            tables.append("|---|" + ":-:|" * len(columns))
            tables += [_line(row.name, [observed[row][column.code] for column in columns]) for row in rows]
    return _HEAD + "\n".join(legend) + "\n" + _MARKS + "\n".join(tables) + "\n"


def committed() -> dict[tuple[str, str], Marks]:
    """The marks of the committed page, by service and row."""
    found: dict[tuple[str, str], Marks] = {}
    service, columns = "", [""]
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("### "):
            service = line.removeprefix("### ").partition(":")[0]
        elif line.startswith("| rute / route"):
            columns = [cell.strip() for cell in line.strip("|").split("|")][1:]
        elif line.startswith("| `"):
            name, *marks = (cell.strip() for cell in line.strip("|").split("|"))
            found.setdefault((service, name), {}).update(zip(columns, marks, strict=True))
    return found


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"
