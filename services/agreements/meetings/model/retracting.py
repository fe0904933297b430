"""Retracting the record of a meeting: what it has decided, and what rests on it."""

from datetime import datetime

from services.agreements.meetings.model.meeting import Meeting
from shared.values.refusals import Conflict
from shared.values.texts import Text


class MinutesRetracted(Conflict):
    """The record of the meeting is retracted, so nothing in it changes, and nothing new can rest on it."""

    title = Text("Catatan rapat sudah ditarik", "Meeting retracted")
    detail = Text(
        "Catatan rapat ini sudah ditarik kembali. Catat rapat yang benar.",
        "The record of this meeting is retracted. Record the right one.",
    )


class MeetingHasUses(Conflict):
    """A text that is not signed yet rests on the meeting: `titles` are those of the agreements."""

    title = Text("Rapat masih menjadi dasar", "Something rests on the meeting")
    detail = Text(
        "Naskah yang belum ditandatangani masih bertumpu pada rapat ini: {titles}. Sebutkan dasar lain di sana, atau "
        "buka kembali naskahnya, lalu tarik catatan rapat.",
        "Texts that are not signed yet rest on this meeting: {titles}. Name another ground there, or open the text "
        "again, and then retract the meeting.",
    )


def retracted(meeting: Meeting, at: datetime) -> Meeting:
    """The meeting without what it left to do. Raises `MinutesRetracted`.

    Completed action items stay, because they were done; open ones and uncovered practices were not decided or found.
    """
    require_on_record(meeting)
    completed = tuple(item for item in meeting.action_items if item.completed_on is not None)
    changes = {"action_items": completed, "uncovered_practices": (), "retracted_at": at}
    return meeting.model_copy(update=changes | {"version": meeting.version + 1})


def require_on_record(meeting: Meeting) -> None:
    """Raise `MinutesRetracted` if the record of the meeting is retracted."""
    if meeting.retracted_at is not None:
        raise MinutesRetracted
