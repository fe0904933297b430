"""Migrations: plain SQL in Alembic revisions, one version table per schema, run under the owner role.

The packages that hold revisions (a service's own, the event core's, …) are branches of one history; `migrate` upgrades
all of them to their heads. Its lock timeout is short, because an old version may be serving requests meanwhile.
"""

import time
from collections.abc import Sequence
from contextvars import ContextVar
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import op
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError, to_tuple
from psycopg.errors import DeadlockDetected, LockNotAvailable
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

LOCK_TIMEOUT = "5s"
LOCK_ATTEMPTS, LOCK_PAUSE_SECONDS = 5, 1.0
STATEMENT_TIMEOUT = "60s"


class MigratedFurther(Exception):
    """A schema has a revision that this version of Sinergi does not know."""

    def __init__(self, schema: str, revisions: Sequence[str]) -> None:
        super().__init__(
            f"the schema {schema} was migrated by another version of Sinergi ({', '.join(revisions)}): use that version"
            " or a newer one, or delete the folder of an embedded stack whose data is not needed"
        )


_collected: ContextVar[list[str] | None] = ContextVar("collected", default=None)
"""Where the statements of revisions are collected while nothing is executed."""


def run_sql(sql: str) -> None:
    """Run the statements of one revision; `{app}` and `{relay}` are replaced by the service's own roles."""
    if (collected := _collected.get()) is not None:
        collected.append(sql)
        return
    connection = op.get_bind()
    owner = connection.execute(text("SELECT current_user")).scalar_one()
    for kind in ("app", "relay"):
        sql = sql.replace(f"{{{kind}}}", owner.removesuffix("owner") + kind)
    connection.exec_driver_sql(sql)


def migrate(url: str, schema: str, packages: Sequence[str]) -> Sequence[str]:
    """Upgrade `schema` to the newest revisions in `packages`; return the applied revisions in order.

    Raises `MigratedFurther`, and SQLAlchemy's errors when the server is unavailable or refuses.
    """
    config = _history_of(packages)
    history = ScriptDirectory.from_config(config)
    # Not asyncpg: its prepared statements do not accept several statements in one call.
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    applied: list[str] = []
    try:
        while revision := _apply_next(engine, config, history, schema):
            applied.append(revision)
    finally:
        engine.dispose()
    return applied


def _apply_next(engine: Engine, config: Config, history: ScriptDirectory, schema: str) -> str | None:
    """Apply the next revision, in a transaction of its own: it holds no lock of the revisions before it.

    Repeated when a writer holds a lock too long or in the other order; then nothing of it has happened.
    """
    for attempt in range(1, LOCK_ATTEMPTS + 1):
        try:
            return _apply_in_one_transaction(engine, config, history, schema)
        except OperationalError as error:
            if attempt == LOCK_ATTEMPTS or not isinstance(error.orig, DeadlockDetected | LockNotAvailable):
                raise
            time.sleep(LOCK_PAUSE_SECONDS)
    return None


def _apply_in_one_transaction(engine: Engine, config: Config, history: ScriptDirectory, schema: str) -> str | None:
    applied: list[str] = []

    def steps(current: Any, _context: object) -> list[Any]:
        try:
            upgrades = history._upgrade_revs("heads", current)[:1]
        except CommandError as error:
            raise MigratedFurther(schema, current) from error
        applied.extend(step.revision.revision for step in upgrades)
        return upgrades

    with engine.begin() as connection, EnvironmentContext(config, history, fn=steps) as environment:
        _prepare(connection, schema)
        environment.configure(connection=connection, version_table_schema=schema)
        environment.run_migrations()
    return applied[0] if applied else None


def newest_of(packages: Sequence[str]) -> frozenset[str]:
    """The newest revisions, which a migrated schema has in its version table."""
    history = ScriptDirectory.from_config(_history_of(packages))
    # Alembic leaves out a revision on which an applied one depends: it is implied.
    implied = {name for revision in history.walk_revisions() for name in to_tuple(revision.dependencies, ())}
    return frozenset(history.get_heads()) - implied


def every_revision_of(packages: Sequence[str]) -> frozenset[str]:
    """Every revision that the packages hold."""
    revisions = ScriptDirectory.from_config(_history_of(packages)).walk_revisions()
    return frozenset(each.revision for each in revisions)


def statements_of_all(packages: Sequence[str]) -> Sequence[str]:
    """The statements of every revision in the order of a migration, with `{app}` and `{relay}`; nothing is executed."""
    collected: list[str] = []
    before = _collected.set(collected)
    try:
        for revision in reversed(list(ScriptDirectory.from_config(_history_of(packages)).walk_revisions())):
            revision.module.upgrade()
    finally:
        _collected.reset(before)
    return collected


def _history_of(packages: Sequence[str]) -> Config:
    folders = [str(files(package)) for package in packages]
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(folders))
    return config


def _prepare(connection: Connection, schema: str) -> None:
    # The timeouts come first, so that they also apply while waiting for another migration.
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"))
    connection.execute(text(f"SET LOCAL search_path = {schema}"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"migrate {schema}"})
