"""Facts of our units that change without a decision of ours: each holds from a day on, until the next of its kind."""

import re
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.values.labels import label
from shared.values.refusals import Invalid
from shared.values.texts import Text

FactKind = Literal["official_code", "capacity", "population", "province"]
_COUNT = r"0|[1-9][0-9]{0,6}"
_WRITTEN: dict[FactKind, str] = {
    "official_code": r"[0-9A-Za-z][0-9A-Za-z./-]{0,39}",
    "capacity": _COUNT,
    "population": _COUNT,
    "province": r"[^\W\d_][\w .'-]{1,59}",
}


class FactUnreadable(Invalid):
    """The value does not fit the kind of fact: a capacity is a whole number, an official code has no spaces."""

    title = Text("Nilai tidak sesuai", "Value does not fit")
    detail = Text(
        '"{value}" bukan {kind}. Jumlah ditulis dengan angka saja; kode tanpa spasi.',
        '"{value}" is no {kind}. A number is written with digits only; a code has no spaces.',
    )


class UnitFact(BaseModel):
    """One fact of a unit from a day on, and where it was taken from."""

    model_config = ConfigDict(frozen=True)

    kind: FactKind
    valid_from: date
    value: str
    source: str

    def require_readable(self) -> None:
        """Raise `FactUnreadable`."""
        if not re.fullmatch(_WRITTEN[self.kind], self.value):
            raise FactUnreadable(value=self.value, kind=label("unit_fact", self.kind))
