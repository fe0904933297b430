"""The HTML part of an e-mail: both languages, safe, and complete in itself."""

import re
from datetime import date
from uuid import UUID

import pytest

from services.notifications.delivery.model.messages import Message, Told, of_code, of_day, of_notice
from shared.values.texts import Text

ORIGIN = "https://sinergi.example"
TOLD = Told(
    UUID(int=1),
    Text('Draf "Kebun & Dapur"', 'Draft "Kebun & Dapur"'),
    Text("Baris <b>satu</b>.\nBaris dua.", "Line <script>alert(1)</script>."),
)
ONE, DAY = of_notice("k", TOLD, ORIGIN), of_day("k", [TOLD, TOLD], ORIGIN, date(2026, 8, 17))


@pytest.mark.parametrize("message", [ONE, DAY], ids=["one", "day"])
def test_a_letter_loads_nothing_and_links_to_sinergi_only(message: Message) -> None:
    assert not re.search(r"<(img|script|link|iframe|object)\b|url\(|@import|src=", message.html)
    assert set(re.findall(r'href="([^"]+)"', message.html)) == {f"{ORIGIN}/kotak-masuk/{TOLD.notice_id}"}


def test_the_text_of_a_notice_cannot_become_markup() -> None:
    assert "Baris &lt;b&gt;satu&lt;/b&gt;.<br>Baris dua." in ONE.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in ONE.html
    assert "Kebun &amp; Dapur" in ONE.html


def test_a_letter_is_in_both_languages_with_headings_in_order() -> None:
    assert re.findall(r"<h([1-6])", ONE.html) == ["1", "2"]
    assert re.findall(r"<h([1-6])", DAY.html) == ["1", "2", "2"]
    assert ONE.html.index('lang="id"') < ONE.html.index('lang="en"')
    assert "prefers-color-scheme: dark" in ONE.html


def test_a_letter_of_a_day_has_no_content_and_a_code_no_layout() -> None:
    assert "Baris dua" not in DAY.html
    assert of_code("k", "123456").html == ""
