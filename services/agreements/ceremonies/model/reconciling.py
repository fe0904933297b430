"""The reconciliation of a ceremony: planned = signed + late + absent + withdrawn, and the papers counted by hand."""

from collections import Counter
from collections.abc import Iterable
from typing import Self

from services.agreements.ceremonies.model.parts import CeremonyPart
from services.agreements.ceremonies.model.refusals import PapersDiffer


class Reconciliation(CeremonyPart):
    """The counts of a closed ceremony; `papers_note` explains why as many papers were not counted as were signed."""

    planned: int
    signed: int
    late: int
    absent: int
    withdrawn: int
    papers_counted: int
    papers_note: str | None = None

    @classmethod
    def of(cls, outcomes: Iterable[str | None], papers: int, note: str | None) -> Self:
        """The reconciliation of these outcomes. Raises `PapersDiffer` unless the papers agree or a note explains it."""
        counted = Counter(outcomes)
        signed = counted["signed"]
        if papers != signed and note is None:
            raise PapersDiffer(signed=signed, papers=papers)
        return cls(
            planned=counted.total(),
            signed=signed,
            late=counted["late"],
            absent=counted["absent"],
            withdrawn=counted["withdrawn"],
            papers_counted=papers,
            papers_note=note,
        )
