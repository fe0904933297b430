"""A link opens one notice: once, not after its end, and nothing after it was withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.notifications.contacts.model.recipients import AddressNotUsable
from services.notifications.correspondents.model.correspondents import (
    ConsentMissing,
    Correspondent,
    CorrespondentEnded,
    id_in,
)
from services.notifications.correspondents.model.links import LASTS, VISIT_LASTS, Link, LinkNotValid, digest_of
from services.notifications.directory.model import Desk
from services.notifications.inbox.model import Notice
from shared.values.capabilities import Capability
from shared.values.cooperation import Channel
from shared.values.texts import Text

NOW = datetime(2026, 2, 10, 3, tzinfo=UTC)
ID = UUID("019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10")
NOTICE = Notice(
    id=ID,
    rule_group="review_asked",
    day=NOW.date(),
    rule="review_asked",
    matters=1,
    listed=(),
    desk=Desk(Capability.PARTNER_CONTACT, "partner", str(ID)),
    event_id=ID,
    event_type="agreement.submitted_for_review.v1",
    facility_id=None,
    region=None,
    subject=Text("Mohon ditelaah", "Please review"),
    body=Text("Isi.", "Body."),
    severity="action",
    useful_until=date(2026, 3, 31),
    zone="Asia/Jakarta",
    issued_at=NOW,
)


def given(channel: Channel = "email", written: str = "kantor@contoh.example", **changes: object) -> Correspondent:
    options = {"consent": None, "valid_until": None, "by": "keeper", "at": NOW} | changes
    return Correspondent.given(ID, "Bagian Kerja Sama", channel, written, **options)  # type: ignore[arg-type]


def test_following_a_link_is_no_opening_and_an_opened_one_lasts_an_hour() -> None:
    link, secret = Link.to(NOTICE, ID, NOW)
    assert link.digest == digest_of(secret)
    assert secret not in repr(link)
    assert link.state(NOW) == "unopened"
    opened = link.open(NOW + timedelta(days=1))
    assert opened.open(NOW + timedelta(days=1, minutes=5)) is opened
    at = NOW + timedelta(days=1)
    assert opened.state(at + VISIT_LASTS - timedelta(seconds=1)) == "open"
    assert opened.state(at + VISIT_LASTS) == "used"
    with pytest.raises(LinkNotValid):
        opened.open(at + VISIT_LASTS)


def test_a_link_ends_with_the_use_of_its_notice_and_after_two_weeks_at_the_latest() -> None:
    assert Link.to(NOTICE, ID, NOW)[0].expires_at == NOW + LASTS
    soon = replace(NOTICE, useful_until=date(2026, 2, 11), zone="Asia/Jayapura")
    link, _ = Link.to(soon, ID, NOW)
    assert link.expires_at == datetime(2026, 2, 11, 15, tzinfo=UTC)
    assert link.state(link.expires_at) == "expired"
    with pytest.raises(LinkNotValid):
        link.open(link.expires_at)


def test_only_an_open_link_lets_its_holder_answer() -> None:
    link, _ = Link.to(NOTICE, ID, NOW)
    with pytest.raises(LinkNotValid):
        link.see(NOW)
    seen = link.open(NOW).see(NOW)
    assert seen.read_at == NOW
    assert seen.see(NOW) is seen


def test_a_withdrawn_link_opens_nothing() -> None:
    withdrawn = Link.to(NOTICE, ID, NOW)[0].open(NOW).withdraw("keeper", NOW)
    assert withdrawn.state(NOW) == "withdrawn"
    assert withdrawn.withdraw("another", NOW) is withdrawn
    for step in (withdrawn.open, withdrawn.see):
        with pytest.raises(LinkNotValid):
            step(NOW)


def test_a_telephone_number_needs_consent_and_an_address_has_to_be_one() -> None:
    assert given("whatsapp", "0812 3456 7892", consent="W.13-7/2026").address == "+6281234567892"
    with pytest.raises(ConsentMissing):
        given("whatsapp", "0812 3456 7892")
    with pytest.raises(AddressNotUsable):
        given("email", "kantor")


def test_a_correspondent_is_reached_until_its_end() -> None:
    until = given(valid_until=NOW.date())
    assert until.is_reached(NOW.date())
    assert not until.is_reached(NOW.date() + timedelta(days=1))
    ended = until.end("keeper", NOW)
    assert not ended.is_reached(NOW.date())
    assert not replace(until, refused_at=NOW).is_reached(NOW.date())
    with pytest.raises(CorrespondentEnded):
        ended.end("keeper", NOW)
    assert id_in(until.account) == until.id
    assert id_in("an-account") is None
