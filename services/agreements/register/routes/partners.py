"""POST /partners, GET /partners, GET /partners/{id}."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, BaseModel, ConfigDict

from services.agreements.register.commands.partners import RegisterPartner, register_partner
from services.agreements.register.model.partners import Partner, PartnerCategory, name_key
from services.agreements.register.queries import partners
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import etag

router = APIRouter(route_class=WorkRoute, tags=["register"])


def _with_letters(name: str) -> str:
    # By their empty keys all names without letters would be the same partner.
    if not name_key(name):
        raise ValueError("a name has letters or digits")
    return name


class NewPartner(BaseModel):
    """A partner, or with `parent_id` an agency of one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "Pemerintah Kabupaten Contoh Sejahtera", "category": "local_government", "since": "2021-01-27"}
            ]
        },
    )

    name: Annotated[ShortText, AfterValidator(_with_letters)]
    category: PartnerCategory
    legal_form: ShortText | None = None
    parent_id: UUID | None = None
    since: Day | None = None
    distinct_reason: Paragraph | None = None


@router.post("/partners", status_code=201, summary="Daftarkan mitra / register a partner")
async def register(work: CurrentWork, body: NewPartner, response: Response) -> Partner:
    """Refused with the known partner's id where one of nearly the same name stands under the same parent."""
    partner = await register_partner(work, RegisterPartner(**body.model_dump()))
    response.headers["Location"] = f"/partners/{partner.id}"
    response.headers["ETag"] = etag(1)
    return partner


@router.get("/partners", summary="Mitra / partners")
async def list_partners(
    work: CurrentWork,
    page: WantedPage,
    category: PartnerCategory | None = None,
    parent_id: UUID | None = None,
    name: Annotated[str | None, Query(max_length=300)] = None,
) -> Page[Partner]:
    """One page of partners, narrowed by category, parent or a part of the name."""
    return await partners.list_partners(work, partners.ListPartners(category, parent_id, name, page))


@router.get("/partners/{partner_id}", summary="Satu mitra / one partner")
async def show_partner(work: CurrentWork, partner_id: UUID, response: Response) -> Partner:
    """One partner; agencies name their partner as `parent_id`."""
    partner = await partners.show_partner(work, partners.ShowPartner(partner_id))
    response.headers["ETag"] = etag(1)
    return partner
