"""The rows of a table of addresses: each channel as it is written, and no refusal repeats a cell."""

import pytest

from services.notifications.contacts.model.rows import AccountMissing, AddressRow, ChannelUnreadable
from shared.values.cooperation import Channel


@pytest.mark.parametrize(
    ("written", "channel"),
    [("Surel", "email"), ("e-mail", "email"), ("WA", "whatsapp"), ("WhatsApp", "whatsapp"), ("sms", "sms")],
)
def test_a_channel_is_read_as_people_write_it(written: str, channel: Channel) -> None:
    assert AddressRow(2, "official-7", written, "").read_channel() == channel


def test_what_cannot_be_read_is_refused_by_its_row_alone() -> None:
    with pytest.raises(ChannelUnreadable) as unread:
        AddressRow(7, "official-7", "Budi pos", "").read_channel()
    assert "7" in unread.value.sentence.id
    assert "Budi" not in unread.value.sentence.id
    for account in ("", "x" * 300):
        with pytest.raises(AccountMissing):
            AddressRow(7, account, "surel", "").require_account()
