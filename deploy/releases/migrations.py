"""The SQL of each migration, as a release freezes it.

A migration is Python, and may take its SQL from other modules. So the SQL is compared, and not the file: it is the same
after a reformatting, and another one when an imported text changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.dialects import postgresql

from deploy.contracts.publication import write
from deploy.installation.migrate import SHARED
from deploy.installation.services import SCHEMAS

PACKAGES = (*SHARED, *(f"services.{service}.migrations" for service in SCHEMAS))


@dataclass
class _Recorder:
    """A connection that notes the statements of a migration instead of running them."""

    dialect: Any = field(default_factory=postgresql.dialect)
    statements: list[str] = field(default_factory=list)

    def execute(self, _current_user: object) -> "_Recorder":
        return self

    def scalar_one(self) -> str:
        return "owner"

    def exec_driver_sql(self, sql: str) -> None:
        self.statements.append(sql.strip())


def present_migrations() -> dict[str, str]:
    """The SQL of every migration by its revision, in the order of the packages."""
    modules = [
        import_module(f"{package}.{path.name.removesuffix('.py')}")
        for package in PACKAGES
        for path in sorted(files(package).iterdir(), key=lambda each: each.name)
        if path.name.endswith(".py") and path.name != "__init__.py"
    ]
    return {module.revision: _sql_of(module) for module in modules}


def released_migrations(folder: Path) -> dict[str, str]:
    """The SQL of every released migration by its revision."""
    return {path.stem: path.read_text() for path in sorted(folder.glob("*.sql"))}


def write_released(folder: Path, migrations: Mapping[str, str]) -> None:
    """Write the SQL of migrations into the folder of released ones."""
    for revision, sql in migrations.items():
        write(folder / f"{revision}.sql", sql)


def _sql_of(module: Any) -> str:
    recorder = _Recorder()
    with Operations.context(MigrationContext.configure(connection=recorder)):  # type: ignore[arg-type]
        module.upgrade()
    return "\n\n".join(recorder.statements) + "\n"
