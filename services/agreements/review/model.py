"""A round of review: who reviews a draft, and the verdicts. Every reviewer has to pass the draft."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, ScopeItem
from shared.values.cooperation import Side
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

ReviewVerdict = Literal["pass", "revise"]
ReviewGround = Literal["account", "letter", "meeting"]
DAYS_TO_ANSWER = 7
"""A review that is not answered in so many days is announced to the level above, or to the keeper."""

_ANOTHER_SIGNING_DAY = Text(
    "Penelaah lain mengusulkan penandatanganan {before}; sekarang tercatat {day}. Sepakati harinya.",
    "Another reviewer proposed signing on {before}; now {day} is recorded. Agree on the day.",
)


class ReviewerNotAsked(Conflict):
    """This side, or this unit of it, does not review the draft in this round."""

    title = Text("Bukan penelaah pada putaran ini", "Not a reviewer in this round")
    detail = Text("Yang diminta menelaah pada putaran ini: {asked}.", "The reviewers of this round are {asked}.")


class UnitNeeded(Invalid):
    """Several units of this side review the draft, so the request must name one."""

    title = Text("Sebutkan unitnya", "Name the unit")
    detail = Text('Isi "unit" dengan salah satu dari: {units}.', 'Set "unit" to one of these: {units}.')


class AlreadyReviewed(Conflict):
    """The reviewer has given a verdict in this round."""

    title = Text("Sudah menelaah", "Already reviewed")
    detail = Text(
        "Hasil telaah {reviewer} pada putaran ini sudah tercatat: {verdict}.",
        "The verdict of {reviewer} in this round is already recorded: {verdict}.",
    )


class CommentsMissing(Invalid):
    """A request for a revision needs comments."""

    title = Text("Catatan belum ada", "Comments missing")
    detail = Text(
        "Draf yang dikembalikan memerlukan paling sedikit satu catatan.",
        "A draft that is sent back needs at least one comment.",
    )


class PartnerConsentMissing(Invalid):
    """A verdict that is recorded for a partner needs the partner's letter, or the meeting in which it was given."""

    title = Text("Persetujuan mitra belum disebut", "Partner's consent missing")
    detail = Text(
        'Hasil telaah mitra yang dicatat atas namanya memerlukan "letter" (nomor surat mitra) atau "meeting_id".',
        'A verdict recorded for the partner needs "letter" (the number of the partner\'s letter) or "meeting_id".',
    )


class RoundNotFound(NotFound):
    """The draft had no round of review with the number in the URL."""

    title = Text("Putaran telaah tidak ditemukan", "Round of review not found")
    detail = Text("Draf ini tidak memiliki putaran telaah ke-{round}.", "The draft had no round of review {round}.")


class TextUnknown(Invalid):
    """The draft has no text with this version."""

    title = Text("Versi naskah tidak dikenal", "Unknown version of the text")
    detail = Text(
        "Draf ini tidak memiliki naskah versi {version}. Lihat daftar naskahnya.",
        "The draft has no text with the version {version}. See the list of its texts.",
    )


def plan_cautions(before: date | None, day: date | None) -> tuple[Caution, ...]:
    """A caution if a reviewer names another day of signing than one before."""
    if before is None or day is None or before == day:
        return ()
    message = _ANOTHER_SIGNING_DAY.fill(before=before, day=day)
    return (Caution(code="another_signing_day", message=message),)


class Comment(BaseModel):
    """A change that a reviewer asks for, and its clause."""

    model_config = ConfigDict(frozen=True)

    clause: str
    text: str


