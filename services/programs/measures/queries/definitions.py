"""The definitions of the measures that this service counts."""

from dataclasses import dataclass

from pydantic import BaseModel

from services.programs.measures.model.definitions import DEFINITIONS
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.values.texts import Text


class MeasureDefinition(BaseModel):
    """A measure in words: numerator, denominator, source, and what its numbers do not show."""

    code: str
    number: int
    title: Text
    numerator: Text
    denominator: Text
    source: Text
    limits: Text


@dataclass(frozen=True, slots=True)
class ListMeasures:
    """Every measure of this service."""


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_measures(_work: Work, _query: ListMeasures) -> list[MeasureDefinition]:
    """The measures in the order of their numbers."""
    found = [
        MeasureDefinition(
            code=code,
            number=each.number,
            title=each.title,
            numerator=each.numerator,
            denominator=each.denominator,
            source=each.source,
            limits=each.limits,
        )
        for code, each in DEFINITIONS.items()
    ]
    return sorted(found, key=lambda each: each.number)
