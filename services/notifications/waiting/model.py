"""The kinds of waiting cases: notices that ask for an action, letters on paper, and addresses that are wrong."""

from shared.values.texts import Text
from shared.values.waiting import WaitingKind

_SUBJECT = Text("{subject}", "{subject}")
_READING = "/inbox/{about}/readings"
_PAGE = "/kotak-masuk/{about}"
_LETTER = "/surat/{about}"

KINDS = {
    "notice_critical": WaitingKind(Text("Pemberitahuan penting", "Critical notice"), _SUBJECT, _READING, page=_PAGE),
    "notice_action": WaitingKind(Text("Pemberitahuan belum dibaca", "Unread notice"), _SUBJECT, _READING, page=_PAGE),
    "letter_to_send": WaitingKind(
        Text("Surat belum dikirim", "Letter to be sent"),
        Text("Kirim surat: {subject}", "Send the letter: {subject}"),
        "/letters/{about}/sendings",
        days=3,
        page=_LETTER,
    ),
    "letter_to_chase": WaitingKind(
        Text("Surat belum dijawab", "Letter without an answer"),
        Text("Tagih jawaban surat: {subject}", "Chase the answer to the letter: {subject}"),
        "/letters/{about}/answers",
        days=7,
        page=_LETTER,
    ),
    "address_refused": WaitingKind(
        Text("Alamat narahubung tidak dikenal", "Unknown address of a correspondent"),
        Text("Ganti alamat: {office}", "Replace the address: {office}"),
        "/correspondents/{about}/endings",
        days=7,
        page="/narahubung/{about}",
    ),
}
