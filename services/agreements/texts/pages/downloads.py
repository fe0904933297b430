"""GET /perjanjian/{id}/naskah
GET /rapat/{id}/notula
GET /proposal/{id}/pengantar
GET /adendum/{id}/naskah
GET /seremoni/{id}/naskah-daftar
GET /seremoni/{id}/berita-acara
GET /templat/{kind}/berkas
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.texts import Paper
from services.agreements.texts.queries import amendment_papers, ceremony_papers, papers
from services.agreements.texts.queries.templates import ShowTemplate, show_template_file
from shared.console.page_route import PageRoute
from shared.documents.rendering import MEDIA_TYPES, PaperForm
from shared.web.attachments import download
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/naskah")
async def show_paper(work: CurrentWork, request: Request, agreement_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The paper of an agreement."""
    query = papers.ShowAgreementPaper(agreement_id, bentuk, _origin(request))
    return saved(await papers.show_agreement_paper(work, query))


@router.get("/rapat/{meeting_id}/notula")
async def show_minutes(work: CurrentWork, meeting_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The minutes of a meeting."""
    return saved(await papers.show_minutes(work, papers.ShowMinutes(meeting_id, bentuk)))


@router.get("/proposal/{proposal_id}/pengantar")
async def show_cover_letter(work: CurrentWork, proposal_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The cover letter of a proposal."""
    return saved(await papers.show_cover_letter(work, papers.ShowCoverLetter(proposal_id, bentuk)))


@router.get("/adendum/{addendum_id}/naskah")
async def show_addendum(work: CurrentWork, request: Request, addendum_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The paper of an addendum."""
    query = amendment_papers.ShowAddendumPaper(addendum_id, bentuk, _origin(request))
    return saved(await amendment_papers.show_addendum_paper(work, query))


@router.get("/seremoni/{ceremony_id}/naskah-daftar")
async def show_list(work: CurrentWork, request: Request, ceremony_id: UUID, bentuk: PaperForm = "docx") -> Response:
    """The list of a ceremony."""
    query = ceremony_papers.ShowCeremonyList(ceremony_id, bentuk, _origin(request))
    return saved(await ceremony_papers.show_ceremony_list(work, query))


@router.get("/seremoni/{ceremony_id}/berita-acara")
async def show_record(work: CurrentWork, request: Request, ceremony_id: UUID) -> Response:
    """The record of a ceremony, as a PDF."""
    query = ceremony_papers.ShowCeremonyRecord(ceremony_id, _origin(request))
    return saved(await ceremony_papers.show_ceremony_record(work, query))


@router.get("/templat/{kind}/berkas")
async def show_template(work: CurrentWork, kind: TextKind) -> Response:
    """The Word file of a template."""
    name, content = await show_template_file(work, ShowTemplate(kind))
    return download(content, name, MEDIA_TYPES["docx"])


def saved(paper: Paper) -> Response:
    """A paper as a file that the browser saves."""
    return download(paper.content, paper.file_name, paper.media_type)


def _origin(request: Request) -> str:
    origin: str = request.app.state.edge.settings.public_origin
    return origin