class Reviewer(BaseModel):
    """One reviewer of a round: a region (code), a facility or partner (id), or the directorate general."""

    side: Side
    unit: str = ""
    waiting_since: datetime
    text_version: int | None = None
    verdict: ReviewVerdict | None = None
    answered_at: datetime | None = None
    comments: tuple[Comment, ...] = ()
    letter: str | None = None
    meeting_id: UUID | None = None
    override_reason: str | None = None

    @property
    def ground(self) -> ReviewGround | None:
        """How the verdict was given: by an account of the unit itself, by a letter, or in a meeting on record."""
        if self.verdict is None:
            return None
        return "meeting" if self.meeting_id else "letter" if self.letter else "account"

    @property
    def name(self) -> Text:
        """The reviewer as refusals and the history name it."""
        side = label("side", self.side)
        return Text(f"{side.id} {self.unit}".rstrip(), f"{side.en} {self.unit}".rstrip())

    def give_verdict(
        self,
        verdict: ReviewVerdict,
        comments: Sequence[Comment],
        letter: str | None,
        meeting_id: UUID | None,
        now: datetime,
    ) -> None:
        """Give the verdict. Raises `AlreadyReviewed` or `CommentsMissing`."""
        if self.verdict is not None:
            raise AlreadyReviewed(reviewer=self.name, verdict=label("verdict", self.verdict))
        if verdict == "revise" and not comments:
            raise CommentsMissing
        self.verdict, self.comments, self.answered_at = verdict, tuple(comments), now
        self.letter, self.meeting_id = letter, meeting_id

    def hours_waited(self, now: datetime, *, closed: bool) -> float | None:
        """The hours until the verdict, or until now; none if the round closed without a verdict."""
        until = self.answered_at or (None if closed else now)
        return round((until - self.waiting_since).total_seconds() / 3600, 1) if until else None


def reviewers_of(agreement: Agreement, now: datetime) -> list[Reviewer]:
    """The reviewers of a draft: offices above it, other facilities that sign, and each partner that signs."""
    # As in practice: a facility's draft goes back and forth between the facility and its regional office until the
    # office has validated it; only then is it signed.
    units = [party.unit for party in agreement.principals]
    facilities = [unit for unit in units if unit.kind == "facility"]
    partners = [unit for unit in units if unit.kind == "partner"]
    asked: list[tuple[Side, str]] = []
    if agreement.level == "facility":
        asked += [("region", region) for region in sorted({unit.region for unit in facilities if unit.region})]
    else:
        asked += [("directorate_general", "")]
    # At a higher level the offices answer for their facilities; otherwise one facility could bind another.
    others = [unit for unit in facilities if unit.id != agreement.keeper.id and agreement.level == "facility"]
    asked += [("facility", str(unit.id)) for unit in others]
    asked += [("partner", str(unit.id)) for unit in partners]
    return [Reviewer(side=side, unit=unit, waiting_since=now) for side, unit in asked]


def items_reviewed_by(agreement: Agreement, reviewer: Reviewer) -> tuple[ScopeItem, ...]:
    """The scope items that concern a reviewer.

    A partner is not bound by what other partners carry out: those items may change without its being asked again.
    Offices and facilities answer for the whole scope.
    """
    if reviewer.side != "partner":
        return agreement.scope_items
    partner = unit_of(reviewer)
    return tuple(
        item
        for item in agreement.scope_items
        if not item.agencies or any(partner in agency.lineage for agency in item.agencies)
    )


def those_meant(reviewers: Sequence[Reviewer], side: Side, unit: str | None) -> list[Reviewer]:
    """The reviewers of a side, or the one of them that `unit` names."""
    return [reviewer for reviewer in reviewers if reviewer.side == side and unit in (None, reviewer.unit)]


def find_reviewer(reviewers: Sequence[Reviewer], side: Side, unit: str | None) -> Reviewer:
    """The reviewer that gives a verdict. Raises `ReviewerNotAsked` or `UnitNeeded`."""
    meant = those_meant(reviewers, side, unit)
    if not meant:
        raise ReviewerNotAsked(asked=[reviewer.name for reviewer in reviewers])
    if len(meant) > 1:
        raise UnitNeeded(units=[reviewer.unit for reviewer in meant])
    return meant[0]


def unit_of(reviewer: Reviewer) -> UUID:
    """The facility or partner that reviews."""
    return UUID(reviewer.unit)
