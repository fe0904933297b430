"""The report of one month: numbers of each program and of all, and the days by which it is due."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.measures.model.withholding import withhold
from services.programs.months.model.month import Month
from shared.values.cooperation import Pillar
from shared.values.texts import Text

REGION_DAY, NATION_DAY = 5, 10
"""The report is due at the regional office and at the directorate general on these days of the following month."""


class Figures(BaseModel):
    """The numbers of a month; null where they are withheld from readers outside of the facility.

    `present` out of `marks` is the attendance at sessions with a roster; `participants` are different persons.
    """

    sessions: int
    cancelled: int
    minutes: int
    participants: int | None
    present: int | None
    marks: int | None
    audience: int | None


class ProgramFigures(Figures):
    """The numbers of one program."""

    program_id: UUID
    name: str
    title: Text
    pillar: Pillar | None


_OF_PERSONS = {"participants": ("present", "marks"), "audience": ()}


def figures_of(
    rows: Sequence[Mapping[str, Any]], total: Mapping[str, Any], *, inside: bool
) -> tuple[list[ProgramFigures], Figures]:
    """The numbers of programs and their total as a reader may have them: exact `inside` of the facility only."""
    shown, whole = [dict(row) for row in rows], dict(total)
    for name, beside in () if inside else _OF_PERSONS.items():
        parts, all_ = withhold([row[name] for row in rows], total[name])
        for row, count in zip([*shown, whole], [*parts, all_], strict=True):
            row.update({each: None for each in beside if count is None}, **{name: count})
    return [ProgramFigures.model_validate(row) for row in shown], Figures.model_validate(whole)


def due_days(month: Month) -> tuple[date, date]:
    """The days by which the report of a month is due at the regional office, and at the directorate general."""
    following = month.following
    return date(following.year, following.number, REGION_DAY), date(following.year, following.number, NATION_DAY)
