"""The report of a mail server is read by its status and by the message that it returns."""

import pytest

from services.notifications.delivery.model.bounces import Bounce, BounceUnreadable, bounce_in
from tests.unit.notifications.delivery.bounced import report_about
from tests.unit.notifications.delivery.test_deliveries import ID

OURS = f"<{ID}@sinergi.contoh.example>"


@pytest.mark.parametrize("headers_only", [False, True], ids=["whole message", "headers only"])
@pytest.mark.parametrize(
    ("status", "action", "final", "address"),
    [
        ("5.1.1", "failed", True, True),
        ("5.2.2", "failed", True, False),
        ("4.4.1", "delayed", False, False),
        ("2.0.0", "delivered", False, False),
    ],
)
def test_a_final_status_fails_and_one_about_the_address_refuses_it(
    status: str, action: str, final: bool, address: bool, headers_only: bool
) -> None:
    report = report_about(OURS, status, action, headers_only=headers_only)
    assert bounce_in(report) == Bounce(ID, status, final, address)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: Saya sedang cuti\r\n\r\nSampai Senin.",
        report_about("<20260210.8@kantor.contoh.example>"),
        report_about(OURS, status="gagal"),
        b"Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n",
        b"\xff\xfe\x00" * 50,
    ],
    ids=["empty", "an answer by a program", "of another message", "without a status", "without a message", "no text"],
)
def test_what_is_no_report_about_a_message_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(BounceUnreadable):
        bounce_in(raw)
