"""Papers of agreements, meetings and proposals, written when they are asked for and kept nowhere."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.retracting import require_on_record
from services.agreements.meetings.queries.meetings import ListCorrections, ShowMeeting, list_corrections, show_meeting
from services.agreements.proposals.queries import ShowProposal, show_proposal
from services.agreements.texts.access import (
    KEEPERS,
    READERS,
    require_whole,
    scope_of_agreement,
    scope_of_keeper,
    scope_of_meeting,
    scope_of_proposal,
)
from services.agreements.texts.model.agreements import agreement_text, paper_day
from services.agreements.texts.model.kinds import kind_of
from services.agreements.texts.model.letters import MeetingPlan, cover_letter_text, meeting_letter_text
from services.agreements.texts.model.minutes import minutes_text
from services.agreements.texts.model.texts import Paper, PaperForPartiesOnly
from services.agreements.texts.queries.heads import heads_on
from services.agreements.texts.queries.writing import Writing, write
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.documents.rendering import PaperForm
from shared.values.labels import label
from shared.values.refusals import Denied
from shared.values.terms import day_in

MOST_AGREEMENTS = 20


@dataclass(frozen=True, slots=True)
class ShowAgreementPaper:
    """The paper of one agreement; `origin` is the address of Sinergi in a browser, for the QR code."""

    agreement_id: UUID
    form: PaperForm
    origin: str


@dataclass(frozen=True, slots=True)
class ShowMeetingLetter:
    """The invitation of the parties of one agreement to a meeting."""

    agreement_id: UUID
    form: PaperForm
    plan: MeetingPlan | None = None


@dataclass(frozen=True, slots=True)
class ShowMinutes:
    """The minutes of one meeting."""

    meeting_id: UUID
    form: PaperForm


@dataclass(frozen=True, slots=True)
class ShowCoverLetter:
    """The letter with which one proposal is sent."""

    proposal_id: UUID
    form: PaperForm


@use_case(*READERS, scope=scope_of_agreement, changes=False)
async def show_agreement_paper(work: Work, query: ShowAgreementPaper) -> Paper:
    """The agreement as it is on record, as a draft until all have signed. Raises `PaperForPartiesOnly`."""
    await require_whole(work, query)
    agreement = await show_agreement(work, ShowAgreement(query.agreement_id))
    today = day_in(agreement.zone, work.now)
    heads = await heads_on(work, _units_of(agreement), paper_day(agreement) or today)
    text = agreement_text(agreement, _names(agreement), heads, await _amended(work, agreement))
    kind = kind_of(agreement.instrument)
    name = f"{agreement.registration_number}-v{agreement.version}"
    address = f"{query.origin}/perjanjian/{agreement.id}"
    return await write(work, Writing(kind, text, query.form, agreement.title, today, name, address))


@use_case(*KEEPERS, scope=scope_of_keeper, changes=False)
async def show_meeting_letter(work: Work, query: ShowMeetingLetter) -> Paper:
    """The invitation of the keeper to the other parties."""
    if query.plan is None:
        raise TypeError("an invitation has a plan")
    agreement = await show_agreement(work, ShowAgreement(query.agreement_id))
    heads = await heads_on(work, _units_of(agreement), query.plan.day)
    text = meeting_letter_text(agreement, query.plan, _names(agreement), heads)
    today = day_in(agreement.zone, work.now)
    title = f"Undangan rapat {text.kinds}"
    return await write(work, Writing("meeting_letter", text, query.form, title, today, str(query.plan.day)))


@use_case(*READERS, scope=scope_of_meeting, changes=False)
async def show_minutes(work: Work, query: ShowMinutes) -> Paper:
    """The minutes as they are on record. Raises `MinutesRetracted`."""
    meeting = await show_meeting(work, ShowMeeting(query.meeting_id))
    require_on_record(meeting)
    corrections = await list_corrections(work, ListCorrections(query.meeting_id))
    corrected_on = day_in(CAPITAL_ZONE, corrections[0].corrected_at) if corrections else None
    text = minutes_text(meeting, await _titles(work, meeting), corrected_on)
    today, held = day_in(CAPITAL_ZONE, work.now), meeting.held.edtf or "tanpa-tanggal"
    return await write(work, Writing("minutes", text, query.form, f"Notula rapat {text.kinds}", today, held))


@use_case(*READERS, scope=scope_of_proposal, changes=False)
async def show_cover_letter(work: Work, query: ShowCoverLetter) -> Paper:
    """The letter of the unit that proposes."""
    proposal = await show_proposal(work, ShowProposal(query.proposal_id))
    today = day_in(proposal.ours.zone or CAPITAL_ZONE, work.now)
    heads = await heads_on(work, [proposal.made_by.id, proposal.made_to.id], proposal.proposed.exact or today)
    text = cover_letter_text(proposal, heads)
    title = f"Surat pengantar: {label('proposal_kind', proposal.kind).id}"
    return await write(work, Writing("cover_letter", text, query.form, title, today, str(today)))


async def has_whole_paper(work: Work, about: ShowAgreement) -> bool:
    """Whether the reader of an agreement may have its paper: the contact of an agency may not."""
    try:
        await require_whole(work, about)
    except PaperForPartiesOnly:
        return False
    return True


async def _amended(work: Work, agreement: AgreementDetails) -> str:
    """The title of the agreement under which this one is, or that it follows; empty if the reader may not read it."""
    above = agreement.umbrella_id or agreement.predecessor_id
    if above is None:
        return ""
    try:
        return (await show_agreement(work, ShowAgreement(above))).title
    except Denied:
        return ""


def _units_of(agreement: Agreement) -> Collection[UUID]:
    return {agreement.keeper.id, *(party.unit.id for party in agreement.parties)}


def _names(agreement: AgreementDetails) -> dict[UUID, str]:
    return {each.unit_id: each.name for each in agreement.names_then}


async def _titles(work: Work, meeting: Meeting) -> list[str]:
    """The titles of the agreements that the meeting was about, as far as the reader may read them."""
    found = []
    for agreement_id in meeting.agreement_ids[:MOST_AGREEMENTS]:
        try:
            found.append((await show_agreement(work, ShowAgreement(agreement_id))).title)
        except Denied:
            continue
    return found
