"""Migrations that are not released yet take no lock for which old processes would wait long: squawk reads their SQL."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.releases.checkout import Checkout
from deploy.releases.migrations import present_migrations, released_migrations

pytestmark = pytest.mark.part("upgrade", only=True)

SQUAWK = Path(sys.executable).with_name("squawk")
EXCLUDED = (
    # `migrate` sets both.
    "require-lock-timeout",
    "require-statement-timeout",
    # Numbers of versions, months and counts do not outgrow an integer.
    "prefer-bigint-over-int",
)
NEW_TABLE = "the table came after the release, so that old processes do not write it"
SECOND = "a national year has some hundred thousand rows: about a second, in which a row that is saved waits"
SMALL = "the table has some thousand rows, and the lock lasts some milliseconds"
ACCEPTED = {
    ("agreements_0012", "require-concurrent-index-creation"): SMALL,
    ("agreements_0013", "adding-foreign-key-constraint"): SMALL,
    ("agreements_0020", "require-concurrent-index-creation"): SMALL,
    ("agreements_0021", "ban-drop-function"): "the functions came after the release",
    ("names_0003", "ban-drop-constraint"): NEW_TABLE,
    ("names_0003", "constraint-missing-not-valid"): NEW_TABLE,
    ("notifications_0007", "require-concurrent-index-creation"): SECOND,
    ("notifications_0009", "require-concurrent-index-creation"): SECOND,
    ("notifications_0011", "adding-field-with-default"): NEW_TABLE,
    ("notifications_0011", "require-concurrent-index-creation"): NEW_TABLE,
    ("notifications_0011", "require-concurrent-index-deletion"): NEW_TABLE,
    ("notifications_0012", "ban-drop-constraint"): NEW_TABLE,
    ("notifications_0012", "constraint-missing-not-valid"): NEW_TABLE,
    ("notifications_0012", "require-concurrent-index-creation"): NEW_TABLE,
    ("notifications_0013", "adding-field-with-default"): NEW_TABLE,
    ("notifications_0013", "disallowed-unique-constraint"): NEW_TABLE,
    ("notifications_0014", "require-concurrent-index-creation"): SECOND,
    ("programs_0007", "require-concurrent-index-creation"): SMALL,
    ("programs_0012", "ban-drop-constraint"): NEW_TABLE,
    ("programs_0012", "constraint-missing-not-valid"): NEW_TABLE,
    ("programs_0014", "require-concurrent-index-creation"): SECOND,
    ("programs_0016", "adding-foreign-key-constraint"): NEW_TABLE,
    ("programs_0016", "ban-drop-not-null"): NEW_TABLE,
    ("programs_0016", "constraint-missing-not-valid"): NEW_TABLE,
    ("programs_0016", "require-concurrent-index-creation"): NEW_TABLE,
    ("programs_0021", "changing-column-type"): NEW_TABLE,
    ("programs_0021", "constraint-missing-not-valid"): NEW_TABLE,
}
"""What squawk finds and is right for us, by revision and rule, with the reason."""


def found_in(migrations: dict[str, str], folder: Path) -> dict[tuple[str, str], list[int]]:
    """The lines that squawk finds, by revision and rule."""
    for revision, sql in migrations.items():
        (folder / f"{revision}.sql").write_text(sql)
    options = ["--pg-version", "18", "--assume-in-transaction", "--reporter", "json", "--exclude", ",".join(EXCLUDED)]
    done = subprocess.run(  # noqa: S603 -- our own files
        [SQUAWK, *options, *sorted(folder.glob("*.sql"))], capture_output=True, text=True, check=False
    )
    found: dict[tuple[str, str], list[int]] = {}
    for finding in json.loads(done.stdout):
        found.setdefault((Path(finding["file"]).stem, finding["rule_name"]), []).append(finding["line"] + 1)
    return found


def test_no_new_migration_takes_a_lock_that_is_not_accepted(tmp_path: Path) -> None:
    released = released_migrations(Checkout().migrations)
    new = {revision: sql for revision, sql in present_migrations().items() if revision not in released}
    found = found_in(new, tmp_path)
    assert {key: lines for key, lines in found.items() if key not in ACCEPTED} == {}
    assert ACCEPTED.keys() - found.keys() == set()


def test_a_lock_that_stops_writers_is_found(tmp_path: Path) -> None:
    found = found_in({"example": "CREATE INDEX session_topic ON session (topic);\n"}, tmp_path)
    assert found == {("example", "require-concurrent-index-creation"): [1]}
