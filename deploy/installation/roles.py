"""The database, and for each service its schema and three roles with least rights.

Roles belong to the whole database cluster, so `sinergi roles apply` needs the superuser. It can run again at any time,
and then sets the passwords from the files of secrets again.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from deploy.installation.services import DOOR, NAMES, SCHEMAS
from shared.operations.settings import RoleKind, Settings

# An open transaction that has written the log holds the relay back, so the time limits are short. Without
# synchronous_commit, a crash would lose events that are already in Kafka.
_APP_SETTINGS = {
    "synchronous_commit": "on",
    "idle_in_transaction_session_timeout": "30s",
    "transaction_timeout": "120s",
    "lock_timeout": "10s",
}
_SETTINGS: dict[RoleKind, dict[str, str]] = {
    "owner": {"synchronous_commit": "on"},
    "app": _APP_SETTINGS,
    "relay": {"synchronous_commit": "on"},
}
_EXTENSIONS = {"agreements": ("pg_trgm",)}
"""PostgreSQL's own extensions that a service needs; a role without the right to create them may use them."""
_FEWER: Mapping[str, Sequence[RoleKind]] = {DOOR: ("owner", "app"), NAMES: ("owner",)}
"""The door emits no events, so it has no relay. The vault of names is only reached through its owner's functions."""


def apply_roles(settings: Settings, services: Sequence[str] = SCHEMAS) -> None:
    """Create missing databases, schemas and roles, and correct the settings of existing ones."""
    database = urlsplit(settings.postgres_url).path.removeprefix("/")
    _create_database(settings, database)
    with psycopg.connect(settings.admin_database_url(), autocommit=True) as connection:
        # By default, every role of the cluster may connect to a new database and create temporary tables in it.
        _run(connection, "REVOKE ALL ON DATABASE {database} FROM PUBLIC", database=database)
        _run(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for service in services:
            kinds = kinds_of(service)
            for kind in kinds:
                _apply_role(connection, settings, service, kind)
                _run(
                    connection,
                    "GRANT CONNECT ON DATABASE {database} TO {role}",
                    database=database,
                    role=settings.role(service, kind),
                )
            _apply_schema(connection, settings, service, kinds)
            _apply_extensions(connection, settings, service)


def kinds_of(service: str) -> tuple[RoleKind, ...]:
    """The kinds of roles that a service has."""
    return tuple(_FEWER.get(service, tuple(_SETTINGS)))


def settings_of_role(service: str, kind: RoleKind) -> dict[str, str]:
    """The settings that every session of a role begins with."""
    # Sessions name their schema themselves, except those that come through PgBouncer, which may set nothing.
    return _SETTINGS[kind] | ({"search_path": service} if kind == "app" else {})


def _create_database(settings: Settings, database: str) -> None:
    maintenance = urlsplit(settings.admin_database_url())._replace(path="/postgres").geturl()
    # CREATE DATABASE cannot run in a transaction, and neither it nor CREATE ROLE has IF NOT EXISTS.
    with psycopg.connect(maintenance, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            _run(connection, "CREATE DATABASE {database}", database=database)


def _apply_role(connection: "psycopg.Connection[object]", settings: Settings, service: str, kind: RoleKind) -> None:
    role = settings.role(service, kind)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        _run(connection, "CREATE ROLE {role}", role=role)
    # The verifier is computed here, so that the server's statement log never contains the password.
    verifier = connection.pgconn.encrypt_password(
        settings.secret(f"postgres_{service}_{kind}").encode(), role.encode(), b"scram-sha-256"
    )
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(verifier.decode())
        )
    )
    for name, value in settings_of_role(service, kind).items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(sql.Identifier(role), sql.Identifier(name), sql.Literal(value))
        )


def _apply_schema(
    connection: "psycopg.Connection[object]", settings: Settings, service: str, kinds: Sequence[RoleKind]
) -> None:
    owner = settings.role(service, "owner")
    _run(connection, "CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner}", schema=service, owner=owner)
    for kind in kinds:
        if kind != "owner":
            role = settings.role(service, kind)
            _run(connection, "GRANT USAGE ON SCHEMA {schema} TO {role}", schema=service, role=role)


def _apply_extensions(connection: "psycopg.Connection[object]", settings: Settings, service: str) -> None:
    for extension in _EXTENSIONS.get(service, ()):
        # A schema of their own: extensions belong to the database, and services see their own schemas only.
        _run(connection, "CREATE SCHEMA IF NOT EXISTS extensions")
        _run(connection, "CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA extensions", extension=extension)
        for kind in ("owner", "app"):
            _run(connection, "GRANT USAGE ON SCHEMA extensions TO {role}", role=settings.role(service, kind))


def _run(connection: "psycopg.Connection[object]", statement: str, **names: str) -> None:
    identifiers = {name: sql.Identifier(value) for name, value in names.items()}
    connection.execute(sql.SQL(statement).format(**identifiers))
