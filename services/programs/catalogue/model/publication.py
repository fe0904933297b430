"""The rules by which a practice is published: a national one, a facility's own, and the next version of either."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from services.programs.catalogue.model.refusals import (
    AttendanceBelowParent,
    CertificateNotOfParent,
    ExaminationMissing,
    ParentNotNational,
    PracticeFieldsShrink,
    PracticeFieldUnknown,
    PracticeTitleTelling,
    PracticeUnchanged,
)
from services.programs.catalogue.model.template import (
    EXAMINED,
    Category,
    Certificate,
    PracticeContent,
    Template,
    TemplateStage,
    telling_word,
)
from shared.values.labels import label, label_list
from shared.values.texts import Text

OWN = "own_"
"""The codes of facilities' own practices begin with it, so no release can ship one that a facility has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of a version as an officer writes it, without the category and the fields."""

    title: Text
    method: Text
    stages: tuple[TemplateStage, ...]
    minimum_attendance: int
    certificate: Certificate
    needs: tuple[Text, ...]
    source: Text

    def content(self, category: Category, fields: tuple[str, ...]) -> PracticeContent:
        """The whole content. Raises `PracticeTitleTelling` or `ExaminationMissing`."""
        if word := telling_word(self.title):
            raise PracticeTitleTelling(word=word)
        content = PracticeContent(
            title=self.title,
            category=category,
            fields=tuple(dict.fromkeys(fields)),
            method=self.method,
            stages=self.stages,
            minimum_attendance=self.minimum_attendance,
            certificate=self.certificate,
            needs=self.needs,
            source=self.source,
        )
        if content.certificate in EXAMINED and not content.is_examined:
            raise ExaminationMissing(certificate=label("certificate", content.certificate))
        return content


@dataclass(frozen=True, slots=True)
class Learned:
    """From which practice another one was developed, and at which facility it was learned."""

    code: str
    version: int
    facility_id: UUID | None = None


def code_of(name: str) -> str:
    """A code for a national practice of this English name; empty if the name has too few letters from a to z."""
    code = "_".join(re.findall(r"[a-z]+", name.lower()))[:40].rstrip("_")
    return code if len(code) > 1 and not code.startswith(OWN) else ""


def require_known_fields(fields: Collection[str], known: Collection[str]) -> None:
    """Raise `PracticeFieldUnknown` unless the catalogue or an agreement has all fields."""
    if unknown := [field for field in fields if field not in known]:
        raise PracticeFieldUnknown(fields=unknown)


def own_content(draft: Draft, parent: Template) -> PracticeContent:
    """The content of a facility's own practice, with the category and the fields of its national one.

    Raises `ParentNotNational`, `AttendanceBelowParent`, `CertificateNotOfParent`, or a refusal of the content.
    """
    if parent.facility is not None:
        raise ParentNotNational(name=parent.title)
    if draft.minimum_attendance < parent.minimum_attendance:
        raise AttendanceBelowParent(least=parent.minimum_attendance)
    allowed = list(dict.fromkeys((parent.certificate, "participation", "none")))
    if draft.certificate not in allowed:
        raise CertificateNotOfParent(
            certificate=label("certificate", draft.certificate), allowed=label_list("certificate", allowed)
        )
    return draft.content(parent.category, parent.fields)


def next_content(draft: Draft, before: Template, category: Category, fields: tuple[str, ...]) -> PracticeContent:
    """The content of the next version of a national practice.

    Raises `PracticeFieldsShrink`, or a refusal of the content.
    """
    if category != before.category or not set(before.fields) <= set(fields):
        raise PracticeFieldsShrink(
            category=label("practice_category", before.category), fields=label_list("field", before.fields)
        )
    return draft.content(category, fields)


def require_change(content: PracticeContent, before: Template) -> None:
    """Raise `PracticeUnchanged` if the content is that of the version before."""
    if content.model_dump() == before.model_dump(include=set(content.model_dump())):
        raise PracticeUnchanged(version=before.version)
