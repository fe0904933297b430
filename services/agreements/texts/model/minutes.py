"""The data of the minutes of a meeting."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import ActionItem, Attendance, UncoveredPractice
from services.agreements.texts.model.heads import acting_title
from services.agreements.texts.model.names import in_full
from services.agreements.texts.model.numbers import written
from services.agreements.texts.model.parts import Part
from shared.values.labels import label, label_list
from shared.values.languages import written_list
from shared.values.reported_days import written_reported_day


class AttendancePart(Part):
    """A line of the list of attendance."""

    organisation: Annotated[str, Field(alias="instansi", description="instansi yang hadir")]
    position: Annotated[str, Field(alias="jabatan", description="jabatan atau kelompok")]
    people: Annotated[str, Field(alias="jumlah", description="jumlah orang; dapat kosong")]


class ActionItemPart(Part):
    """An action item."""

    task: Annotated[str, Field(alias="tugas", description="tugas")]
    owner: Annotated[str, Field(alias="penanggung_jawab", description="penanggung jawab")]
    due: Annotated[str, Field(alias="tenggat", description="tenggat; dapat kosong")]
    completed: Annotated[str, Field(alias="selesai", description="tanggal selesai; dapat kosong")]


class PracticePart(Part):
    """An activity that no agreement covers yet."""

    field: Annotated[str, Field(alias="bidang", description="bidang")]
    description: Annotated[str, Field(alias="uraian", description="uraian; dapat kosong")]


class MinutesText(Part):
    """Everything that a template may write about a meeting."""

    kinds: Annotated[str, Field(alias="jenis", description="evaluasi dan rencana perpanjangan")]
    day: Annotated[str, Field(alias="tanggal", description="hari rapat; tahunnya dapat tidak diketahui")]
    weekday: Annotated[str, Field(alias="hari", description="Selasa; kosong bila tanggal tidak pasti")]
    venue: Annotated[str, Field(alias="tempat", description="tempat rapat; dapat kosong")]
    host: Annotated[str, Field(alias="tuan_rumah", description="tuan rumah; dapat kosong")]
    chair: Annotated[str, Field(alias="pimpinan", description="jabatan pemimpin rapat; dapat kosong")]
    chair_of: Annotated[str, Field(alias="instansi_pimpinan", description="instansi pemimpin rapat; dapat kosong")]
    is_internal: Annotated[bool, Field(alias="internal", description="ya bila notula tidak dibaca mitra")]
    agreements: Annotated[list[str], Field(alias="perjanjian", description="judul perjanjian yang dibahas")]
    attendance: Annotated[list[AttendancePart], Field(alias="peserta", description="daftar hadir")]
    decisions: Annotated[list[str], Field(alias="keputusan", description="keputusan rapat")]
    action_items: Annotated[list[ActionItemPart], Field(alias="tindak_lanjut", description="tindak lanjut")]
    practices: Annotated[list[PracticePart], Field(alias="belum_tercakup", description="kegiatan yang belum tercakup")]
    corrected: Annotated[str, Field(alias="ralat", description="tanggal ralat terakhir; kosong bila tidak diralat")]


def minutes_text(meeting: Meeting, agreements: list[str], corrected_on: date | None = None) -> MinutesText:
    """The data of the minutes; `agreements` are the titles of those that the reader may read."""
    held, chair = meeting.held, meeting.chaired_by
    return MinutesText(
        kinds=written_list([kind.id for kind in label_list("meeting_kind", meeting.kinds)], "id"),
        day=written_reported_day(held).id,
        weekday=written(held.exact).weekday if held.exact else "",
        venue=meeting.venue or "",
        host=_organisation(meeting.host.organisation if meeting.host else None),
        chair=chair.position if chair else "",
        chair_of=_organisation(chair.organisation if chair else None),
        is_internal=meeting.visibility == "internal",
        agreements=agreements,
        attendance=[_attendance(each) for each in meeting.attendance],
        decisions=list(meeting.decisions),
        action_items=[_action_item(each) for each in meeting.action_items],
        practices=[_practice(each) for each in meeting.uncovered_practices],
        corrected=written(corrected_on).short if corrected_on else "",
    )


def _attendance(each: Attendance) -> AttendancePart:
    title = each.position or each.group or ""
    return AttendancePart(
        organisation=_organisation(each.organisation),
        position=acting_title(title, each.capacity) if each.capacity else title,
        people=f"{each.people} orang" if each.people else "",
    )


def _action_item(each: ActionItem) -> ActionItemPart:
    owner = _organisation(each.owner.organisation)
    return ActionItemPart(
        task=each.task,
        owner=f"{each.owner.position}, {owner}" if each.owner.position else owner,
        due=written(each.due_on).short if each.due_on else "",
        completed=written(each.completed_on).short if each.completed_on else "",
    )


def _practice(each: UncoveredPractice) -> PracticePart:
    return PracticePart(field=label("field", each.field).id, description=each.description or "")


def _organisation(name: str | None) -> str:
    return in_full(name) if name else ""
