"""Refusals: errors of a rule, with texts that state what to do.

Each rule has a class of its own, defined next to the rule. Its base class determines the HTTP status, its name becomes
the problem type (`NumberTaken` → `number-taken`). Technical failures, such as a lost database, are not refusals.
"""

import re
from datetime import date
from typing import Any, ClassVar

from shared.values.texts import Text


class Refusal(Exception):
    """A rule refuses a request. Subclasses define `title` and `detail`, whose placeholders are filled on raising."""

    title: ClassVar[Text]
    detail: ClassVar[Text]

    def __init__(self, **values: object) -> None:
        self.values = values
        self.sentence = self.detail.fill(**values)
        super().__init__(self.sentence.en)

    def members(self) -> dict[str, Any]:
        """Further members of the problem, as JSON, for clients that offer a way out."""
        return {}

    @classmethod
    def code(cls) -> str:
        """The slug of the problem type: the class name in kebab case."""
        # Clients decide by this slug, so renaming a class breaks them.
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class Invalid(Refusal):
    """The content of the request breaks a rule, independent of the state of the thing."""


class Conflict(Refusal):
    """The request is valid, but not in the current state of the thing."""


class Denied(Refusal):
    """The actor may not do this."""


class NotFound(Refusal):
    """The thing named by the URL does not exist."""


class RequestRefusal(Refusal):
    """The interface refuses the request before any rule is applied; each class states its status and advice."""

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
    """The day of a reported event has not come yet; `name` (a text) names the day."""

    title = Text("Tanggal belum tiba", "Day in the future")
    detail = Text("{name} {day} belum tiba; hari ini {today}.", "{name} {day} has not come yet; today is {today}.")


class DayImpossible(Invalid):
    """No day of the calendar has the reported form, such as 31 April."""

    title = Text("Tanggal tidak mungkin", "Impossible day")
    detail = Text(
        "Tanggal yang dilaporkan tidak ada dalam kalender sejak tahun 1900. Periksa kembali catatannya.",
        "The calendar since 1900 has no such day as reported. Check the record.",
    )


class OverrideReasonNeeded(Invalid):
    """The directorate general takes the step of another unit only with a reason."""

    title = Text("Alasan belum disebut", "Reason needed")
    detail = Text(
        'Langkah ini dilakukan oleh {name} sendiri. Sebutkan "override_reason" jika Ditjenpas melakukannya.',
        '{name} takes this step itself. Give "override_reason" if the directorate general takes it.',
    )


def require_past(name: Text, day: date, today: date) -> None:
    """Raise `DayInTheFuture` for a day that has not come."""
    if day > today:
        raise DayInTheFuture(name=name, day=day, today=today)
