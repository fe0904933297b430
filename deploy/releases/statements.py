"""The statements of a migration, without the bodies of functions and without texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deploy.releases.checkout import Version, number_of

# Whichever begins first: a comment may have an apostrophe, and a text two hyphens.
_OPAQUE = re.compile(r"(?P<body>\$(\w*)\$.*?\$\2\$)|(?P<text>'(?:[^']|'')*')|(?P<comment>--[^\n]*)", re.DOTALL)
_COMMENT = re.compile(r"--[^\n]*")
_SAFE = re.compile(r"--\s*safe since v(\d+\.\d+\.\d+): \S")
_ALTER = re.compile(r"ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\S+) (.*)", re.IGNORECASE)
_TABLE = re.compile(r"(?:CREATE TABLE(?: IF NOT EXISTS)?|ALTER TABLE|CREATE UNIQUE INDEX \w+ ON) (\w+)", re.IGNORECASE)
_COMMA = re.compile(r",(?![^()]*\))")


@dataclass(frozen=True)
class Statement:
    """One statement, or one clause of ALTER TABLE; `safe_since` is the release that its comment names."""

    sql: str
    safe_since: Version | None

    @property
    def table(self) -> str | None:
        """The table that it creates, alters or indexes."""
        found = _TABLE.match(self.sql)
        return found[1] if found else None

    def is_about(self, pattern: str) -> bool:
        """Whether its beginning matches a pattern, in upper or lower case."""
        return re.match(pattern, self.sql, re.IGNORECASE) is not None


def statements_of(sql: str) -> list[Statement]:
    """The statements of a text of SQL, in order."""
    plain = _OPAQUE.sub(lambda found: (found["comment"] or "''").replace(";", ","), sql)
    return [statement for part in plain.split(";") for statement in _statements(part)]


def _statements(part: str) -> Iterator[Statement]:
    text = " ".join(_COMMENT.sub("", part).split())
    mark = _SAFE.search(part)
    safe_since = number_of(mark[1]) if mark else None
    if altered := _ALTER.match(text):
        table, clauses = altered.groups()
        yield from (Statement(f"ALTER TABLE {table} {one.strip()}", safe_since) for one in _COMMA.split(clauses))
    elif text:
        yield Statement(text, safe_since)
