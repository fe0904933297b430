"""The kinds of search that are measured: frequent and rare words, numbers, units, states, days, and several at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import asyncpg

from shared.web.cursors import encode_cursor

ROWS = 15
_RARE = """
SELECT p.id, p.name, n.number FROM partner p JOIN party y ON y.unit_id = p.id
JOIN document_number n ON n.party_id = y.id
WHERE p.category = 'local_government' AND p.parent_id IS NULL ORDER BY p.id LIMIT 1
"""
_UNITS = """
SELECT array_agg(keeper_id::text ORDER BY agreements DESC) FROM (
    SELECT a.keeper_id, count(*) AS agreements FROM agreement a JOIN facility f ON f.id = a.keeper_id
    GROUP BY a.keeper_id) AS kept
"""
_FAR = "SELECT id::text FROM agreement ORDER BY id OFFSET (SELECT count(*) * 0.3 FROM agreement) LIMIT 1"
Wanted = dict[str, Any]


@dataclass(frozen=True)
class Search:
    """A kind of search, and the desk that asks."""

    name: str
    desk: str
    wanted: Wanted

    @property
    def path(self) -> str:
        return f"/agreements?{urlencode(self.wanted | {'limit': ROWS})}"


async def searches_in(database: "asyncpg.Connection[Any]") -> list[Search]:
    """Every kind of search, with values that this database has."""
    nation = await _words(database) | _days() | await _places(database) | await _far_down(database)
    narrow = ("a frequent word", "a word that every agreement has", "a state", "dormant", "the end within 90 days")
    return [
        *(Search(f"{name}, in the nation", "nation", wanted) for name, wanted in nation.items()),
        *(Search(f"{name}, in a region", "region", nation[name]) for name in narrow),
        *(Search(f"{name}, at a facility with many", "facility", nation[name]) for name in narrow),
        *(Search(f"the list without a filter, of a {desk}", desk, {}) for desk in ("nation", "region", "facility")),
    ]


async def _words(database: "asyncpg.Connection[Any]") -> dict[str, Wanted]:
    known = await database.fetchrow(_RARE)
    words = {
        "a frequent word": "pembinaan",
        "a word that every agreement has": "contoh",
        "two words that many have": "kerja sama lapas",
        "a word of two letters": "PT",
        "two words": "keterampilan menjahit",
        "two words as one": "kerjasama",
        "a part of a word": "keteramp",
        "a misspelt word": "keterampiln",
        "a rare name": known["name"],
        "an abbreviation": known["name"].replace("Pemerintah Kabupaten", "Pemkab"),
        "a word that nothing has": "perkapalan",
        "a frequent word with one that nothing has": "pembinaan perkapalan",
        "a number in another spelling": known["number"].replace("/", " ").lower(),
        "a number that nothing has": "W.99-PAS 77.HM.05",
        "a part of a number": known["number"].partition("/")[2],
        "a part that many numbers have": known["number"].rpartition("/")[2],
    }
    return {name: {"search": text} for name, text in words.items()} | {
        "a partner with everything under it": {"partner": known["id"]}
    }


def _days() -> dict[str, Wanted]:
    today = datetime.now(UTC).date()
    return {
        "a state": {"state": "active"},
        "a rare state": {"state": "awaiting_signature"},
        "a state that nothing has": {"state": "cancelled"},
        "the end within 90 days": {"ends_from": today, "ends_until": today + timedelta(days=90)},
        "the end on a day": {"ends_from": today, "ends_until": today},
        "in force on a day": {"running_on": today - timedelta(days=2_000)},
        "dormant": {"dormant": "true"},
    }


async def _places(database: "asyncpg.Connection[Any]") -> dict[str, Wanted]:
    largest, *_, smallest = await database.fetchval(_UNITS)
    region = await database.fetchval("SELECT region FROM facility WHERE id::text = $1", smallest)
    several = {"region": region, "field": "work_training", "state": "active"}
    return {
        "a field with those under it": {"field": "education"},
        "a regional office": {"region": region},
        "a facility with many": {"facility": largest},
        "a facility with few": {"facility": smallest},
        "several at once": several | {"search": "pelatihan menjahit"},
        "several at a facility with many": {"facility": largest, "state": "expired", "search": "narkotika"},
        "several that nothing has at once": several | {"facility": largest, "search": "kambing"},
    }


async def _far_down(database: "asyncpg.Connection[Any]") -> dict[str, Wanted]:
    """Pages behind seven tenths of the agreements."""
    after = {"cursor": encode_cursor([await database.fetchval(_FAR)])}
    return {
        "a page far down without a filter": after,
        "a frequent word, far down": after | {"search": "pembinaan"},
        "a rare state, far down": after | {"state": "review"},
        "dormant, far down": after | {"dormant": "true"},
    }
