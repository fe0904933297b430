"""The changes of the database that a release allows and refuses: each rule has a name and a reason.

Old processes serve while a new version migrates, and afterwards until each of them is replaced. So a migration adds,
and removes or restricts only what the processes of the last release do not need. The comment
`-- safe since v0.3.0: reason` in front of a statement names the release from which this is true; from that one on the
statement is allowed. Tables that the migration itself creates are not judged.
"""

from dataclasses import dataclass

from deploy.contracts.rules.rule import RuleSet
from deploy.releases.checkout import Version
from deploy.releases.statements import statements_of


@dataclass(frozen=True)
class Migration:
    """The SQL of one migration, judged after the release of the version `released`."""

    sql: str
    released: Version

    def runs(self, pattern: str) -> str | None:
        """The first statement that matches a pattern and is not marked as safe, in words."""
        statements = statements_of(self.sql)
        own = {each.table for each in statements if each.is_about("CREATE TABLE")}
        for each in statements:
            safe = each.safe_since is not None and each.safe_since <= self.released
            if each.is_about(pattern) and not safe and (each.table is None or each.table not in own):
                return f"runs `{each.sql[:80]}`"
        return None


MIGRATION_RULES = RuleSet[Migration]()
_TABLE = r"ALTER TABLE \S+ "


@MIGRATION_RULES.removed(breaks=True, why="Databases have its revision, and new ones need what it creates.")
def migration_removed(_old: Migration) -> str:
    return "was removed"


@MIGRATION_RULES.changed(
    breaks=True, why="Databases have what it created before. Keep the released SQL in it, and write a new migration."
)
def migration_changed(before: Migration, after: Migration) -> str | None:
    return "runs other SQL than the released one" if before.sql != after.sql else None


@MIGRATION_RULES.added(breaks=False, why="It runs once, after those of the last release.")
def migration_added(_new: Migration) -> str:
    return "is new"


@MIGRATION_RULES.added(breaks=True, why="Old processes use it. Stop using it, release that, and remove it afterwards.")
def something_dropped(new: Migration) -> str | None:
    kept = "CONSTRAINT|NOT NULL|EXPRESSION|IDENTITY"
    things = "TABLE|VIEW|MATERIALIZED|FUNCTION|PROCEDURE|TYPE|DOMAIN|SEQUENCE|SCHEMA"
    return new.runs(rf"DROP ({things})\b|TRUNCATE\b|{_TABLE}(ALTER .*)?DROP (?!{kept})")


@MIGRATION_RULES.added(breaks=True, why="Old processes use the old name. Add the new one beside it, and write both.")
def something_renamed(new: Migration) -> str | None:
    return new.runs(r"ALTER .*\b(RENAME|SET SCHEMA)\b")


@MIGRATION_RULES.added(breaks=True, why="Old processes write the old type. Add a column beside it, and write both.")
def type_changed(new: Migration) -> str | None:
    return new.runs(rf"{_TABLE}ALTER (COLUMN )?\w+ (SET DATA )?TYPE\b")


@MIGRATION_RULES.added(breaks=True, why="Old processes do not fill it. Give it a default, or allow NULL.")
def required_column_added(new: Migration) -> str | None:
    return new.runs(rf"{_TABLE}ADD (?!CONSTRAINT)(?!.*\b(DEFAULT|GENERATED)\b).*\bNOT NULL\b")


@MIGRATION_RULES.added(breaks=True, why="Old processes may write rows that it refuses. Comply first, then require it.")
def rows_restricted(new: Migration) -> str | None:
    constraints = "CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE"
    return new.runs(rf"{_TABLE}(.*SET NOT NULL\b|ADD ({constraints})\b)|CREATE UNIQUE INDEX\b")


@MIGRATION_RULES.added(breaks=True, why="Old processes need it. Withdraw it after the release that no longer does.")
def right_withdrawn(new: Migration) -> str | None:
    return new.runs(r"REVOKE\b")
