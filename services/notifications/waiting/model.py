"""The kinds of waiting notices: those that ask for an action."""

from shared.values.texts import Text
from shared.values.waiting import WaitingKind

_SUBJECT = Text("{subject}", "{subject}")
_READING = "/inbox/{about}/readings"
_PAGE = "/kotak-masuk/{about}"

KINDS = {
    "notice_critical": WaitingKind(Text("Pemberitahuan penting", "Critical notice"), _SUBJECT, _READING, page=_PAGE),
    "notice_action": WaitingKind(Text("Pemberitahuan belum dibaca", "Unread notice"), _SUBJECT, _READING, page=_PAGE),
}
