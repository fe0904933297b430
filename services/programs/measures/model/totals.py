"""The total of a region in a month or a quarter, as it may be published."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from services.programs.measures.model.withholding import withhold
from services.programs.months.model.month import Month
from shared.values.cooperation import Pillar


class PillarCount(BaseModel):
    """One pillar; None is withheld, and no pillar is another function."""

    model_config = ConfigDict(frozen=True)

    pillar: Pillar | None
    sessions: int
    participants: int | None


class ActivityTotal(BaseModel):
    """The numbers of a region in a period."""

    model_config = ConfigDict(frozen=True)

    facilities: int
    closed: int
    sessions: int
    outputs: int
    participants: int | None
    pillars: tuple[PillarCount, ...]

    @property
    def withheld(self) -> frozenset[Pillar | None]:
        """The pillars whose participants are withheld."""
        return frozenset(each.pillar for each in self.pillars if each.participants is None)


@dataclass(frozen=True, slots=True)
class TotalPeriod:
    """A month or a quarter."""

    months: tuple[Month, ...]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.months[0].first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.months[-1].last


def periods_to_total(today: date) -> list[TotalPeriod]:
    """The two months before this one, then the quarter that ended last. Of older ones no correction is published."""
    last = Month.of(today).previous
    end = last
    while end.number % 3:
        end = end.previous
    quarter = (end.previous.previous, end.previous, end)
    return [TotalPeriod((last.previous,)), TotalPeriod((last,)), TotalPeriod(quarter)]


def published(total: ActivityTotal, withheld_in_months: Sequence[Collection[Pillar | None]] = ()) -> ActivityTotal:
    """The exact total with its small numbers withheld, and those that would give them away.

    A pillar that is withheld in exactly one month of a quarter stays withheld: the other two would give it away.
    """
    shown, whole = withhold([each.participants or 0 for each in total.pillars], total.participants or 0)
    pillars = [
        each.model_copy(update={"participants": None if _given_away(each.pillar, withheld_in_months) else count})
        for each, count in zip(total.pillars, shown, strict=True)
    ]
    hidden = sum(each.participants is None for each in pillars)
    # One part alone is found by subtracting the others from the whole.
    return total.model_copy(update={"pillars": tuple(pillars), "participants": None if hidden == 1 else whole})


def _given_away(pillar: Pillar | None, withheld_in_months: Sequence[Collection[Pillar | None]]) -> bool:
    return sum(pillar in each for each in withheld_in_months) == 1
