"""The page of notices agrees with the shipped rules."""

from tests.unit.notifications.rules.notices_page import PAGE, page


def test_the_page_of_notices_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make notices-page"
