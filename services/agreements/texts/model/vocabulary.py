"""The names that a template may use, each with its meaning, for the officials who edit templates."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from services.agreements.texts.model.agreements import AgreementText
from services.agreements.texts.model.amendments import AmendmentText
from services.agreements.texts.model.ceremonies import CeremonyRecordText, CeremonyText
from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.letters import CoverLetterText, MeetingLetterText
from services.agreements.texts.model.minutes import MinutesText
from services.agreements.texts.model.parts import Part

DATA: Mapping[TextKind, type[Part]] = {
    "synergy_memorandum": AgreementText,
    "cooperation_agreement": AgreementText,
    "addendum": AgreementText,
    "amendment": AmendmentText,
    "minutes": MinutesText,
    "meeting_letter": MeetingLetterText,
    "cover_letter": CoverLetterText,
    "ceremony_list": CeremonyText,
    "ceremony_record": CeremonyRecordText,
}


def placeholders(kind: TextKind) -> list[tuple[str, str]]:
    """The names in order, and their meanings; the parts of a list have its name before theirs."""
    return list(_named(DATA[kind], ""))


def _named(part: type[Part], before: str) -> Iterator[tuple[str, str]]:
    for field in part.model_fields.values():
        name = f"{before}{field.alias}"
        yield name, field.description or ""
        if inner := _part_in(field.annotation):
            yield from _named(inner, f"{name} › ")


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for each in get_args(annotation) if (found := _part_in(each))), None)
