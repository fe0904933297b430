"""Migrating the schemas of all services in one process, each under its owner role."""

from deploy.installation.services import SCHEMAS, SERVICES
from shared.operations.settings import Settings
from shared.postgres.migrations import migrate

SHARED = (
    "shared.events.migrations",
    "shared.access.migrations",
    "shared.web.migrations",
    "shared.rooms.waiting.migrations",
    "shared.rooms.fields.migrations",
)


def packages_of(service: str) -> tuple[str, ...]:
    """The packages that hold the revisions of a service's schema."""
    # The door and the vault of names have neither events nor positions.
    return (f"services.{service}.migrations", *(SHARED if service in SERVICES else ()))


def migrate_all(settings: Settings) -> list[str]:
    """Migrate all schemas; return the revisions that were applied, each with its service."""
    applied: list[str] = []
    for service in SCHEMAS:
        revisions = migrate(settings.database_url(service, "owner"), service, packages_of(service))
        applied.extend(f"{service}: {revision}" for revision in revisions)
    return applied
