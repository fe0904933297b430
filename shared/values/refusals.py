"""Refusals: what the rules of the field do not allow, said so that a person knows what to do.

Each rule has a class of its own, beside the rule. Its base class tells the edge how to answer, its name becomes the
problem type (`NumberTaken` → `number-taken`). What is merely broken (a database away) is not a refusal.
"""

import re
from datetime import date
from typing import ClassVar

from shared.values.texts import Text


class Refusal(Exception):
    """A rule said no. Subclasses give a `title` and a `detail`; the detail's placeholders are filled on raising."""

    title: ClassVar[Text]
    detail: ClassVar[Text]

    def __init__(self, **values: object) -> None:
        self.values = values
        self.sentence = self.detail.fill(**values)
        super().__init__(self.sentence.en)

    @classmethod
    def code(cls) -> str:
        """The problem type's slug, from the class name."""
        # Programs decide by it, and it never changes its meaning: whoever renames a refusal breaks them.
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class Invalid(Refusal):
    """What was said makes no sense by the rules of the field."""


class Conflict(Refusal):
    """It made sense, but not in the state in which the thing is now."""


class Denied(Refusal):
    """Whoever asks may not do this."""


class NotFound(Refusal):
    """There is no such thing."""


class RequestRefusal(Refusal):
    """The interface refuses the request before any rule of the field is asked; each states how it is answered."""

    status: ClassVar[int]
    advice: ClassVar[Text]

    def headers(self) -> dict[str, str]:
        """The headers of the answer beside those that every answer has."""
        return {}


class WrongState(Conflict):
    """The thing is in a state that does not allow the operation.

    `operation` and `state` are texts, `allowed` a list of the states (texts) in which the operation is possible.
    """

    title = Text("Belum atau tidak lagi dapat dilakukan", "Not possible in this state")
    detail = Text(
        "{operation}: tidak dapat dilakukan selama berstatus {state}; hanya saat {allowed}.",
        "{operation}: not possible while it is {state}, only while it is {allowed}.",
    )


class DayInTheFuture(Invalid):
    """A day on which something is reported to have happened has not come yet; `name` (a text) says which day."""

    title = Text("Tanggal belum tiba", "Day in the future")
    detail = Text("{name} {day} belum tiba; hari ini {today}.", "{name} {day} has not come yet; today is {today}.")


def require_past(name: Text, day: date, today: date) -> None:
    """Raise `DayInTheFuture` for a day that has not come."""
    if day > today:
        raise DayInTheFuture(name=name, day=day, today=today)
