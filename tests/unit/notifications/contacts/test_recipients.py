"""An address is used once the code that was sent to it was entered, within half an hour and five tries."""

from datetime import UTC, datetime, timedelta

import pytest

from services.notifications.contacts.model.habits import Habits
from services.notifications.contacts.model.recipients import (
    CODE_LASTS,
    MAX_TRIES,
    AddressNotUsable,
    Recipient,
    Way,
    address_in,
)
from shared.values.cooperation import Channel

NOW = datetime(2026, 2, 10, 3, tzinfo=UTC)
WAY = Way("email", "kerja.sama@contoh.example", "keeper-1", NOW).with_code("123456", NOW)


def test_the_right_code_confirms() -> None:
    assert not WAY.is_usable
    assert WAY.accepts("123456", NOW + CODE_LASTS)
    confirmed = WAY.confirm(NOW)
    assert confirmed.is_usable
    assert not confirmed.accepts("123456", NOW)


@pytest.mark.parametrize(
    ("way", "code", "at"),
    [
        (WAY, "123457", NOW),
        (WAY, "123456", NOW + CODE_LASTS + timedelta(seconds=1)),
        (Way("email", "lain@contoh.example", "keeper-1", NOW, code=WAY.code, code_until=WAY.code_until), "123456", NOW),
        (Way("email", "lain@contoh.example", "keeper-1", NOW), "123456", NOW),
    ],
    ids=["another code", "too late", "a code of another address", "no code yet"],
)
def test_another_code_does_not(way: Way, code: str, at: datetime) -> None:
    assert not way.accepts(code, at)


def test_a_code_can_be_tried_five_times() -> None:
    way = WAY
    for left in reversed(range(MAX_TRIES)):
        way = way.miss()
        assert way.tries_left == left
    assert not way.accepts("123456", NOW)


def test_only_an_address_that_waits_can_be_confirmed() -> None:
    assert Recipient("a", Habits(), {}).waiting_way("email") is None
    assert Recipient("a", Habits(), {"email": WAY.confirm(NOW)}).waiting_way("email") is None
    assert Recipient("a", Habits(), {"email": WAY}).waiting_way("email") == WAY


@pytest.mark.parametrize(
    ("channel", "written", "used"),
    [
        ("email", "kerja.sama@contoh.example", "kerja.sama@contoh.example"),
        ("sms", "0812-3456 7890", "+6281234567890"),
        ("sms", "62 812 3456 7890", "+6281234567890"),
        ("whatsapp", "+62 (812) 3456.7890", "+6281234567890"),
    ],
)
def test_an_address_is_used_in_one_form(channel: Channel, written: str, used: str) -> None:
    assert address_in(channel, written) == used


@pytest.mark.parametrize(
    ("channel", "written"),
    [
        ("email", "kerja.sama"),
        ("email", "a@b"),
        ("email", "kerja sama@contoh.example"),
        ("email", "a@contoh.example\r\nBcc: b@contoh.example"),
        ("sms", "415.4/12/2026"),
        ("sms", "0811"),
        ("whatsapp", "081234567890x"),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(channel: Channel, written: str) -> None:
    with pytest.raises(AddressNotUsable) as refusal:
        address_in(channel, written)
    assert written not in refusal.value.sentence.id + refusal.value.sentence.en
