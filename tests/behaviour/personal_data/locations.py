"""Every location that could contain personal data: columns, events, logs, metrics, answered problems."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import asyncpg
import httpx2

from shared.events.envelope import read_headers
from shared.operations.settings import Settings
from tests.chaos.audit.topics import read_topics

SCHEMAS = ["agreements", "programs", "notifications"]
VAULT = "names"
"""The schema of the sealed names: it has no outbox."""

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_BETWEEN_WORDS = re.compile(r"[\s\"'\\{}\[\],;:()=<>]+")

_COLUMNS = """
SELECT c.table_schema, c.table_name, c.column_name, c.data_type
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = ANY ($1) AND t.table_type = 'BASE TABLE'
  AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
  AND NOT (c.table_name = 'outbox' AND c.column_name IN ('data', 'headers'))
ORDER BY 1, 2, 3
"""


@dataclass(frozen=True)
class Location:
    """A location by its name in the allow-list, with its whole text; `description` names it in a sentence."""

    name: str
    text: str
    description: str

    @cached_property
    def words(self) -> str:
        """Each word once, without ids: a quick first check, because the logs of a run are long."""
        return "\n".join(set(_BETWEEN_WORDS.split(_UUID.sub("", self.text))))

    def contains(self, value: str) -> bool:
        return max(value.split(), key=len) in self.words and value in self.text


@dataclass(frozen=True)
class Sources:
    """The sources to search: database, topics, folder of logs, metrics of each process, answered problems."""

    settings: Settings
    logs: Path
    metrics: Mapping[str, str]
    problems: Iterable[tuple[str, str]]

    async def locations(self, database: asyncpg.Connection) -> AsyncIterator[Location]:
        """Every location, with its current text."""
        async for location in columns(database):
            yield location
        async for location in _outboxes(database, self.settings):
            yield location
        async for location in _topics(self.settings):
            yield location
        for log in sorted(self.logs.iterdir()):
            yield Location(f"log/{log.name.partition('.')[0]}", log.read_text(errors="replace"), log.name)
        async with httpx2.AsyncClient(timeout=10) as http:
            for process, address in self.metrics.items():
                page = (await http.get(address)).raise_for_status().text
                yield Location(f"metrics/{process}", page, f"the metrics of {process}")
        for slug, text in self.problems:
            yield Location(f"problem/{slug}", text, f"an answer {slug}")


async def columns(database: asyncpg.Connection) -> AsyncIterator[Location]:
    """Every column that can contain text; of bytes, the ASCII part."""
    for schema, table, column, kind in await database.fetch(_COLUMNS, [*SCHEMAS, VAULT]):
        expression = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
        query = f'SELECT DISTINCT {expression} FROM {schema}."{table}" WHERE "{column}" IS NOT NULL'  # noqa: S608 -- names from the catalogue
        rows = await database.fetch(query)
        name = f"{schema}.{table}.{column}"
        yield Location(name, "\n".join(row[0] for row in rows), f"the column {name}")


async def _outboxes(database: asyncpg.Connection, settings: Settings) -> AsyncIterator[Location]:
    for schema in SCHEMAS:
        rows = await database.fetch(
            f"""SELECT topic, type, string_agg(encode(data, 'escape') || headers, E'\n') AS texts
                FROM {schema}.outbox GROUP BY topic, type"""  # noqa: S608 -- fixed names of schemas
        )
        for topic, type_, texts in rows:
            name = _event(settings, topic, type_)
            yield Location(name, texts, f"the event {name} in the outbox of {schema}")


async def _topics(settings: Settings) -> AsyncIterator[Location]:
    found: dict[str, list[str]] = defaultdict(list)
    async for record in read_topics(settings):
        headers = read_headers(record.headers)
        payload = ((record.key or b"").decode(errors="replace"), (record.value or b"").decode(errors="replace"))
        found[_event(settings, record.topic, headers.get("ce_type", "?"))] += [*payload, *headers, *headers.values()]
    for name, texts in found.items():
        yield Location(name, "\n".join(texts), f"the event {name} in Kafka")


def _event(settings: Settings, topic: str, type_: str) -> str:
    return f"{topic.removeprefix(f'{settings.instance}.')}/{type_.removeprefix(f'{settings.type_prefix}.')}"
