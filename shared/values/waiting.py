"""The kinds of cases that can wait in a service; the cases themselves are found by `shared.rooms.waiting`."""

from dataclasses import dataclass

from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class WaitingKind:
    """One kind of waiting case: its label, the title and the link of a case, and the days in which to act.

    The placeholders of the title are filled with the case's own values, those of `link` and `page` also with the id
    that the case is `about`. `link` is the operation that ends the case, `page` the address of the screen where people
    do it.
    Without `days`, a case is overdue only if it names a day of its own.
    """

    label: Text
    title: Text
    link: str
    days: int | None = None
    page: str | None = None
