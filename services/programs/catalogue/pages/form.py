"""The form of a practice: its words, its stages by the number of their row, and the practice that it was made from."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from services.programs.catalogue.model.publication import Draft, Learned
from services.programs.catalogue.model.template import Certificate, Code, Template, TemplateStage
from shared.values.inputs import Paragraph, ShortText
from shared.values.texts import Text

MOST_STAGES = 20
EMPTY_ROWS = 3
"""The rows for stages in an empty form."""


class StageRow(BaseModel):
    """One stage."""

    stage_title: ShortText
    stage_title_english: ShortText | None = None
    stage_sessions: int = Field(ge=1, le=500)
    stage_minutes: int = Field(ge=15, le=720)
    stage_days: int | None = Field(None, ge=1, le=366)
    stage_examination: Literal["yes", "no"] = "no"

    def stage(self) -> TemplateStage:
        """The stage as the catalogue keeps it."""
        return TemplateStage(
            title=Text(self.stage_title, self.stage_title_english or self.stage_title),
            sessions=self.stage_sessions,
            minutes=self.stage_minutes,
            days=self.stage_days,
            examination=self.stage_examination == "yes",
        )


def _filled(value: object) -> object:
    """The rows in which something was typed; every row has an answer to the question about the examination."""
    if not isinstance(value, dict):
        return value
    return {name: row for name, row in value.items() if not isinstance(row, dict) or row.keys() - {"stage_examination"}}


class PracticeForm(BaseModel):
    """The content of a practice as it is typed."""

    practice_title: ShortText
    practice_title_english: ShortText | None = None
    practice_method: ShortText
    practice_method_english: ShortText | None = None
    stages: Annotated[dict[int, StageRow], BeforeValidator(_filled), Field(min_length=1, max_length=MOST_STAGES)]
    minimum_attendance: int = Field(ge=1, le=100)
    certificate: Certificate
    practice_needs: Paragraph | None = None
    practice_needs_english: Paragraph | None = None
    practice_source: ShortText
    practice_source_english: ShortText | None = None

    def draft(self) -> Draft:
        """The same as a value of the catalogue."""
        return Draft(
            title=Text(self.practice_title, self.practice_title_english or self.practice_title),
            method=Text(self.practice_method, self.practice_method_english or self.practice_method),
            stages=tuple(row.stage() for _, row in sorted(self.stages.items())),
            minimum_attendance=self.minimum_attendance,
            certificate=self.certificate,
            needs=self._needs(),
            source=Text(self.practice_source, self.practice_source_english or self.practice_source),
        )

    def _needs(self) -> tuple[Text, ...]:
        indonesian, english = _lines(self.practice_needs), _lines(self.practice_needs_english)
        # A line without its English one is shown in Indonesian.
        return tuple(Text(each, english[at] if at < len(english) else each) for at, each in enumerate(indonesian))


class DevelopedFrom(BaseModel):
    """The practice that was opened when the form was, and the facility from which it was learned."""

    origin_code: Code | None = None
    origin_version: int | None = Field(None, ge=1)
    learned_at: UUID | None = None

    def learned(self) -> Learned | None:
        """The same as a value of the catalogue; None if it was not developed from another one."""
        if self.origin_code is None or self.origin_version is None:
            return None
        return Learned(self.origin_code, self.origin_version, self.learned_at)


def stored_fields(template: Template | None) -> dict[str, Any]:
    """The values of the form before anything is typed: the practice that is changed or developed further."""
    if template is None:
        return {"practice": None, "stages": (), "rows": EMPTY_ROWS, "needs": None, "needs_english": None}
    return {
        "practice": template,
        "stages": template.stages,
        "rows": len(template.stages),
        "needs": "\n".join(each.id for each in template.needs),
        "needs_english": "\n".join(each.en for each in template.needs),
    }


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
