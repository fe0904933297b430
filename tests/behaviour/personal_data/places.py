"""Every place where something about a person could stand: tables, events, logs, metrics, answered problems."""

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
class Place:
    """A place by its name in the allow-list, with all that stands there; `seen_in` says where exactly it was read."""

    name: str
    text: str
    seen_in: str

    @cached_property
    def words(self) -> str:
        """Each word once, without ids: what is not in here is not in the text, and a run's logs are long."""
        return "\n".join(set(_BETWEEN_WORDS.split(_UUID.sub("", self.text))))

    def holds(self, value: str) -> bool:
        return max(value.split(), key=len) in self.words and value in self.text


@dataclass(frozen=True)
class Sources:
    """Where to look: the database and the topics, the folder of logs, each process's metrics, answered problems."""

    settings: Settings
    logs: Path
    metrics: Mapping[str, str]
    problems: Iterable[tuple[str, str]]

    async def places(self, database: asyncpg.Connection) -> AsyncIterator[Place]:
        """All of them, with what stands there now."""
        async for place in columns(database):
            yield place
        async for place in _outboxes(database, self.settings):
            yield place
        async for place in _topics(self.settings):
            yield place
        for log in sorted(self.logs.iterdir()):
            yield Place(f"log/{log.name.partition('.')[0]}", log.read_text(errors="replace"), log.name)
        async with httpx2.AsyncClient(timeout=10) as http:
            for process, address in self.metrics.items():
                page = (await http.get(address)).raise_for_status().text
                yield Place(f"metrics/{process}", page, f"the metrics of {process}")
        for slug, text in self.problems:
            yield Place(f"problem/{slug}", text, f"an answer {slug}")


async def columns(database: asyncpg.Connection) -> AsyncIterator[Place]:
    """Every column that can hold text, bytes as far as they are ASCII."""
    for schema, table, column, kind in await database.fetch(_COLUMNS, SCHEMAS):
        said = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
        rows = await database.fetch(f'SELECT DISTINCT {said} FROM {schema}."{table}" WHERE "{column}" IS NOT NULL')  # noqa: S608 -- names from the catalogue
        name = f"{schema}.{table}.{column}"
        yield Place(name, "\n".join(row[0] for row in rows), f"the column {name}")


async def _outboxes(database: asyncpg.Connection, settings: Settings) -> AsyncIterator[Place]:
    for schema in SCHEMAS:
        rows = await database.fetch(
            f"""SELECT topic, type, string_agg(encode(data, 'escape') || headers, E'\n') AS said
                FROM {schema}.outbox GROUP BY topic, type"""  # noqa: S608 -- schemas of ours
        )
        for topic, type_, said in rows:
            name = _event(settings, topic, type_)
            yield Place(name, said, f"the event {name} in the outbox of {schema}")


async def _topics(settings: Settings) -> AsyncIterator[Place]:
    said: dict[str, list[str]] = defaultdict(list)
    async for record in read_topics(settings):
        headers = read_headers(record.headers)
        texts = ((record.key or b"").decode(errors="replace"), (record.value or b"").decode(errors="replace"))
        said[_event(settings, record.topic, headers.get("ce_type", "?"))] += [*texts, *headers, *headers.values()]
    for name, texts_of_it in said.items():
        yield Place(name, "\n".join(texts_of_it), f"the event {name} in Kafka")


def _event(settings: Settings, topic: str, type_: str) -> str:
    return f"{topic.removeprefix(f'{settings.instance}.')}/{type_.removeprefix(f'{settings.type_prefix}.')}"
