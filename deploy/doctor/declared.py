"""Objects declared by the migrations: tables, columns, indexes, views, functions, triggers and rights."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from deploy.installation.migrate import packages_of
from deploy.releases.statements import statements_of
from shared.postgres.migrations import statements_of_all

_TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*)\)", re.IGNORECASE)
_NAMED = re.compile(r"CREATE (?:OR REPLACE )?(VIEW|FUNCTION|SEQUENCE) (\w+)", re.IGNORECASE)
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?(\w+)", re.IGNORECASE)
_TRIGGER = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) .*? ON (\w+)", re.IGNORECASE)
_ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (?:IF NOT EXISTS )?(\w+)", re.IGNORECASE)
_DROPPED_COLUMN = re.compile(r"ALTER TABLE (\w+) DROP COLUMN (?:IF EXISTS )?(\w+)", re.IGNORECASE)
_RENAMED_COLUMN = re.compile(r"ALTER TABLE (\w+) RENAME COLUMN (\w+) TO (\w+)", re.IGNORECASE)
_DROPPED_TRIGGER = re.compile(r"DROP TRIGGER (?:IF EXISTS )?(\w+) ON (\w+)", re.IGNORECASE)
_DROPPED = re.compile(r"DROP (TABLE|INDEX|VIEW|FUNCTION|SEQUENCE) (?:IF EXISTS )?(\w+)", re.IGNORECASE)
_RIGHT = re.compile(
    r"(GRANT|REVOKE) (.+) ON (?:TABLE )?(?:(SEQUENCE|FUNCTION) )?([\w, ]+?) (?:TO|FROM) (.+)", re.IGNORECASE
)
_COMMA = re.compile(r",(?![^()]*\))")
_NO_COLUMN = frozenset({"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT", "EXCLUDE", "LIKE"})


@dataclass(frozen=True, order=True, slots=True)
class TableRight:
    """A right of a service's app or relay role on a whole table or view."""

    kind: str
    privilege: str
    table: str

    def __str__(self) -> str:
        return f"{self.privilege} on {self.table} for {self.kind}"


@dataclass
class Schema:
    """The objects of one schema in words, such as `column agreement.title`, and the rights on its tables."""

    objects: set[str] = field(default_factory=set)
    rights: set[TableRight] = field(default_factory=set)


_LOADING = Lock()


async def declared_schema(service: str) -> Schema:
    """The schema of a service as the migrations of this version make it."""
    # In a thread: loading the revisions takes a second or more, in which no server could answer in time.
    return await asyncio.to_thread(_declared_schema, service)


def _declared_schema(service: str) -> Schema:
    with _LOADING:
        return _schema_of(service)


@cache
def _schema_of(service: str) -> Schema:
    schema = Schema()
    for sql in statements_of_all(packages_of(service)):
        for statement in statements_of(sql):
            apply_statement(schema, statement.sql)
    return schema


def apply_statement(schema: Schema, sql: str) -> None:
    """Change a schema as one statement, or one clause of ALTER TABLE, changes it."""
    if found := _TABLE.match(sql):
        schema.objects.add(f"table {found[1]}")
        schema.objects.update(f"column {found[1]}.{column}" for column in _columns(found[2]))
    elif found := _NAMED.match(sql):
        schema.objects.add(f"{found[1].lower()} {found[2]}")
    elif found := _INDEX.match(sql):
        schema.objects.add(f"index {found[1]}")
    elif found := _TRIGGER.match(sql):
        schema.objects.add(f"trigger {found[1]} on {found[2]}")
    elif found := _ADDED.match(sql):
        schema.objects.add(f"column {found[1]}.{found[2]}")
    elif sql.upper().startswith(("DROP ", "ALTER TABLE")):
        _drop(schema, sql)
    elif found := _RIGHT.match(sql):
        _grant_or_revoke(schema, found)


def _drop(schema: Schema, sql: str) -> None:
    if found := _RENAMED_COLUMN.match(sql):
        schema.objects.discard(f"column {found[1]}.{found[2]}")
        schema.objects.add(f"column {found[1]}.{found[3]}")
    elif found := _DROPPED_COLUMN.match(sql):
        schema.objects.discard(f"column {found[1]}.{found[2]}")
    elif found := _DROPPED_TRIGGER.match(sql):
        schema.objects.discard(f"trigger {found[1]} on {found[2]}")
    elif found := _DROPPED.match(sql):
        kind, name = found[1].lower(), found[2]
        schema.objects = {
            each
            for each in schema.objects
            if each != f"{kind} {name}" and not each.startswith(f"column {name}.") and not each.endswith(f" on {name}")
        }
        schema.rights = {right for right in schema.rights if right.table != name}


def _grant_or_revoke(schema: Schema, found: re.Match[str]) -> None:
    grants, privileges, kind, tables, roles = found.groups()
    if kind is not None:
        return
    rights = {
        TableRight(role.strip(" {}"), privilege.upper(), table.strip())
        for privilege in _whole(privileges)
        for table in tables.split(",")
        for role in roles.split(",")
    }
    if grants.upper() == "GRANT":
        schema.rights |= rights
    else:
        schema.rights -= rights


def _whole(privileges: str) -> Iterator[str]:
    """The privileges on a whole table; those on some of its columns are left out."""
    for privilege in _COMMA.split(privileges):
        if "(" not in privilege:
            yield privilege.strip()


def _columns(body: str) -> Iterator[str]:
    depth, part = 0, ""
    for letter in f"{body},":
        depth += (letter == "(") - (letter == ")")
        # The body ends where more is closed than was opened: `) WITH (fillfactor = 50`.
        if depth < 0 or (letter == "," and depth == 0):
            word = part.split(maxsplit=1)[0].strip('"') if part.strip() else ""
            if word and word.upper() not in _NO_COLUMN:
                yield word
            part = ""
            if depth < 0:
                return
        else:
            part += letter
