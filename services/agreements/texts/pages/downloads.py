"""GET /perjanjian/{id}/naskah
GET /rapat/{id}/notula
GET /proposal/{id}/pengantar
GET /templat/{kind}/berkas
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.texts import Paper
from services.agreements.texts.queries import papers
from services.agreements.texts.queries.templates import ShowTemplate, show_template_file
from shared.console.page_route import PageRoute
from shared.documents.rendering import MEDIA_TYPES, PaperForm
from shared.web.attachments import download
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/naskah")
async def show_paper(work: CurrentWork, request: Request, agreement_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The paper of an agreement."""
    query = papers.ShowAgreementPaper(agreement_id, bentuk, request.app.state.edge.settings.public_origin)
    return saved(await papers.show_agreement_paper(work, query))


@router.get("/rapat/{meeting_id}/notula")
async def show_minutes(work: CurrentWork, meeting_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The minutes of a meeting."""
    return saved(await papers.show_minutes(work, papers.ShowMinutes(meeting_id, bentuk)))


@router.get("/proposal/{proposal_id}/pengantar")
async def show_cover_letter(work: CurrentWork, proposal_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The cover letter of a proposal."""
    return saved(await papers.show_cover_letter(work, papers.ShowCoverLetter(proposal_id, bentuk)))


@router.get("/templat/{kind}/berkas")
async def show_template(work: CurrentWork, kind: TextKind) -> Response:
    """The Word file of a template."""
    name, content = await show_template_file(work, ShowTemplate(kind))
    return download(content, name, MEDIA_TYPES["docx"])


def saved(paper: Paper) -> Response:
    """A paper as a file that the browser saves."""
    return download(paper.content, paper.file_name, paper.media_type)
