"""The texts of messages: Indonesian first, English beside it. A short message has a subject and a link only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.notifications.delivery.model.letters import Section, letter
from services.notifications.templates.model import Rendered
from shared.values.languages import written_day
from shared.values.texts import Text

SHORT_SUBJECT = 120
"""Characters of a subject in a short message; the rest of the 160 is for the link."""
_AGAIN = Text("Diingatkan lagi: {subject}", "Once more: {subject}")
_OPEN = Text("Buka di Sinergi: {link}", "Open in Sinergi: {link}")
_FOOT = Text(
    "Pesan ini dikirim oleh Sinergi kepada pemegang jabatan. Cara Saudara dihubungi dapat diubah di {link}",
    "Sinergi sent this message to the holder of a position. Change how you are reached at {link}",
)
_ONCE = Text(
    "Buka tautan ini satu kali; setelah dibuka, pemberitahuan dapat dibaca selama satu jam: {link}",
    "Open this link once; the notice can then be read for one hour: {link}",
)
_FOOT_OF_LINK = Text(
    "Pesan ini dikirim oleh Sinergi kepada narahubung mitra. Jangan teruskan tautannya.",
    "Sinergi sent this message to the correspondent of a partner. Do not pass the link on.",
)
_DIGEST = Text("Sinergi: {count} pemberitahuan, {day}", "Sinergi: {count} notices, {day}")
_CODE_SUBJECT = Text("Kode konfirmasi Sinergi", "Your Sinergi code")
_CODE = Text(
    "Kode Sinergi: {code}. Berlaku setengah jam. Dengan memasukkannya Saudara setuju dihubungi di sini. "
    "Abaikan pesan ini bila Saudara tidak memintanya.",
    "Sinergi code: {code}. It is valid for half an hour. By entering it you agree to be reached here. "
    "Ignore this message if you did not ask for it.",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A file for the recipient's calendar, and whether it is a request or a cancellation."""

    content: bytes
    method: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a channel needs it; `key` stays the same in every attempt, `unsubscribe` is an address or None.

    An e-mail has `body`, and beside it `html` if there is one.
    """

    key: str
    subject: str
    body: str
    short: str
    unsubscribe: str | None = None
    html: str = ""
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it appears in a message."""

    notice_id: UUID
    subject: Text
    body: Text
    again: bool = False

    def heading(self) -> Text:
        """Its subject; of a notice that is sent for the second time, with a word about it."""
        return _AGAIN.fill(subject=self.subject) if self.again else self.subject

    def link(self, origin: str) -> str:
        """The address of its screen."""
        return f"{origin}/kotak-masuk/{self.notice_id}"


def habits_page(origin: str) -> str:
    """The address of the page on which people choose how they are reached."""
    return f"{origin}/cara-dihubungi"


def of_notice(key: str, told: Told, origin: str) -> Message:
    """The message of one notice: what the notice contains, and the way to it."""
    heading, link = told.heading(), told.link(origin)
    open_, foot = _OPEN.fill(link=link), _FOOT.fill(link=habits_page(origin))
    parts = (told.body.id, open_.id, f"— {heading.en}", told.body.en, open_.en, f"-- \n{foot.id}\n{foot.en}\n")
    body = "\n\n".join(parts)
    sections = (Section(heading, told.body, link),)
    return Message(key, one_line(heading.id), body, short(heading.id, link), html=letter(heading, sections, foot))


def of_week(key: str, told: Rendered, monday: date, origin: str) -> Message:
    """The message of a week to the head of a unit: its counts, and the way to its screen."""
    link = f"{origin}/pekan?hari={monday}"
    open_, foot = _OPEN.fill(link=link), _FOOT.fill(link=habits_page(origin))
    parts = (told.body.id, open_.id, f"— {told.subject.en}", told.body.en, open_.en, f"-- \n{foot.id}\n{foot.en}\n")
    sections = (Section(told.subject, told.body, link),)
    html = letter(told.subject, sections, foot)
    title = one_line(told.subject.id)
    return Message(key, title, "\n\n".join(parts), short(title, link), habits_page(origin), html)


def of_link(key: str, told: Told, link: str) -> Message:
    """The message to someone without an account: the subject, and the link that shows the notice once."""
    heading, once = told.heading(), _ONCE.fill(link=link)
    parts = (f"{heading.id}\n\n{once.id}", f"{heading.en}\n\n{once.en}", f"{_FOOT_OF_LINK.id}\n{_FOOT_OF_LINK.en}")
    return Message(key, one_line(heading.id), "\n\n-- \n".join(parts) + "\n", short(heading.id, link))


def of_day(key: str, notices: Sequence[Told], origin: str, day: date) -> Message:
    """The message of a day: the subject of each notice, and the way to it."""
    title = Text(
        _DIGEST.id.format(count=len(notices), day=written_day(day, "id")),
        _DIGEST.en.format(count=len(notices), day=written_day(day, "en")),
    )
    lines = [f"• {each.heading().id}\n  {each.heading().en}\n  {each.link(origin)}" for each in notices]
    foot = _FOOT.fill(link=habits_page(origin))
    body = "\n\n".join([*lines, f"-- \n{foot.id}\n{foot.en}\n"])
    sections = [Section(each.heading(), None, each.link(origin)) for each in notices]
    shown = letter(title, sections, foot)
    return Message(key, title.id, body, short(title.id, f"{origin}/kotak-masuk"), habits_page(origin), shown)


def of_code(key: str, code: str) -> Message:
    """The message with a code."""
    text = _CODE.fill(code=code)
    return Message(key, _CODE_SUBJECT.id, f"{text.id}\n\n{text.en}\n", text.id)


def short(subject: str, link: str) -> str:
    """A subject and a link."""
    line = one_line(subject)
    return f"Sinergi: {line if len(line) <= SHORT_SUBJECT else line[: SHORT_SUBJECT - 1] + '…'} {link}"


def one_line(text: str) -> str:
    """The text in one line: every separator of lines or paragraphs is a space."""
    return " ".join(text.split())
