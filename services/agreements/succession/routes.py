"""POST /agreements/{id}/extensions
POST /agreements/{id}/addenda
POST /agreements/{id}/terminations
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.model.terms import TermClause
from services.agreements.succession.commands import amending
from services.agreements.succession.commands.amending import AmendTerm
from services.agreements.succession.commands.extending import DraftExtension, draft_extension
from services.agreements.succession.commands.terminating import TerminateAgreement, terminate_agreement
from shared.values.cooperation import Instrument, TerminationGround
from shared.values.inputs import Paragraph, ShortText, Title
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewExtension(BaseModel):
    """The kept items (ids of the predecessor's) and the added ones, each with its ground.

    Parties, places and instrument stay as they were, unless they are named. The term may come later.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "Perpanjangan Nota Kesepakatan Pembinaan Warga Binaan",
                    "term": {"kind": "fixed", "starts_on": "2026-03-01", "ends_on": "2031-02-28"},
                    "kept": ["019c0000-0000-7000-8000-000000000004"],
                    "added": [
                        {
                            "field": "environment",
                            "description": "Pengelolaan sampah",
                            "pillar": "independence",
                            "ground": "meeting",
                            "meeting_id": "019c0000-0000-7000-8000-000000000005",
                        }
                    ],
                }
            ]
        },
    )

    title: Title
    kept: tuple[UUID, ...] = Field(max_length=60)
    added: tuple[NewScopeItem, ...] = Field((), max_length=60)
    term: TermClause | None = None
    instrument: Instrument | None = None
    called: ShortText | None = None
    parties: tuple[NewParty, ...] | None = Field(None, max_length=700)
    runs_at: tuple[UUID, ...] | None = Field(None, max_length=700)

    def command(self, agreement_id: UUID) -> DraftExtension:
        """The command that this body asks for."""
        return DraftExtension(agreement_id=agreement_id, **dict(self))


class Addendum(BaseModel):
    """A signed addendum with a new last day in force (null: until it is ended by notice), and its number as reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "signed_on": "2026-03-20",
                    "in_force_until": "2033-12-31",
                    "reason": "Adendum Nomor CONTOH-2/2026: masa berlaku diperpanjang.",
                }
            ]
        },
    )

    signed_on: Day
    in_force_until: Day | None
    reason: Paragraph

    def command(self, agreement_id: UUID, expected_version: int) -> AmendTerm:
        """The command that this body asks for."""
        return AmendTerm(agreement_id, expected_version, **dict(self))


class Termination(BaseModel):
    """The ground on which a signed agreement ends early, its last day in force, and the reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"ground": "by_consent", "terminated_on": "2026-06-30", "reason": "Mitra memindahkan kegiatannya."}
            ]
        },
    )

    ground: TerminationGround
    terminated_on: Day
    reason: Paragraph

    def command(self, agreement_id: UUID, expected_version: int) -> TerminateAgreement:
        """The command that this body asks for."""
        return TerminateAgreement(agreement_id, expected_version, **dict(self))


# Without If-Match: the predecessor does not change, and the extension is an agreement of its own.
@router.post("/agreements/{agreement_id}/extensions", summary="Buat perpanjangan / draft an extension")
async def extend(work: CurrentWork, agreement_id: UUID, body: NewExtension) -> Created[Receipt]:
    """Draft the successor of a signed agreement; the answer has a caution if there is a gap between the terms."""
    receipt = await draft_extension(work, body.command(agreement_id))
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


@router.post("/agreements/{agreement_id}/addenda", summary="Catat adendum masa berlaku / record an addendum")
async def amend_term(
    work: CurrentWork, agreement_id: UUID, body: Addendum, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Change the last day of an agreement in force by an addendum that every party has signed; programs follow."""
    receipt = await amending.amend_term(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.post("/agreements/{agreement_id}/terminations", summary="Akhiri perjanjian / terminate an agreement")
async def terminate(
    work: CurrentWork, agreement_id: UUID, body: Termination, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """End a signed agreement before its term; admission to its programs closes."""
    receipt = await terminate_agreement(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
