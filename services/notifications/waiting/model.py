"""The kinds of notices that wait to be read: those that ask for something."""

from shared.values.texts import Text
from shared.values.waiting import Kind

_SUBJECT = Text("{subject}", "{subject}")
_READING = "/inbox/{about}/readings"

KINDS = {
    "notice_critical": Kind(Text("Pemberitahuan penting", "Critical notice"), _SUBJECT, _READING),
    "notice_action": Kind(Text("Pemberitahuan belum dibaca", "Unread notice"), _SUBJECT, _READING),
}
