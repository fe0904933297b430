"""A round of review: one desk per region or for the directorate, and one per partner; all have to pass the draft."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from shared.values.cooperation import Side
from shared.values.refusals import Conflict, Invalid
from shared.values.texts import Text

Verdict = Literal["pass", "revise"]


class SideNotAsked(Conflict):
    """This side, or this unit of it, has no say in the round."""

    title = Text("Pihak tidak diminta menelaah", "Side not asked")
    detail = Text(
        "Yang diminta menelaah dalam putaran ini: {asked}.",
        "Those asked in this round are: {asked}.",
    )


class UnitNeeded(Invalid):
    """Several units of this side are asked: which one speaks?"""

    title = Text("Sebutkan unitnya", "Name the unit")
    detail = Text('Isi "unit" dengan salah satu dari: {units}.', 'Set "unit" to one of: {units}.')


class SideHasSpoken(Conflict):
    """The desk has given its verdict in this round."""

    title = Text("Sudah menelaah", "Verdict already given")
    detail = Text(
        "{side} sudah memberi putusan {verdict} dalam putaran ini.",
        "{side} has already said {verdict} in this round.",
    )


class CommentsMissing(Invalid):
    """A draft that goes back goes back with comments."""

    title = Text("Catatan belum ada", "Comments missing")
    detail = Text(
        "Draf yang dikembalikan memerlukan paling sedikit satu catatan.",
        "A draft that is sent back needs at least one comment.",
    )


class PartnerLetterMissing(Invalid):
    """What a facility records for its partner rests on the partner's letter."""

    title = Text("Surat mitra belum disebut", "Partner's letter missing")
    detail = Text(
        'Putusan mitra yang dicatat satuan kerja memerlukan "letter": nomor surat mitra.',
        'A verdict recorded on behalf of the partner needs "letter": the number of the partner\'s letter.',
    )


class Comment(BaseModel):
    """What a side wants changed, clause by clause."""

    model_config = ConfigDict(frozen=True)

    clause: str
    text: str


class Desk(BaseModel):
    """Who is asked in a round: a region by its code, a partner by its id, or the directorate."""

    side: Side
    unit: str = ""
    waiting_since: datetime
    verdict: Verdict | None = None
    answered_at: datetime | None = None
    comments: tuple[Comment, ...] = ()
    letter: str | None = None

    def say(self, verdict: Verdict, comments: Sequence[Comment], letter: str | None, now: datetime) -> None:
        """Give the verdict. Raises `SideHasSpoken` or `CommentsMissing`."""
        if self.verdict is not None:
            raise SideHasSpoken(side=self.side, verdict=self.verdict)
        if verdict == "revise" and not comments:
            raise CommentsMissing
        self.verdict, self.comments, self.letter, self.answered_at = verdict, tuple(comments), letter, now

    def hours_waited(self, now: datetime, *, closed: bool) -> float | None:
        """How long the desk took, or takes until now; none where the round closed before it spoke."""
        until = self.answered_at or (None if closed else now)
        return round((until - self.waiting_since).total_seconds() / 3600, 1) if until else None


def desks_asked(agreement: Agreement, now: datetime) -> list[Desk]:
    """Who passes the draft: the region for a facility's agreement, or the directorate; and each signing partner."""
    # As the field does it: a facility's draft goes to its regional office and back until that has validated it, and
    # only then to be signed.
    facilities = [party.facility for party in agreement.principals if party.facility]
    partners = [party.partner for party in agreement.principals if party.partner]
    regions = sorted({facility.region for facility in facilities})
    above = (
        [Desk(side="region", unit=region, waiting_since=now) for region in regions]
        if agreement.level == "facility"
        else [Desk(side="directorate", waiting_since=now)]
    )
    return above + [Desk(side="partner", unit=str(partner.id), waiting_since=now) for partner in partners]


def desk_of(desks: Sequence[Desk], side: Side, unit: str | None) -> Desk:
    """The desk that speaks. Raises `SideNotAsked` or `UnitNeeded`."""
    of_side = [desk for desk in desks if desk.side == side and unit in (None, desk.unit)]
    if not of_side:
        raise SideNotAsked(asked=", ".join(f"{desk.side} {desk.unit}".strip() for desk in desks))
    if len(of_side) > 1:
        raise UnitNeeded(units=", ".join(desk.unit for desk in of_side))
    return of_side[0]


def partner_of(desk: Desk) -> UUID:
    """The partner whose desk it is."""
    return UUID(desk.unit)
