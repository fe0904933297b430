"""The money of a program in its fiscal year, by its source."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from shared.values.cooperation import FundingSource
from shared.values.refusals import Invalid
from shared.values.texts import Text

LARGEST_AMOUNT = 10**13
"""Ten thousand billion rupiah: more than the whole budget of corrections, so a larger one is a slip."""


class Funding(BaseModel):
    """A source of money, and how much comes from it in rupiah, if that is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: FundingSource
    amount: int | None = Field(None, ge=1, le=LARGEST_AMOUNT, strict=True)


class FundingContradictory(Invalid):
    """A source is named twice, or a program without cost has money."""

    title = Text("Pembiayaan tidak sesuai", "Funding does not fit")
    detail = Text(
        "Sebut setiap sumber satu kali. Program tanpa biaya tidak memiliki jumlah dan sumber lain.",
        "Name each source once. A program without cost has no amount and no other source.",
    )


def require_consistent(funding: Sequence[Funding]) -> None:
    """Raise `FundingContradictory` unless each source is named once and fits the others."""
    sources = [each.source for each in funding]
    unpaid = [each for each in funding if each.source == "unpaid"]
    if len(set(sources)) < len(sources) or (unpaid and (len(funding) > 1 or unpaid[0].amount)):
        raise FundingContradictory
