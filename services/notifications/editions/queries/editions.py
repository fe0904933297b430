"""Editions of the rules and templates, on record for their keepers, operators and auditors."""

from dataclasses import dataclass

from services.notifications.editions.model import Edition, EditionNotFound
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability
from shared.web.cursors import Page, PageRequest

READERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR, Capability.AUDITOR)


@dataclass(frozen=True, slots=True)
class ListEditions:
    """List editions."""

    page: PageRequest


@use_case(*READERS, scope=nationwide, changes=False)
async def list_editions(work: Work, query: ListEditions) -> Page[Edition]:
    """The editions, the newest first."""
    (last,) = query.page.after_as(int)
    rows = await work.connection.fetch(
        "SELECT * FROM edition WHERE ($1::integer IS NULL OR number < $1) ORDER BY number DESC LIMIT $2",
        last,
        query.page.limit + 1,
    )
    return query.page.cut([Edition.of(row) for row in rows], lambda each: (each.number,))


@dataclass(frozen=True, slots=True)
class ShowEdition:
    """Show one edition; without a number, the one in force."""

    number: int | None = None


@use_case(*READERS, scope=nationwide, changes=False)
async def show_edition(work: Work, query: ShowEdition) -> Edition:
    """One edition with its trial."""
    row = await work.connection.fetchrow(
        "SELECT * FROM edition WHERE CASE WHEN $1::integer IS NULL THEN state = 'in_force' ELSE number = $1 END",
        query.number,
    )
    if row is None:
        raise EditionNotFound(number=query.number)
    return Edition.of(row)
