"""The data of letters: an invitation to a meeting about an agreement, and the cover letter of a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.proposals.model import Proposal
from services.agreements.register.model.units import Unit
from services.agreements.texts.model.heads import Head, acting_title
from services.agreements.texts.model.names import in_full
from services.agreements.texts.model.numbers import clock_time, written
from services.agreements.texts.model.parts import Part, WrittenDay
from shared.values.cooperation import MeetingKind
from shared.values.labels import label, label_list
from shared.values.languages import written_list
from shared.values.reported_days import written_reported_day


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting to which parties are invited: its kinds, day, time, venue and agenda."""

    kinds: tuple[MeetingKind, ...]
    day: date
    clock: time
    venue: str
    agenda: tuple[str, ...]


class LetterPart(Part):
    """The head and the signature of a letter."""

    sender: Annotated[str, Field(alias="pengirim", description="nama unit pengirim")]
    position: Annotated[str, Field(alias="jabatan", description="jabatan yang menandatangani; dapat kosong")]
    recipients: Annotated[list[str], Field(alias="kepada", description="para penerima")]
    number: Annotated[str, Field(alias="nomor", description="nomor surat; dapat kosong")]
    dated: Annotated[str, Field(alias="tanggal_surat", description="tanggal surat; dapat kosong")]


class MeetingLetterText(LetterPart):
    """Everything that a template may write in an invitation."""

    kinds: Annotated[str, Field(alias="jenis", description="evaluasi dan rencana perpanjangan")]
    day: Annotated[WrittenDay, Field(alias="tanggal", description="hari rapat")]
    clock: Annotated[str, Field(alias="pukul", description="09.00 WIB")]
    venue: Annotated[str, Field(alias="tempat", description="tempat rapat")]
    agenda: Annotated[list[str], Field(alias="acara", description="acara rapat, satu baris satu acara")]
    instrument: Annotated[str, Field(alias="jenis_perjanjian", description="nota kesepakatan")]
    title: Annotated[str, Field(alias="judul", description="judul perjanjian")]


class CoverLetterText(LetterPart):
    """Everything that a template may write in the cover letter of a proposal."""

    kind: Annotated[str, Field(alias="jenis", description="jenis usulan")]
    title: Annotated[str, Field(alias="judul", description="judul usulan")]
    description: Annotated[str, Field(alias="uraian", description="uraian; dapat kosong")]
    field: Annotated[str, Field(alias="bidang", description="bidang; dapat kosong")]
    pillar: Annotated[str, Field(alias="pilar", description="pilar pembinaan; dapat kosong")]


def meeting_letter_text(
    agreement: Agreement, plan: MeetingPlan, names: Mapping[UUID, str], heads: Mapping[UUID, Head]
) -> MeetingLetterText:
    """The data of an invitation of the keeper to the other parties."""
    keeper = agreement.keeper
    return MeetingLetterText(
        **_sent_by(keeper, names, heads),
        recipients=[_recipient(party.unit, names, heads) for party in agreement.parties if party.unit.id != keeper.id],
        number="",
        dated="",
        kinds=written_list([kind.id for kind in label_list("meeting_kind", plan.kinds)], "id"),
        day=written(plan.day),
        clock=clock_time(plan.clock, agreement.zone),
        venue=plan.venue,
        agenda=list(plan.agenda),
        instrument=label("instrument", agreement.instrument).id,
        title=agreement.title,
    )


def cover_letter_text(proposal: Proposal, heads: Mapping[UUID, Head]) -> CoverLetterText:
    """The data of the letter with which a unit sends its proposal."""
    content = proposal.content
    return CoverLetterText(
        **_sent_by(proposal.made_by, {}, heads),
        recipients=[_recipient(proposal.made_to, {}, heads)],
        number=content.letter or "",
        dated=written_reported_day(proposal.proposed).id if proposal.proposed.exact else "",
        kind=label("proposal_kind", proposal.kind).id,
        title=content.title,
        description=content.description or "",
        field=label("field", content.field).id if content.field else "",
        pillar=label("pillar", content.pillar).id if content.pillar else "",
    )


def _sent_by(unit: Unit, names: Mapping[UUID, str], heads: Mapping[UUID, Head]) -> dict[str, str]:
    head = heads.get(unit.id)
    return {
        "sender": in_full(names.get(unit.id, unit.name)),
        "position": acting_title(head.title, head.capacity) if head else "",
    }


def _recipient(unit: Unit, names: Mapping[UUID, str], heads: Mapping[UUID, Head]) -> str:
    # Letters are addressed to a position and not to a person.
    head, name = heads.get(unit.id), in_full(names.get(unit.id, unit.name))
    return head.title if head and name in head.title else f"{head.title}, {name}" if head else f"Pimpinan {name}"
