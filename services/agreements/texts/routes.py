"""GET /agreements/{id}/paper
GET /agreements/{id}/meeting-letter
GET /meetings/{id}/minutes
GET /proposals/{id}/cover-letter
GET /addenda/{id}/paper
GET /ceremonies/{id}/list
GET /ceremonies/{id}/record
GET /text-templates
GET /text-templates/{text_kind}
GET /text-templates/{text_kind}/file
POST /text-templates/{text_kind}/changes
POST /text-templates/{text_kind}/restorations
"""

import base64
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Base64Bytes, BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.texts.commands import ChangeTemplate, RestoreTemplate, change_template, restore_template
from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.letters import MeetingPlan
from services.agreements.texts.model.templates import TemplateVersion
from services.agreements.texts.model.texts import Paper
from services.agreements.texts.queries import amendment_papers, ceremony_papers, papers, templates
from services.agreements.texts.queries.templates import TextTemplate
from shared.documents.rendering import MEDIA_TYPES, PaperForm
from shared.values.cooperation import MeetingKind
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import ClockTime, Day
from shared.web.attachments import download
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["texts"])
Form = Annotated[PaperForm, Query(alias="format", description="a Word document, or the same text as PDF/A")]
PAPER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The paper.",
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in MEDIA_TYPES.values()},
    }
}
PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The paper.",
        "content": {MEDIA_TYPES["pdf"]: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_SAMPLE = base64.b64encode(b"PK\x03\x04").decode()


class TemplateChange(BaseModel):
    """A Word document (.docx, at most 700 KB) in base64, and why it is put in use."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"file_name": "notula.docx", "content": _SAMPLE, "reason": "Kop surat yang baru."}]
        },
    )

    file_name: ShortText
    content: Base64Bytes
    reason: Paragraph


class TemplateRestoration(BaseModel):
    """Why the shipped template is put in use again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Templat keliru."}]})

    reason: Paragraph


class TemplateFile(BaseModel):
    """A Word file, its bytes in base64."""

    file_name: str
    content: str


def paper_answer(paper: Paper) -> Response:
    """A paper as a file that the browser saves."""
    return download(paper.content, paper.file_name, paper.media_type)


def _origin(request: Request) -> str:
    origin: str = request.app.state.edge.settings.public_origin
    return origin


@router.get(
    "/agreements/{agreement_id}/paper",
    summary="Naskah perjanjian / paper of an agreement",
    response_class=Response,
    responses=PAPER,
)
async def show_paper(work: CurrentWork, request: Request, agreement_id: UUID, form: Form = "docx") -> Response:
    """The agreement as it is on record, marked as a draft until all have signed.

    A PDF has a QR code that leads to the record.
    """
    query = papers.ShowAgreementPaper(agreement_id, form, _origin(request))
    return paper_answer(await papers.show_agreement_paper(work, query))


@router.get(
    "/agreements/{agreement_id}/meeting-letter",
    summary="Undangan rapat / invitation to a meeting",
    response_class=Response,
    responses=PAPER,
)
async def show_meeting_letter(
    work: CurrentWork,
    agreement_id: UUID,
    *,
    kind: Annotated[list[MeetingKind], Query(min_length=1, max_length=3)],
    day: Annotated[Day, Query()],
    clock: Annotated[ClockTime, Query(alias="time")],
    venue: Annotated[ShortText, Query()],
    agenda: Annotated[list[ShortText], Query(max_length=20)] = [],  # noqa: B006 -- FastAPI copies it
    form: Form = "docx",
) -> Response:
    """The keeper's invitation to the other parties; nothing is recorded."""
    plan = MeetingPlan(tuple(kind), day, clock, venue, tuple(agenda))
    return paper_answer(await papers.show_meeting_letter(work, papers.ShowMeetingLetter(agreement_id, form, plan)))


@router.get(
    "/meetings/{meeting_id}/minutes", summary="Notula rapat / minutes", response_class=Response, responses=PAPER
)
async def show_minutes(work: CurrentWork, meeting_id: UUID, form: Form = "docx") -> Response:
    """The minutes as they are on record."""
    return paper_answer(await papers.show_minutes(work, papers.ShowMinutes(meeting_id, form)))


@router.get(
    "/proposals/{proposal_id}/cover-letter",
    summary="Surat pengantar proposal / cover letter of a proposal",
    response_class=Response,
    responses=PAPER,
)
async def show_cover_letter(work: CurrentWork, proposal_id: UUID, form: Form = "docx") -> Response:
    """The letter with which the unit sends its proposal."""
    return paper_answer(await papers.show_cover_letter(work, papers.ShowCoverLetter(proposal_id, form)))


@router.get(
    "/addenda/{addendum_id}/paper",
    summary="Naskah adendum / paper of an addendum",
    response_class=Response,
    responses=PAPER,
)
async def show_addendum_paper(work: CurrentWork, request: Request, addendum_id: UUID, form: Form = "docx") -> Response:
    """The addendum with its changes, marked as a draft until all have signed.

    A PDF has a QR code that leads to the record.
    """
    query = amendment_papers.ShowAddendumPaper(addendum_id, form, _origin(request))
    return paper_answer(await amendment_papers.show_addendum_paper(work, query))


@router.get(
    "/ceremonies/{ceremony_id}/list",
    summary="Daftar penandatanganan / list of a ceremony as a paper",
    response_class=Response,
    responses=PAPER,
)
async def show_ceremony_list(work: CurrentWork, request: Request, ceremony_id: UUID, form: Form = "docx") -> Response:
    """The agreements in their order, with their parties and the positions that sign."""
    query = ceremony_papers.ShowCeremonyList(ceremony_id, form, _origin(request))
    return paper_answer(await ceremony_papers.show_ceremony_list(work, query))


@router.get(
    "/ceremonies/{ceremony_id}/record",
    summary="Berita acara penandatanganan / record of a ceremony",
    response_class=Response,
    responses=PDF,
)
async def show_ceremony_record(work: CurrentWork, request: Request, ceremony_id: UUID) -> Response:
    """The result of each agreement of a ceremony that was held, as PDF/A.

    A QR code leads to the page of the ceremony.
    """
    query = ceremony_papers.ShowCeremonyRecord(ceremony_id, _origin(request))
    return paper_answer(await ceremony_papers.show_ceremony_record(work, query))


@router.get("/text-templates", summary="Templat naskah / templates of papers")
async def list_templates(work: CurrentWork) -> list[TextTemplate]:
    """Every template with its version and its changes, the latest first."""
    return await templates.list_templates(work, templates.ListTemplates())


@router.get("/text-templates/{text_kind}", summary="Satu templat / one template")
async def show_template(work: CurrentWork, text_kind: TextKind) -> Versioned[TextTemplate]:
    """One template with its changes, the latest first."""
    template = await templates.show_template(work, templates.ShowTemplate(text_kind))
    return Versioned(template, template.version)


@router.get("/text-templates/{text_kind}/file", summary="Berkas templat / file of a template")
async def show_template_file(work: CurrentWork, text_kind: TextKind) -> TemplateFile:
    """The Word file of the template in use."""
    name, content = await templates.show_template_file(work, templates.ShowTemplate(text_kind))
    return TemplateFile(file_name=name, content=base64.b64encode(content).decode())


@router.post("/text-templates/{text_kind}/changes", summary="Ganti templat / change a template")
async def change(
    work: CurrentWork, text_kind: TextKind, body: TemplateChange, expected_version: ExpectedVersion
) -> Versioned[TemplateVersion]:
    """Put a new template in use; it is tried with sample data first."""
    command = ChangeTemplate(text_kind, expected_version, body.file_name, body.content, body.reason)
    changed = await change_template(work, command)
    return Versioned(changed, changed.version)


@router.post("/text-templates/{text_kind}/restorations", summary="Kembali ke templat bawaan / restore a template")
async def restore(
    work: CurrentWork, text_kind: TextKind, body: TemplateRestoration, expected_version: ExpectedVersion
) -> Versioned[TemplateVersion]:
    """Put the shipped template in use again."""
    restored = await restore_template(work, RestoreTemplate(text_kind, expected_version, body.reason))
    return Versioned(restored, restored.version)
