"""The steps of a search miss no agreement and keep the order, wherever the agreements are that fit."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from deploy.load.writing import load_agreements
from deploy.local.stack import Stack
from tests.core.agreements_under_test import SERVICE, install_agreements

AGREEMENTS, PAGE = 30_000, 16
FIRST = 2_000_000_000_000
FITS: dict[str, Callable[[int], bool]] = {
    "everywhere": lambda _nth: True,
    "nowhere": lambda _nth: False,
    "scattered": lambda nth: nth % 997 == 3,
    "old": lambda nth: nth < 8_000,
    "someold": lambda nth: nth < 14_000 and nth % 3 == 0,
    "two": lambda nth: nth in (0, 21_111),
}
"""Words, and the agreements that have them, counted from the oldest."""
_COLUMNS = """
SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns
WHERE (table_schema, table_name, is_generated) = ('agreements', 'agreement', 'NEVER')
"""
_AGREEMENTS = """
INSERT INTO agreement ({columns}) SELECT copy.{copied}
FROM (SELECT a.* FROM agreement a ORDER BY id LIMIT 1) AS one CROSS JOIN unnest($1::uuid[]) AS given
CROSS JOIN LATERAL jsonb_populate_record(
    one::agreement, jsonb_build_object('id', given, 'line_id', given, 'registration_number', given)) AS copy
"""
_INDEX = """
INSERT INTO agreement_search (agreement_id, nth, version, document)
SELECT id, nth, 1, array_to_tsvector(string_to_array(words, ' ') || search_blocks(nth))
FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS each (id, nth, words)
"""
_FOUND = """
SELECT agreements_found($1::text::tsquery, $2::text::tsquery, $3::text::tsquery, NULL, now(), NULL, NULL, NULL, NULL,
                        $4, $5)
"""


def id_of(nth: int) -> UUID:
    """The id of an agreement; later ones are greater."""
    return UUID(int=0x99999999_0000_7000_8000_000000000000 + nth)


@pytest.fixture(scope="module")
async def database(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """The service's database with agreements that have nothing but an entry in the index."""
    settings = await install_agreements(stack.environment(), tmp_path_factory.mktemp("secrets"))
    await load_agreements(settings, 1, 1, lambda _made: None, with_log=False)
    database = await asyncpg.connect(settings.admin_database_url(), server_settings={"search_path": SERVICE})
    try:
        await database.execute("SET session_replication_role = replica; TRUNCATE agreement_search")
        ids = [id_of(nth) for nth in range(AGREEMENTS)]
        words = [" ".join(word for word, fits in FITS.items() if fits(nth)) for nth in range(AGREEMENTS)]
        columns = await database.fetchval(_COLUMNS)
        await database.execute(_AGREEMENTS.format(columns=columns, copied=columns.replace(", ", ", copy.")), ids)
        await database.execute(_INDEX, ids, [FIRST + nth for nth in range(AGREEMENTS)], words)
        await database.execute("ANALYZE agreement_search")
        yield database
    finally:
        await database.close()


@pytest.mark.parametrize("before", [AGREEMENTS, 29_900, 20_480, 7_999, 5])
@pytest.mark.parametrize("word", FITS)
async def test_a_page_has_the_newest_that_fit(database: "asyncpg.Connection[Any]", word: str, before: int) -> None:
    expected = [id_of(nth) for nth in reversed(range(before)) if FITS[word](nth)]
    cursor = None if before == AGREEMENTS else id_of(before)
    for page in (PAGE, 1_001):
        rows = await database.fetch(_FOUND, f"'{word}'", None, None, cursor, page)
        assert [row[0] for row in rows] == expected[:page]


async def test_rare_words_and_marks_are_looked_at_together(database: "asyncpg.Connection[Any]") -> None:
    expected = [id_of(nth) for nth in reversed(range(AGREEMENTS)) if FITS["scattered"](nth) and FITS["someold"](nth)]
    for rare in ("'scattered'", None):
        rows = await database.fetch(_FOUND, "'scattered' & 'everywhere'", rare, "'someold'", None, PAGE)
        assert [row[0] for row in rows] == expected[:PAGE]


async def test_frequent_words_are_noted_and_forgotten(database: "asyncpg.Connection[Any]") -> None:
    await database.execute("INSERT INTO search_frequent VALUES ('forgotten'); SELECT note_frequent_words()")
    frequent = {row["lexeme"] for row in await database.fetch("SELECT lexeme FROM search_frequent")}
    assert {"everywhere", "someold"} <= frequent
    assert not {"forgotten", "nowhere", "two"} & frequent
    wanted = await database.fetchrow("SELECT * FROM search_query('everywhere two', '')")
    assert wanted is not None
    assert (wanted["wanted"], wanted["rare"]) == ("'everywhere' & 'two'", "'two'")
