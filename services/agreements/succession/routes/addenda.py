"""POST /agreements/{id}/addendum-drafts
GET /agreements/{id}/addenda
GET /addenda/{id}
PUT /addenda/{id}/draft
POST /addenda/{id}/submissions
POST /addenda/{id}/reviews
GET /addenda/{id}/reviews
POST /addenda/{id}/signatures
POST /addenda/{id}/withdrawals
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.obligations.model.promises import ChangedObligation, NewObligation
from services.agreements.review.model import Comment, ReviewVerdict
from services.agreements.review.queries import Review
from services.agreements.succession.commands.addenda import (
    AddendumReceipt,
    ChangeAddendum,
    DraftAddendum,
    SignAddendum,
    WithdrawAddendum,
    change_addendum,
    draft_addendum,
    sign_addendum,
    withdraw_addendum,
)
from services.agreements.succession.commands.addendum_review import (
    REVIEW_OF_ADDENDUM,
    ReviewAddendum,
    SubmitAddendum,
    submit_addendum,
)
from services.agreements.succession.model.addenda import AddendumSignature
from services.agreements.succession.model.addendum_changes import AddendumChanges, NewLastDay
from services.agreements.succession.queries import addenda, addendum_reviews
from services.agreements.succession.queries.addenda import AddendumDetails, ListAddenda, ShowAddendum
from services.agreements.succession.queries.addendum_reviews import ListAddendumReviews
from shared.values.capabilities import Capacity
from shared.values.cooperation import Side, SignatureMethod
from shared.values.inputs import DocumentNumber, Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewAddendum(BaseModel):
    """A new last day in force (null in it: none), the parts that come in or leave, and the day of effect.

    `removed_items` and `removed_obligations` are ids of the agreement's own, `removed_parties` ids of units.

    An addendum that is signed by all later is in effect from the last signature on.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "effective_on": "2026-04-01",
                    "number": "CONTOH-2/2026",
                    "reason": "Kegiatan diperluas.",
                    "term": {"in_force_until": "2031-12-31"},
                    "added_items": [
                        {
                            "field": "environment",
                            "description": "Pengelolaan sampah",
                            "ground": "decided_without",
                            "ground_reason": "Disepakati lewat surat.",
                        }
                    ],
                }
            ]
        },
    )

    effective_on: Day
    reason: Paragraph
    number: DocumentNumber | None = None
    term: NewLastDay | None = None
    added_items: tuple[NewScopeItem, ...] = Field((), max_length=60)
    added_parties: tuple[NewParty, ...] = Field((), max_length=50)
    removed_items: tuple[UUID, ...] = Field((), max_length=60)
    removed_parties: tuple[UUID, ...] = Field((), max_length=50)
    added_obligations: tuple[NewObligation, ...] = Field((), max_length=60)
    removed_obligations: tuple[UUID, ...] = Field((), max_length=60)
    changed_obligations: tuple[ChangedObligation, ...] = Field((), max_length=60)

    @property
    def changes(self) -> AddendumChanges:
        """The changes that this body asks for."""
        return AddendumChanges(**self.model_dump(include=set(AddendumChanges.model_fields)))

    def command(self, agreement_id: UUID) -> DraftAddendum:
        """The command that this body asks for."""
        return DraftAddendum(agreement_id, self.changes, self.effective_on, self.number, self.reason)


class NewAddendumComment(BaseModel):
    """A change that a side asks for, and the part of the addendum that it concerns."""

    model_config = ConfigDict(extra="forbid")

    clause: ShortText
    text: Paragraph


class NewAddendumReview(BaseModel):
    """The verdict of one side on an addendum, with the same parts as the review of a draft."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"side": "region", "verdict": "pass"},
                {
                    "side": "partner",
                    "verdict": "revise",
                    "letter": "415.4/20/2026",
                    "comments": [{"clause": "Butir 1", "text": "Sebutkan sasarannya."}],
                },
            ]
        },
    )

    side: Side
    verdict: ReviewVerdict
    comments: list[NewAddendumComment] = Field([], max_length=100)
    unit: ShortText | None = None
    letter: ShortText | None = None
    meeting_id: UUID | None = None
    override_reason: Paragraph | None = None

    def command(self, addendum_id: UUID, expected_version: int) -> ReviewAddendum:
        """The command that this body asks for."""
        given = self.model_dump(include={"side", "verdict", "unit", "letter", "meeting_id", "override_reason"})
        comments = tuple(Comment(clause=each.clause, text=each.text) for each in self.comments)
        return ReviewAddendum(addendum_id, expected_version, comments=comments, **given)


class NewAddendumSignature(BaseModel):
    """The unit that has signed, the position and capacity in which it did, how and when.

    `override_reason` is needed when the directorate general records the signature of a facility or an office.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "position": "Kepala Lapas",
                    "method": "wet_ink",
                    "signed_on": "2026-03-20",
                }
            ]
        },
    )

    unit_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    letter: ShortText | None = None
    method: SignatureMethod
    signed_on: Day
    override_reason: Paragraph | None = None


