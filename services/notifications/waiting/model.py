"""The kinds of waiting cases: notices that ask for an action, letters, wrong addresses, and proposed editions."""

from shared.values.texts import Text
from shared.values.waiting import WaitingKind

_SUBJECT = Text("{subject}", "{subject}")
_READING = "/inbox/{about}/readings"
_PAGE = "/kotak-masuk/{about}"
_EDITION = "/edisi/{number}"
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
    "way_refused": WaitingKind(
        Text("Alamat pengguna tidak dikenal", "Unknown address of an account"),
        Text("Periksa alamat pengguna: {channel}", "Check the address of an account: {channel}"),
        "/recipients/ways/{about}/replacements",
        days=7,
        page="/cara-dihubungi/ditolak/{about}",
    ),
    "edition_to_try": WaitingKind(
        Text("Usulan aturan belum dicoba", "Proposed rules to be tried"),
        Text("Coba edisi {number} pada sebulan terakhir", "Try the edition {number} on the past month"),
        "/editions/{number}/trials",
        days=7,
        page=_EDITION,
    ),
    "edition_to_decide": WaitingKind(
        Text("Usulan aturan menunggu orang kedua", "Proposed rules wait for a second person"),
        Text("Berlakukan atau tolak edisi {number}", "Put the edition {number} in force or decline it"),
        "/editions/{number}/decisions",
        days=7,
        page=_EDITION,
    ),
}
