"""The columns in which an ordinary run observes a row of the access table; they differ from run to run."""

import random
from collections.abc import Sequence

from tests.behaviour.access.columns import COLUMNS, Column
from tests.behaviour.access.row import HIDDEN, REFUSED, Marks


def draw_columns(marks: Marks) -> Sequence[Column]:
    """A column that is permitted, one with the same capability elsewhere that is not, and another that is not.

    `marks` are those of the table. A row that is not in the table yet is observed in every column.
    """
    may = [column for column in COLUMNS if marks.get(column.code) not in (None, REFUSED, HIDDEN)]
    may_not = [column for column in COLUMNS if marks.get(column.code) in (REFUSED, HIDDEN)]
    capable = {column.capability for column in may}
    elsewhere = [column for column in may_not if column.capability in capable]
    others = [column for column in may_not if column.capability not in capable]
    return [random.choice(group) for group in (may, elsewhere, others) if group] or COLUMNS  # noqa: S311
