"""GET /partners/{id}/particulars
PUT /partners/{id}/particulars
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.register.commands.particulars import DescribePartner, describe_partner
from services.agreements.register.model.particulars import (
    CONTACTS_AT_MOST,
    Contact,
    HeadOffice,
    Particulars,
    RiskFlag,
)
from services.agreements.register.model.partners import PartnerLevel
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.particulars import ShowParticulars
from services.agreements.register.queries.particulars import show_particulars as query_particulars
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["register"])


class NewContact(Contact):
    """An office of the partner that can be reached."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NewHead(HeadOffice):
    """The office of the partner's head, with the present term."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ParticularsChange(BaseModel):
    """The particulars as they are from now on; what is left out becomes empty. No person is named."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "level": "regency",
                    "region": "JATENG",
                    "head": {"office": "Bupati", "valid_from": "2025-02-20", "valid_until": "2030-02-19"},
                    "contacts": [{"office": "Bagian Tata Pemerintahan dan Kerja Sama Setda", "duty": "Naskah"}],
                    "risk_flags": ["in_dispute"],
                }
            ]
        },
    )

    level: PartnerLevel | None = None
    region: Annotated[str | None, Field(pattern=REGION_CODE)] = None
    head: NewHead | None = None
    contacts: tuple[NewContact, ...] = Field((), max_length=CONTACTS_AT_MOST)
    risk_flags: tuple[RiskFlag, ...] = Field((), max_length=10)

    def command(self, partner_id: UUID, expected_version: int) -> DescribePartner:
        """The command that this body asks for."""
        return DescribePartner(
            partner_id, expected_version, self.level, self.region, self.head, self.contacts, self.risk_flags
        )


class DescribedPartner(BaseModel):
    """The partner whose particulars were saved, and its new version."""

    partner_id: UUID
    version: int


@router.get("/partners/{partner_id}/particulars", summary="Rincian mitra / particulars of a partner")
async def show_particulars(work: CurrentWork, partner_id: UUID) -> Versioned[Particulars]:
    """Head, contacts and risks of a partner. Its own contact is not shown the risks."""
    particulars = await query_particulars(work, ShowParticulars(partner_id))
    return Versioned(particulars, particulars.version)


@router.put("/partners/{partner_id}/particulars", summary="Catat rincian mitra / describe a partner")
async def describe(
    work: CurrentWork, partner_id: UUID, body: ParticularsChange, expected_version: ExpectedVersion
) -> Versioned[DescribedPartner]:
    """Replace head, contacts and risks of a partner; the version is that of the partner."""
    version = await describe_partner(work, body.command(partner_id, expected_version))
    # Without the contacts: answers are kept for a repetition of the request.
    return Versioned(DescribedPartner(partner_id=partner_id, version=version), version)
