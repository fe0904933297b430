"""The declarations of migrations, read from their statements."""

import pytest

from deploy.doctor.declared import Schema, TableRight, apply_statement, declared_schema
from deploy.installation.services import DOOR, SERVICES
from deploy.releases.statements import statements_of

MADE = """
CREATE TABLE thing (
    id   uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('one', 'two')),
    UNIQUE (id, kind)
) WITH (fillfactor = 50);
ALTER TABLE thing ADD COLUMN note text, ADD COLUMN done boolean;
CREATE UNIQUE INDEX IF NOT EXISTS thing_kind ON thing (kind) WHERE note IS NULL;
CREATE TRIGGER noted AFTER INSERT OR UPDATE ON thing FOR EACH ROW EXECUTE FUNCTION noted();
GRANT SELECT, UPDATE (note) ON thing TO {app}, {relay};
GRANT SELECT ON SEQUENCE thing_id_seq TO {app};
"""


def schema_of(sql: str) -> Schema:
    schema = Schema()
    for statement in statements_of(sql):
        apply_statement(schema, statement.sql)
    return schema


def test_objects_and_rights_are_read_from_statements() -> None:
    schema = schema_of(MADE)
    columns = {f"column thing.{name}" for name in ("id", "kind", "note", "done")}
    assert schema.objects == {"table thing", *columns, "index thing_kind", "trigger noted on thing"}
    assert schema.rights == {TableRight("app", "SELECT", "thing"), TableRight("relay", "SELECT", "thing")}


@pytest.mark.parametrize(
    ("sql", "gone"),
    [
        ("ALTER TABLE thing DROP COLUMN note", {"column thing.note"}),
        ("DROP INDEX thing_kind", {"index thing_kind"}),
        ("DROP TRIGGER noted ON thing", {"trigger noted on thing"}),
    ],
)
def test_what_a_later_statement_drops_is_gone(sql: str, gone: set[str]) -> None:
    assert schema_of(MADE).objects - schema_of(f"{MADE}; {sql}").objects == gone


def test_a_column_has_its_newest_name() -> None:
    objects = schema_of(f"{MADE}; ALTER TABLE thing RENAME COLUMN note TO remark").objects
    assert "column thing.remark" in objects
    assert "column thing.note" not in objects


def test_a_table_is_dropped_with_its_columns_triggers_and_rights() -> None:
    left = schema_of(f"{MADE}; DROP TABLE thing")
    assert left.objects == {"index thing_kind"}
    assert left.rights == set()


@pytest.mark.parametrize("service", [*SERVICES, DOOR])
async def test_every_service_declares_a_schema(service: str) -> None:
    schema = await declared_schema(service)
    assert schema.rights
    tables = {right.table for right in schema.rights}
    assert {name for name in tables if f"table {name}" not in schema.objects} <= {
        each.removeprefix("view ") for each in schema.objects
    }
