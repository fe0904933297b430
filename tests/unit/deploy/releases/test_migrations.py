"""Released migrations stay, and a new one lets old processes continue: one refused and one allowed change per rule."""

from pathlib import Path

import pytest

from deploy.contracts.rulebook import rule_table
from deploy.releases.checkout import Checkout
from deploy.releases.migrations import present_migrations, released_migrations, write_released
from deploy.releases.rules import MIGRATION_RULES, Migration

RELEASED = (0, 3, 0)
OLD = "CREATE TABLE shelf (id uuid PRIMARY KEY, note text);"
OWN = "CREATE TABLE book (id uuid);\n"
REFUSED: dict[str, list[str]] = {
    "something-dropped": [
        "DROP TABLE shelf",
        "DROP FUNCTION shelves()",
        "ALTER TABLE shelf ADD x int, DROP COLUMN note",
        "ALTER TABLE shelf DROP note",
        "ALTER TABLE shelf ALTER COLUMN note DROP DEFAULT",
        "TRUNCATE shelf",
    ],
    "something-renamed": ["ALTER TABLE shelf RENAME note TO remark", "ALTER VIEW shelves RENAME TO racks"],
    "type-changed": ["ALTER TABLE shelf ALTER COLUMN note TYPE integer", "ALTER TABLE shelf ALTER note TYPE int"],
    "required-column-added": [
        "ALTER TABLE shelf ADD COLUMN place text NOT NULL",
        "ALTER TABLE shelf ADD n int NOT NULL",
    ],
    "rows-restricted": [
        "ALTER TABLE shelf ALTER COLUMN note SET NOT NULL",
        "ALTER TABLE shelf ADD CONSTRAINT short CHECK (length(note) < 9)",
        "CREATE UNIQUE INDEX shelf_note ON shelf (note)",
    ],
    "right-withdrawn": ["REVOKE UPDATE ON shelf FROM app"],
}
ALLOWED: dict[str, list[str]] = {
    "something-dropped": [
        "ALTER TABLE shelf DROP CONSTRAINT short",
        "ALTER TABLE shelf ALTER note DROP NOT NULL",
        "DROP INDEX shelf_note",
        "CREATE FUNCTION clear() RETURNS void LANGUAGE sql AS $$ DROP TABLE shelf $$",
        "COMMENT ON TABLE shelf IS 'never; DROP TABLE shelf'",
        "-- isn't read any more;\nCREATE INDEX shelf_note ON shelf (note)",
    ],
    "something-renamed": ["ALTER TABLE shelf ADD COLUMN remark text"],
    "type-changed": ["ALTER TABLE shelf ADD COLUMN note_number integer"],
    "required-column-added": [
        "ALTER TABLE shelf ADD COLUMN place text",
        "ALTER TABLE shelf ADD width numeric(5, 2) NOT NULL DEFAULT 1, ADD x int",
        f"{OWN}ALTER TABLE book ADD title text NOT NULL",
    ],
    "rows-restricted": [
        f"{OWN}CREATE UNIQUE INDEX book_once ON book (id)",
        "CREATE INDEX shelf_note ON shelf (note)",
        "CREATE TABLE book (id uuid PRIMARY KEY REFERENCES shelf (id))",
    ],
    "right-withdrawn": ["GRANT UPDATE ON shelf TO app"],
}


def refusals(sql: str) -> set[str]:
    return {rule.name for rule in MIGRATION_RULES if rule.breaking and rule.find(None, Migration(sql, RELEASED))}


@pytest.mark.parametrize(("rule", "sql"), [(rule, sql) for rule, each in REFUSED.items() for sql in each])
def test_a_migration_that_old_processes_do_not_survive_is_refused_by_one_rule(rule: str, sql: str) -> None:
    assert refusals(f"{OWN}{sql};") == {rule}


@pytest.mark.parametrize("sql", [sql for each in ALLOWED.values() for sql in each])
def test_a_similar_migration_is_allowed(sql: str) -> None:
    assert refusals(f"{sql};") == set()


@pytest.mark.parametrize(("version", "refused"), [("0.2.0", False), ("0.3.0", False), ("0.4.0", True)])
def test_a_statement_is_allowed_when_the_release_that_makes_it_safe_exists(version: str, refused: bool) -> None:
    sql = f"-- safe since v{version}: no process reads it.\nDROP TABLE shelf;"
    assert bool(refusals(sql)) is refused


def test_a_mark_needs_a_reason_and_counts_for_its_statement_only() -> None:
    assert refusals("-- safe since v0.2.0:\nDROP TABLE shelf;")
    assert refusals("-- safe since v0.2.0: nothing reads it.\nDROP TABLE shelf; DROP TABLE rack;")


def test_a_released_migration_is_neither_changed_nor_removed() -> None:
    old = Migration(OLD, RELEASED)

    def found(new: Migration | None) -> list[str]:
        return [rule.name for rule in MIGRATION_RULES if rule.find(old, new)]

    assert found(Migration(OLD, RELEASED)) == []
    assert found(Migration(OLD.replace("text", "varchar"), RELEASED)) == ["migration-changed"]
    assert found(None) == ["migration-removed"]


def test_every_rule_has_its_examples() -> None:
    elsewhere = {"migration-removed", "migration-changed", "migration-added"}
    assert {rule.name for rule in MIGRATION_RULES} == REFUSED.keys() | elsewhere
    assert ALLOWED.keys() == REFUSED.keys()


def test_every_rule_is_on_the_page() -> None:
    page = (Checkout().root / "docs" / "releases" / "README.md").read_text()
    assert [line for line in rule_table(MIGRATION_RULES) if line not in page] == []


def test_the_sql_of_every_migration_in_the_tree_is_read(tmp_path: Path) -> None:
    present, root = present_migrations(), Checkout().root
    files = [path for folder in ("services", "shared") for path in (root / folder).rglob("migrations/*_*.py")]
    in_the_tree = {"_".join(path.stem.split("_")[:2]) for path in files if path.name != "__init__.py"}
    assert present.keys() == in_the_tree
    assert all(sql.strip() for sql in present.values())
    assert "{app}" not in "".join(present.values())
    write_released(tmp_path, present)
    assert released_migrations(tmp_path) == present
