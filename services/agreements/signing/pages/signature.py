"""GET, POST /perjanjian/{id}/tanda-tangan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.model.parts import Caution, Signature
from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.signing.commands.numbering import RecordNumber, record_number
from services.agreements.signing.commands.signatures import RecordSignature, record_signature
from services.agreements.signing.queries import needs_override, parties_to_number, parties_to_sign
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod, SignsFor
from shared.values.ids import new_id
from shared.values.inputs import DocumentNumber, Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewSignature(BaseModel):
    """Who has signed, in which position and capacity, how and when."""

    party_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    signs_for: SignsFor = "own"
    letter: ShortText | None = None
    method: SignatureMethod
    signed_on: FormDay
    evidence: ShortText | None = None
    override_reason: Paragraph | None = None
    dated_on: FormDay | None = None
    number: DocumentNumber | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> RecordSignature:
        """The command that this form asks for."""
        signature = Signature(id=new_id(), ordinal=0, **self.model_dump(exclude={"dated_on", "number"}))
        return RecordSignature(agreement_id, expected_version, signature, self.dated_on)


@router.get("/perjanjian/{agreement_id}/tanda-tangan")
async def show_signature(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The parties whose signature the reader may record, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    parties = parties_to_sign(work, agreement)
    return screen.show(
        "signature.html.j2",
        agreement=agreement,
        parties=parties,
        numberless=bool(parties_to_number(work, agreement)),
        override=needs_override(work, parties),
        capacities=get_args(Capacity),
        methods=get_args(SignatureMethod),
        signs_for=get_args(SignsFor),
    )


@router.post("/perjanjian/{agreement_id}/tanda-tangan")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewSignature, form_of(NewSignature)],
) -> Response:
    """Record one party's signature, and its document number if it is given."""
    cautions: tuple[Caution, ...] = ()
    if form.number:
        number = RecordNumber(
            agreement_id=agreement_id,
            expected_version=expected_version,
            party_id=form.party_id,
            number=form.number,
            dated_on=form.signed_on,
            override_reason=form.override_reason,
        )
        numbered = await record_number(work, number)
        expected_version, cautions = numbered.version, numbered.cautions
    receipt = await record_signature(work, form.command(agreement_id, expected_version))
    return screen.after(f"/perjanjian/{agreement_id}", (*cautions, *receipt.cautions))
