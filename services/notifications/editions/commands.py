"""Proposing an edition, trying it on the past month, putting it in force, declining it, and taking it back."""

from dataclasses import dataclass
from datetime import timedelta

from services.notifications.book.model import SHIPPED_EDITION, Changes
from services.notifications.book.shipped.books import Book, require_sound
from services.notifications.editions.model import Edition, EditionChangesNothing, Trial, TriedRule
from services.notifications.editions.store import (
    count_notices,
    count_occasions,
    insert_edition,
    lock_edition,
    lock_editions,
    next_number,
    save_edition,
)
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.capabilities import Capability
from shared.values.terms import day_in
from shared.web.preconditions import require_version

KEEPERS = (Capability.MASTER_DATA_KEEPER,)
TRIED_DAYS = 31


@dataclass(frozen=True, slots=True)
class ProposeEdition:
    """Propose an edition: all its deviations from the release, and why."""

    changes: Changes
    reason: str


@use_case(*KEEPERS, scope=nationwide)
async def propose_edition(work: Work, command: ProposeEdition) -> Edition:
    """Propose an edition whose changes are sound. Nothing is changed by it yet."""
    in_force = await lock_editions(work.connection)
    if command.changes.names_differing_from(in_force.changes) == ([], []):
        raise EditionChangesNothing
    require_sound(command.changes)
    edition = Edition(
        number=await next_number(work.connection),
        version=1,
        state="proposed",
        changes=command.changes,
        reason=command.reason,
        proposed_by=work.actor.account,
        proposed_at=work.now,
    )
    await insert_edition(work.connection, edition)
    return edition


@dataclass(frozen=True, slots=True)
class TryEdition:
    """Try a proposal on the past month."""

    number: int
    expected_version: int


@use_case(*KEEPERS, scope=nationwide)
async def try_edition(work: Work, command: TryEdition) -> Edition:
    """Count the notices of the past month under the rules in force, and under the proposal. Nothing is sent."""
    in_force = await lock_editions(work.connection)
    edition = await lock_edition(work.connection, command.number)
    require_version(edition.version, command.expected_version)
    tried = edition.tried(await _trial(work, in_force, edition), work.actor.account, work.now)
    await save_edition(work.connection, tried)
    return tried


async def _trial(work: Work, in_force: Edition, edition: Edition) -> Trial:
    since = day_in(CAPITAL_ZONE, work.now) - timedelta(days=TRIED_DAYS)
    books = [Book.of(each.number, each.changes) for each in (in_force, edition)]
    before, after = [await count_notices(work.connection, book.rules.rules, since) for book in books]
    days, events = await count_occasions(work.connection, since)
    changed, _ = edition.changes.names_differing_from(in_force.changes)
    return Trial(
        compared_with=in_force.number,
        days=days,
        events=events,
        rules=tuple(TriedRule(name, before.of(name), after.of(name)) for name in changed),
        before=before.of(None),
        after=after.of(None),
        severities_before=before.severities(),
        severities_after=after.severities(),
    )


@dataclass(frozen=True, slots=True)
class DecideEdition:
    """Put a proposal in force, or decline it for a reason."""

    number: int
    expected_version: int
    declined_because: str | None = None


@use_case(*KEEPERS, scope=nationwide)
async def decide_edition(work: Work, command: DecideEdition) -> Edition:
    """Put a tried proposal in force as a second person, or decline it. Events from now on follow the edition."""
    in_force = await lock_editions(work.connection)
    edition = await lock_edition(work.connection, command.number)
    require_version(edition.version, command.expected_version)
    account = work.actor.account
    if command.declined_because is not None:
        decided = edition.decline(command.declined_because, account, work.now)
    else:
        decided = edition.put_in_force(in_force.number, account, work.now)
        # A later release may have made one of its changes unsound.
        require_sound(edition.changes)
        await save_edition(work.connection, in_force.replaced())
    await save_edition(work.connection, decided)
    return decided


@dataclass(frozen=True, slots=True)
class TakeEditionBack:
    """Take the edition in force back."""

    number: int
    expected_version: int
    reason: str


@use_case(*KEEPERS, scope=nationwide)
async def take_edition_back(work: Work, command: TakeEditionBack) -> Edition:
    """Take the edition in force back in one step; the one before it is in force again. One person is enough."""
    await lock_editions(work.connection)
    edition = await lock_edition(work.connection, command.number)
    require_version(edition.version, command.expected_version)
    taken_back = edition.take_back(command.reason, work.actor.account, work.now)
    await save_edition(work.connection, taken_back)
    before = await lock_edition(work.connection, edition.replaces or SHIPPED_EDITION)
    await save_edition(work.connection, before.back_in_force())
    return taken_back
