"""Who comes: each unit answers for itself, the last answer counts, and another day asks everyone again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

import pytest
from icalendar import Calendar

from services.notifications.delivery.gateway.channels import MailGateway
from services.notifications.delivery.model import messages
from services.notifications.invitations.gateway import calendar_file
from services.notifications.invitations.model.invitations import (
    DeputyMissing,
    Invitation,
    InvitationOver,
    InvitedUnit,
    InvitedUnitUnknown,
)
from shared.operations.settings import Settings
from shared.values.capabilities import Scope

NOW = datetime(2026, 2, 10, 3, tzinfo=UTC)
CALLER, OFFICE, PARTNER = (UUID(int=number) for number in (1, 2, 3))
INVITATION = Invitation(
    invitation_id=UUID(int=9),
    sequence=1,
    state="open",
    about="meeting",
    kinds=("coordination",),
    title=None,
    planned_on=date(2026, 2, 20),
    begins_at=time(9),
    zone="Asia/Makassar",
    caller_id=CALLER,
    units=(
        InvitedUnit(CALLER, "facility", "Lapas Contoh", "JATENG"),
        InvitedUnit(OFFICE, "regional_office", "Kanwil Contoh", "JATENG"),
        InvitedUnit(PARTNER, "partner", "Dinas Contoh", None),
    ),
)
SENDER = "sinergi@contoh.example"


def test_each_unit_answers_and_the_counts_follow() -> None:
    assert INVITATION.counts == {None: 2}
    deputy = INVITATION.answered(PARTNER, "deputy", "Sekretaris Dinas", by="a", at=NOW)
    assert (deputy.unit(PARTNER).answer, deputy.unit(PARTNER).deputy) == ("deputy", "Sekretaris Dinas")
    assert (deputy.counts, deputy.version) == ({None: 1, "deputy": 1}, INVITATION.version + 1)
    # The office of a deputy is not kept with another answer.
    assert deputy.answered(PARTNER, "comes", "Sekretaris Dinas", by="a", at=NOW).unit(PARTNER).deputy is None


def test_who_is_not_invited_has_nothing_to_answer() -> None:
    for unit in (UUID(int=7), CALLER):
        with pytest.raises(InvitedUnitUnknown):
            INVITATION.answered(unit, "comes", None, by="a", at=NOW)
    with pytest.raises(DeputyMissing):
        INVITATION.answered(PARTNER, "deputy", None, by="a", at=NOW)


@pytest.mark.parametrize(
    "over",
    [
        INVITATION.ended("called_off", 2),
        INVITATION.ended("held", 2),
        replace(INVITATION, planned_on=date(2026, 2, 9)),
    ],
    ids=["called off", "held", "its day is over"],
)
def test_nothing_is_answered_afterwards(over: Invitation) -> None:
    with pytest.raises(InvitationOver):
        over.answered(PARTNER, "comes", None, by="a", at=NOW)


def test_another_day_asks_everyone_again_and_the_same_day_does_not() -> None:
    answered = INVITATION.answered(PARTNER, "comes", None, by="a", at=NOW)
    call = replace(INVITATION, sequence=2)
    assert answered.again(call).counts == {None: 1, "comes": 1}
    assert answered.again(replace(call, planned_on=date(2026, 2, 21))).counts == {None: 2}
    assert answered.again(call).version == answered.version + 1


def test_a_unit_answers_for_itself_and_all_of_them_read() -> None:
    assert INVITATION.unit(PARTNER).scope == Scope(partners=frozenset({PARTNER}))
    assert INVITATION.unit(OFFICE).scope == Scope(regions=frozenset({"JATENG"}))
    readers = INVITATION.readers
    assert (readers.facilities, readers.partners) == (frozenset({CALLER}), frozenset({PARTNER}))


@pytest.mark.parametrize(
    ("invitation", "attendee", "method", "status"),
    [
        (INVITATION, None, "PUBLISH", "CONFIRMED"),
        (INVITATION, "kantor@contoh.example", "REQUEST", "CONFIRMED"),
        (INVITATION.ended("called_off", 3), "kantor@contoh.example", "CANCEL", "CANCELLED"),
    ],
)
def test_the_calendar_file_is_that_of_the_call(
    invitation: Invitation, attendee: str | None, method: str, status: str
) -> None:
    made = calendar_file(invitation, "https://sinergi.example/undangan/9", sender=SENDER, now=NOW, attendee=attendee)
    calendar = Calendar.from_ical(made.content)
    (event,) = calendar.walk("VEVENT")
    assert (made.method, str(calendar["method"]), str(event["status"])) == (method, method, status)
    assert event["uid"] == f"{invitation.invitation_id}@contoh.example"
    assert event["sequence"] == invitation.sequence - 1
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 2, 20, 1, tzinfo=UTC)
    assert ("attendee" in event) == (attendee is not None)


def test_a_meeting_without_an_hour_takes_the_day() -> None:
    made = calendar_file(replace(INVITATION, begins_at=None), "https://x.example", sender=SENDER, now=NOW)
    (event,) = Calendar.from_ical(made.content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 2, 20)


def test_a_ceremony_is_named_by_its_title() -> None:
    ceremony = replace(INVITATION, about="ceremony", kinds=(), title="Kerja Sama Contoh")
    made = calendar_file(ceremony, "https://x.example", sender=SENDER, now=NOW)
    (event,) = Calendar.from_ical(made.content).walk("VEVENT")
    assert event["summary"] == "Penandatanganan: Kerja Sama Contoh – Lapas Contoh"


def test_the_mail_has_the_file_as_a_calendar_reads_it() -> None:
    made = calendar_file(INVITATION, "https://x.example", sender=SENDER, now=NOW, attendee="kantor@contoh.example")
    message = messages.Message("k", "Undangan", "Isi.", "s", calendar=messages.Calendar(made.content, made.method))
    gateway = MailGateway(Settings(smtp_host="mail.example", mail_from=SENDER))
    sent = message_from_bytes(
        bytes(gateway.letter("kantor@contoh.example", message)), _class=EmailMessage, policy=default
    )
    (file,) = sent.iter_attachments()
    assert (file.get_content_type(), file.get_param("method")) == ("text/calendar", "REQUEST")
    content = file.get_payload(decode=True)
    assert content == made.content