# Without If-Match: the agreement changes when the addendum takes effect; a rule refuses a second open one.
@router.post("/agreements/{agreement_id}/addendum-drafts", summary="Buat draf adendum / draft an addendum")
async def draft(work: CurrentWork, agreement_id: UUID, body: NewAddendum) -> Created[AddendumReceipt]:
    """Draft an addendum to an agreement in force; every principal signs it, and each party that it adds."""
    receipt = await draft_addendum(work, body.command(agreement_id))
    return Created(receipt, receipt.version, f"/addenda/{receipt.id}")


@router.get("/agreements/{agreement_id}/addenda", summary="Daftar adendum / list the addenda")
async def list_addenda(work: CurrentWork, agreement_id: UUID) -> list[AddendumDetails]:
    """Every addendum to an agreement with its changes and signatures, the first one first."""
    return await addenda.list_addenda(work, ListAddenda(agreement_id))


@router.get("/addenda/{addendum_id}", summary="Satu adendum / show an addendum")
async def show_addendum(work: CurrentWork, addendum_id: UUID) -> Versioned[AddendumDetails]:
    """The changes of an addendum, its day of effect, and the units that have to sign it."""
    details = await addenda.show_addendum(work, ShowAddendum(addendum_id))
    return Versioned(details, details.version)


@router.put("/addenda/{addendum_id}/draft", summary="Ubah draf adendum / change a drafted addendum")
async def change(
    work: CurrentWork, addendum_id: UUID, body: NewAddendum, expected_version: ExpectedVersion
) -> Versioned[AddendumReceipt]:
    """Replace the content of an addendum before its review, or after a side has returned it."""
    given = (body.changes, body.effective_on, body.number, body.reason)
    receipt = await change_addendum(work, ChangeAddendum(addendum_id, expected_version, *given))
    return Versioned(receipt, receipt.version)


@router.post("/addenda/{addendum_id}/submissions", summary="Ajukan adendum / submit an addendum for review")
async def submit(work: CurrentWork, addendum_id: UUID, expected_version: ExpectedVersion) -> Versioned[AddendumReceipt]:
    """Ask the sides that an agreement of this level asks; one whose part is as it passed it is not asked again."""
    receipt = await submit_addendum(work, SubmitAddendum(addendum_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.post("/addenda/{addendum_id}/reviews", summary="Catat hasil telaah adendum / give a verdict on an addendum")
async def review(
    work: CurrentWork, addendum_id: UUID, body: NewAddendumReview, expected_version: ExpectedVersion
) -> Versioned[AddendumReceipt]:
    """Give a verdict: `revise` makes it a draft again; once every side has passed it, the parties sign it."""
    receipt = await REVIEW_OF_ADDENDUM[body.side](work, body.command(addendum_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.get("/addenda/{addendum_id}/reviews", summary="Hasil telaah adendum / list the reviews of an addendum")
async def list_reviews(work: CurrentWork, addendum_id: UUID) -> list[Review]:
    """The sides of each round, their verdicts, and how long each took."""
    return await addendum_reviews.list_addendum_reviews(work, ListAddendumReviews(addendum_id))


@router.post("/addenda/{addendum_id}/signatures", summary="Catat tanda tangan adendum / sign an addendum")
async def sign(
    work: CurrentWork, addendum_id: UUID, body: NewAddendumSignature, expected_version: ExpectedVersion
) -> Versioned[AddendumReceipt]:
    """Record one party's signature. After the last one the agreement reads as amended, from the day of effect on."""
    signature = AddendumSignature(**dict(body))
    receipt = await sign_addendum(work, SignAddendum(addendum_id, expected_version, signature))
    return Versioned(receipt, receipt.version)


@router.post("/addenda/{addendum_id}/withdrawals", summary="Tarik kembali adendum / withdraw an addendum")
async def withdraw(
    work: CurrentWork, addendum_id: UUID, expected_version: ExpectedVersion
) -> Versioned[AddendumReceipt]:
    """Give an addendum up that not all have signed."""
    receipt = await withdraw_addendum(work, WithdrawAddendum(addendum_id, expected_version))
    return Versioned(receipt, receipt.version)
