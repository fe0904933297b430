"""`docs/access.md`: the table as people read it, written from what was observed, and read again to be compared."""

from collections.abc import Mapping
from pathlib import Path

from tests.behaviour.access.columns import COLUMNS
from tests.behaviour.access.row import ALLOWED, EMPTY, HIDDEN, PART, REFUSED, Marks, Row
from tests.behaviour.access.rows import ROWS

PAGE = Path(__file__).parents[3] / "docs" / "access.md"
_HEAD = """# Siapa boleh apa / Who may do what

Tabel ini diamati pada ketiga layanan yang berjalan, bukan ditulis tangan: setiap rute diminta oleh setiap peran pada
setiap lingkup, dengan permintaan yang benar dalam segala hal selain kewenangannya. Pengujian gagal bila layanan
berbeda dari tabel ini, atau bila sebuah rute belum punya baris.

This table is observed on the three services as they run, not written by hand: every route is asked by every role in
every scope, with a request that is right in everything but the right to make it. A test fails where the services
differ from this table, or where a route has no row. `make access-table` writes it anew; what changes shows in the diff.

A token says only who somebody is. Positions say as what, where and from when to when; see
[decisions/0005-access.md](decisions/0005-access.md). Acting holders (Plt, Plh) may do what definitive ones may.
Without a row stand `/livez`, `/readyz`, `/metrics`, `/docs`, `/openapi.json` and `/problems`, which ask for no token.

## Kemutakhiran / How current

A change of a position takes effect in agreements with its commit, and in each other service as soon as its event
arrives there. `GET /positions/freshness` shows how long ago nothing was missing (`age_seconds`) and how much is missing
now; workers export the same as `sinergi_positions_freshness_age_seconds`, `…_behind_shards` and `…_parked_records`.

## Kolom / Columns

The objects asked for lie in one facility, its region and its partner. **+** holds a position there, **−** holds the
same position in another unit.

"""
_MARKS = f"""
## Tanda / Marks

| tanda / mark | arti | meaning |
|---|---|---|
| {ALLOWED} | boleh; dalam daftar: terlihat | allowed; in a list: seen |
| {PART} | boleh sebagian: tanpa peserta, tanpa akun, tanpa kata pihak lain | allowed in part: without participants, \
accounts or the words of other sides |
| {EMPTY} | boleh, tetapi daftarnya tidak memuat yang dimaksud | allowed, but the list contains nothing of it |
| {REFUSED} | ditolak (401 tanpa token, selebihnya 403) | refused (401 without a token, else 403) |
| {HIDDEN} | seolah tidak ada | as if it were not there |
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
        tables += ["", f"## {service}", "", _line("rute / route", [column.code for column in COLUMNS])]
        tables.append("|---|" + ":-:|" * len(COLUMNS))
        tables += [_line(row.name, [observed[row][column.code] for column in COLUMNS]) for row in rows]
    return _HEAD + "\n".join(legend) + "\n" + _MARKS + "\n".join(tables) + "\n"


def written() -> dict[tuple[str, str], Marks]:
    """What the page says, by service and row."""
    found: dict[tuple[str, str], Marks] = {}
    service, columns = "", [column.code for column in COLUMNS]
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            service = line.removeprefix("## ")
        elif line.startswith("| `"):
            name, *marks = (cell.strip() for cell in line.strip("|").split("|"))
            found[service, name] = dict(zip(columns, marks, strict=True))
    return found


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"
