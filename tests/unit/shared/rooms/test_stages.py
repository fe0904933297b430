"""The SQL of a waiting list is put together from its stages and tables."""

import re

import pytest

from shared.rooms.waiting.stages import Stage, find_by_stages, load_stages, load_stages_of, things_of
from shared.rooms.waiting.triggers import keep_up_to_date
from shared.values.texts import Text
from shared.values.waiting import WaitingKind

DRAFTS = Stage("drafts", "SELECT 'draft' AS kind FROM near")
ENDS = Stage("ends", "SELECT 'expiring' FROM near WHERE left < {expiry_days}")
NEAR = "SELECT * FROM agreement WHERE id = ANY (changed)"
A_TEXT = Text("Contoh", "Example")


def kind(days: int | None) -> WaitingKind:
    return WaitingKind(A_TEXT, A_TEXT, "/", days)


def plain(sql: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"--.*", "", sql)).strip()


def test_cases_are_found_for_the_changed_things_with_the_days_of_their_kinds() -> None:
    found = find_by_stages(
        (DRAFTS, ENDS),
        near=NEAR,
        at_desks=Stage("at_desks", "SELECT 1 FROM open"),
        apart=(Stage("items", "SELECT 2 FROM item"),),
        kinds={"draft": kind(None), "expiring": kind(30)},
        values={"expiry_days": 180},
    )
    assert plain(found) == (
        "WITH near AS ( SELECT * FROM agreement WHERE id = ANY (changed) ), "
        "open AS ( SELECT 'draft' AS kind FROM near UNION ALL SELECT 'expiring' FROM near WHERE left < 180 ), "
        "found AS ( SELECT 1 FROM open UNION ALL SELECT 2 FROM item ) "
        "SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), "
        "words "
        "FROM found LEFT JOIN (VALUES ('draft', NULL::integer), ('expiring', 30)) AS to_act (kind, days) USING (kind)"
    )


def test_stages_that_name_desks_themselves_are_taken_as_they_are() -> None:
    found = plain(find_by_stages((DRAFTS,), near=NEAR, kinds={"draft": kind(7)}))
    assert "found AS ( SELECT about, kind, desk, begins, ends, NULL AS contact, NULL::boolean AS by_letter" in found


def test_every_table_notes_its_rows_and_finds_their_cases_at_the_end() -> None:
    sql = plain(keep_up_to_date("SELECT 1", {"program": ("id", "series"), "UPDATE OF zone ON facility": ("id",)}))
    assert sql.count("CREATE TRIGGER waiting_noted") == sql.count("CREATE CONSTRAINT TRIGGER waiting_changed") == 2
    assert "waiting_noted AFTER INSERT OR UPDATE OR DELETE ON program FOR EACH ROW" in sql
    assert "waiting_noted('id', 'series')" in sql
    assert "waiting_changed AFTER UPDATE OF zone ON facility DEFERRABLE INITIALLY DEFERRED" in sql


def test_a_stage_has_the_name_of_its_file() -> None:
    (stage,) = load_stages("services.programs.waiting", "offers")
    assert stage.name == "offers"
    assert "FROM offer" in stage.sql


def test_everything_that_may_wait_is_found_once_and_no_stage_is_forgotten() -> None:
    offers = load_stages_of("SELECT id FROM offer", "services.programs.waiting", "offers", "visits")
    assert plain(things_of(*offers)) == "SELECT id FROM offer UNION SELECT about FROM waiting_case"
    with pytest.raises(ValueError, match="drafts"):
        things_of(*offers, DRAFTS)
