"""POST /partners
GET /partners
GET /partners/{id}
PUT /partners/{id}
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, ConfigDict

from services.agreements.register.commands.partners import (
    RegisterPartner,
    RenamePartner,
    register_partner,
    rename_partner,
)
from services.agreements.register.model.answers import PartnerDetails, PartnerReceipt
from services.agreements.register.model.partners import Partner, PartnerCategory, name_key
from services.agreements.register.queries import partners
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["register"])


def _with_letters(name: str) -> str:
    # The comparison key of a name without letters or digits is empty, so all such names would be the same partner.
    if not name_key(name):
        raise ValueError("a name has letters or digits")
    return name


Name = Annotated[ShortText, AfterValidator(_with_letters)]


class NewPartner(BaseModel):
    """A partner; `parent_id` is the one directly above it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "Pemerintah Kabupaten Contoh Sejahtera", "category": "local_government", "since": "2021-01-27"}
            ]
        },
    )

    name: Name
    category: PartnerCategory
    legal_form: ShortText | None = None
    parent_id: UUID | None = None
    since: Day | None = None
    distinct_reason: Paragraph | None = None

    def command(self) -> RegisterPartner:
        """The command that this body asks for."""
        return RegisterPartner(**self.model_dump())


class PartnerChange(BaseModel):
    """The partner as it is from now on; what is left out becomes empty. Its category stays."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "Pemerintah Kabupaten Contoh Makmur", "since": "2021-01-27"}]},
    )

    name: Name
    legal_form: ShortText | None = None
    parent_id: UUID | None = None
    since: Day | None = None
    distinct_reason: Paragraph | None = None

    def command(self, partner_id: UUID, expected_version: int) -> RenamePartner:
        """The command that this body asks for."""
        return RenamePartner(partner_id, expected_version, **self.model_dump())


@router.post("/partners", summary="Daftarkan mitra / register a partner")
async def register(work: CurrentWork, body: NewPartner) -> Created[PartnerReceipt]:
    """Refused, with the id of the known partner, if the same parent has one of nearly the same name.

    Partners of similar names are named in cautions.
    """
    partner = await register_partner(work, body.command())
    return Created(partner, 1, f"/partners/{partner.id}")


@router.get("/partners", summary="Daftar mitra / list partners")
async def list_partners(
    work: CurrentWork,
    page: PageParameters,
    category: PartnerCategory | None = None,
    parent_id: UUID | None = None,
    name: Annotated[Name | None, Query()] = None,
) -> Page[Partner]:
    """One page of partners, narrowed by category, parent or a part of the name."""
    return await partners.list_partners(work, partners.ListPartners(category, parent_id, name, page))


@router.get("/partners/{partner_id}", summary="Satu mitra / show a partner")
async def show_partner(work: CurrentWork, partner_id: UUID) -> Versioned[PartnerDetails]:
    """One partner; `parent_id` is the one directly above it. The id of a merged partner shows the one that stays.

    `named_as` is the id in the address, `merged` are all partners that were merged into this one.
    """
    partner = await partners.show_partner(work, partners.ShowPartner(partner_id))
    return Versioned(partner, partner.version)


@router.put("/partners/{partner_id}", summary="Ubah mitra / rename a partner")
async def rename(
    work: CurrentWork, partner_id: UUID, body: PartnerChange, expected_version: ExpectedVersion
) -> Versioned[PartnerReceipt]:
    """Change the name of a partner, or place it under another one."""
    partner = await rename_partner(work, body.command(partner_id, expected_version))
    return Versioned(partner, partner.version)
