"""Which signed paper is required, whether an agreement has it, and how long files are kept."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import product
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from shared.values.cooperation import DocumentKind, DocumentVerdict, Instrument, Level

PaperState = Literal["missing", "unchecked", "differs"]
"""Why an agreement is listed as without paper: none was filed, it waits for a check, or the check has returned it."""


class PaperRule(BaseModel):
    """Which agreements need a scan of the signed paper, and within how many days of the last signature."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: frozenset[Level]
    instrument: frozenset[Instrument]
    within_days: int


class FilingRules(BaseModel):
    """Everything that is required of files, as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    papers: tuple[PaperRule, ...]
    retention_years: dict[DocumentKind, int]

    @property
    def required(self) -> dict[tuple[Level, Instrument], int]:
        """The days in which the signed paper is filed, for each level and instrument that needs one."""
        days: dict[tuple[Level, Instrument], int] = {}
        for rule in self.papers:
            for pair in product(sorted(rule.level), sorted(rule.instrument)):
                days.setdefault(pair, rule.within_days)
        return days


class Filed(Protocol):
    """A file as far as the state of the paper depends on it."""

    @property
    def kind(self) -> DocumentKind:
        """Its kind."""

    @property
    def verdict(self) -> DocumentVerdict | None:
        """What the latest check has found."""

    @property
    def erased_at(self) -> datetime | None:
        """When its content was erased."""


def paper_state(documents: Sequence[Filed]) -> PaperState | None:
    """Why an agreement with these files counts as without paper; None if a signed paper matches."""
    # `queries.list_missing_papers` has the same rule in SQL.
    kept = [each for each in documents if each.kind == "signed_paper" and each.erased_at is None]
    if any(each.verdict == "matches" for each in kept):
        return None
    if not kept:
        return "missing"
    return "unchecked" if any(each.verdict is None for each in kept) else "differs"


def last_day_of_retention(agreement: Agreement, years: int) -> date | None:
    """The last day on which a file is kept; None while the agreement lives."""
    ended = agreement.ended_on or agreement.in_force_until
    if ended is None:
        return None
    # 29 February does not exist in every year.
    day = min(ended.day, 28) if ended.month == 2 else ended.day  # noqa: PLR2004 -- February
    return ended.replace(year=ended.year + years, day=day)
