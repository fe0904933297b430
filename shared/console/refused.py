"""A refusal as a page shows it: title, detail, what to do next, and the fault of each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError

from shared.values.refusals import Refusal
from shared.values.texts import Text
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import IdempotencyKeyReused, InvalidRequest, TryAgain, VersionStale

OF_FORMS = Text(
    "Perbaiki isian yang ditandai, lalu kirim lagi. Isian lain tetap tersimpan di halaman ini.",
    "Correct the marked fields and send again. Everything else that you typed is still on this page.",
)
# The words of a fault by pydantic's name for it; `shared/console/words.yaml` has the sentences.
_FAULTS: Mapping[str, str] = {
    "missing": "fault_missing",
    "string_too_short": "fault_missing",
    "too_short": "fault_missing",
    "string_too_long": "fault_too_long",
    "too_long": "fault_too_many",
    "int_parsing": "fault_number",
    "int_from_float": "fault_number",
    "greater_than_equal": "fault_number",
    "less_than_equal": "fault_number",
    "greater_than": "fault_number",
    "decimal_max_places": "fault_number",
    "finite_number": "fault_number",
    "day_impossible": "fault_day",
    "date_from_datetime_parsing": "fault_day",
    "literal_error": "fault_choice",
    "enum": "fault_choice",
    "uuid_parsing": "fault_choice",
}


@dataclass(frozen=True)
class Fault:
    """One field that has to be corrected: its place in the form, and the word of the sentence about it."""

    place: tuple[str, ...]
    word: str
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of the field: `scope_items-0-description`."""
        return "-".join(self.place)

    @property
    def label(self) -> str:
        """The word that names the field to people: `field_description`."""
        names = [part for part in self.place if not part.isdecimal()]
        return f"field_{names[-1]}" if names else "field_other"


@dataclass(frozen=True)
class Refused:
    """A refusal; the request changed nothing."""

    status: int
    title: Text
    detail: Text
    advice: Text
    faults: tuple[Fault, ...] = ()
    stale: bool = False
    """The resource was changed by someone else: the page shows its current values beside what was typed."""
    key_spent: bool = False
    """The key of the form belongs to a request that was carried out."""


def refused(error: Exception) -> Refused:
    """The refusal as a page shows it."""
    if isinstance(error, RequestValidationError):
        kind = kind_of(InvalidRequest)
        return Refused(kind.status, InvalidRequest.title, OF_FORMS, kind.advice, _faults(error.errors()))
    refusal = error if isinstance(error, Refusal) else TryAgain()
    kind = kind_of(type(refusal))
    return Refused(
        kind.status,
        refusal.title,
        refusal.sentence,
        kind.advice,
        stale=isinstance(refusal, VersionStale),
        key_spent=isinstance(refusal, IdempotencyKeyReused),
    )


def _faults(errors: Sequence[Mapping[str, Any]]) -> tuple[Fault, ...]:
    found: dict[tuple[str, ...], Fault] = {}
    for error in errors:
        # Where pydantic tried several types, their names are in the place as well; they are no fields.
        place = tuple(str(part) for part in error["loc"][1:] if str(part).replace("_", "").isalnum())
        found.setdefault(place, Fault(place, _word(error["type"]), error.get("ctx", {})))
    return tuple(found.values())


def _word(kind: str) -> str:
    # A form names its own faults by their word.
    return kind if kind.startswith("fault_") else _FAULTS.get(kind, "fault_other")
