"""The columns in which an ordinary run observes a row of the access table; they differ from run to run."""

import random
from collections.abc import Sequence

from tests.behaviour.access.columns import COLUMNS, Column
from tests.behaviour.access.row import HIDDEN, REFUSED, Marks


def draw_columns(marks: Marks) -> Sequence[Column]:
    """Someone who may, someone with the same capability elsewhere who may not, and anyone else who may not.

    `marks` is what the table says. Of a row that is not in the table yet, every column is observed.
    """
    may = [column for column in COLUMNS if marks.get(column.code) not in (None, REFUSED, HIDDEN)]
    may_not = [column for column in COLUMNS if marks.get(column.code) in (REFUSED, HIDDEN)]
    capable = {column.capability for column in may}
    elsewhere = [column for column in may_not if column.capability in capable]
    others = [column for column in may_not if column.capability not in capable]
    return [random.choice(group) for group in (may, elsewhere, others) if group] or COLUMNS  # noqa: S311
