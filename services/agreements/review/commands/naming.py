"""The sides and the units of reviewers, as events name them."""

from collections.abc import Sequence

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.register.store.units import load_office_or_center, load_units
from services.agreements.review.model import Reviewer, unit_of
from shared.access import Work
from shared.contracts.parts import UnitRef
from shared.values.cooperation import Side


async def units_of(work: Work, reviewers: Sequence[Reviewer]) -> tuple[UnitRef, ...]:
    """The reviewing units: offices first, then facilities and partners."""
    named = [unit_of(reviewer) for reviewer in reviewers if reviewer.side in ("facility", "partner")]
    units = await load_units(work.connection, named)
    offices = [
        await load_office_or_center(work.connection, reviewer.unit or None)
        for reviewer in reviewers
        if reviewer.side in ("region", "directorate_general")
    ]
    return tuple(unit_ref(unit) for unit in (*offices, *(units[id_] for id_ in named)) if unit)


def sides_of(reviewers: Sequence[Reviewer]) -> tuple[Side, ...]:
    """The sides, each once."""
    return tuple(dict.fromkeys(reviewer.side for reviewer in reviewers))
