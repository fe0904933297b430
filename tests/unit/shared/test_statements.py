"""Parameters by name become numbers, and nothing else in a statement changes."""

import pytest

from shared.postgres.statements import load_sql, number_parameters


def test_each_name_gets_one_number_however_often_it_is_used() -> None:
    sql, names = number_parameters("SELECT :now, :unit WHERE since < :now")
    assert (sql, names) == ("SELECT $1, $2 WHERE since < $1", ("now", "unit"))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT due::date",
        "SELECT split_part(desk, ':', 1)",
        "SELECT 'facility:id' || id",
        "SELECT 'it''s :not_a_name'",
        "SELECT 1 -- as of :now\n",
        "SELECT words[1:2]",
    ],
)
def test_casts_texts_comments_and_slices_stay_as_they_are(sql: str) -> None:
    assert number_parameters(sql) == (sql, ())


def test_a_name_can_be_cast() -> None:
    assert number_parameters("SELECT :facilities::uuid[]") == ("SELECT $1::uuid[]", ("facilities",))


def test_a_file_is_read_without_its_last_semicolon() -> None:
    assert load_sql("services.notifications.waiting", "stages/shown.sql").endswith("coalesce(l.notice_id, page.about)")
