"""The kinds of waiting notices: those that ask for an action."""

from shared.values.texts import Text
from shared.values.waiting import WaitingKind

_SUBJECT = Text("{subject}", "{subject}")
_READING = "/inbox/{about}/readings"

KINDS = {
    "notice_critical": WaitingKind(Text("Pemberitahuan penting", "Critical notice"), _SUBJECT, _READING),
    "notice_action": WaitingKind(Text("Pemberitahuan belum dibaca", "Unread notice"), _SUBJECT, _READING),
}
