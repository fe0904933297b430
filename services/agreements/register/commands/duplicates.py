"""Finding partners that may be registered twice, and deciding that two are not one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS
from services.agreements.register.model.names import twin_key
from services.agreements.register.model.partners import Partner
from services.agreements.register.store.names import (
    insert_duplicates,
    load_alike,
    load_unnamed,
    save_dismissed,
    save_name,
)
from shared.access import Work, anywhere, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.terms import day_in

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DismissDuplicate:
    """The two partners of a pair are different."""

    duplicate_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class NamePartners:
    """Take the names of partners apart that were registered before, and look for their duplicates."""


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def dismiss_duplicate(work: Work, command: DismissDuplicate) -> None:
    """Record that the partners of a pair are different; it is not proposed again. Raises `DuplicateNotFound`."""
    await save_dismissed(work.connection, command.duplicate_id, command.reason, work.now)


@use_case(scope=nationwide, changes=False)
async def name_partners(work: Work, _command: NamePartners) -> None:
    """Take names apart, so many in one step, and propose the pairs that they make."""
    for partner in await load_unnamed(work.connection, AT_ONCE):
        await save_name(work.connection, partner, day_in(CAPITAL_ZONE, work.now))
        await look_for_duplicates(work, [partner])


async def look_for_duplicates(
    work: Work, partners: Sequence[Partner], distinct_reason: str | None = None
) -> list[Partner]:
    """Propose the pairs that these partners make with others, and return the others.

    With a reason, those of nearly the same name are known to be different, and not proposed.
    """
    proposed: list[Partner] = []
    for partner in partners:
        alike = await load_alike(work.connection, partner)
        known = [each for each in alike if distinct_reason and twin_key(each.name) == twin_key(partner.name)]
        await insert_duplicates(work.connection, partner.id, [each.id for each in known], work.now, distinct_reason)
        others = [each for each in alike if each not in known]
        await insert_duplicates(work.connection, partner.id, [each.id for each in others], work.now)
        proposed += others
    return proposed
