"""The SELECT of a waiting list is put together from its stages."""

import re

from shared.rooms.waiting.stages import Stage, WaitingList, find_by_stages, load_stages

DRAFTS, REVIEWS = Stage("drafts", "SELECT 'draft' FROM near"), Stage("reviews", "SELECT 'review' FROM near")
NEAR = Stage("near", "SELECT * FROM agreement WHERE :nation")


def plain(sql: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"--.*", "", sql)).strip()


def test_stages_are_joined_and_read_the_common_selects() -> None:
    waiting = WaitingList(
        "agreements", {}, (DRAFTS, REVIEWS), common=(NEAR,), at_desks=Stage("d", "SELECT 1 FROM open")
    )
    assert plain(waiting.sql()) == (
        "WITH near AS ( SELECT * FROM agreement WHERE :nation ), "
        "open AS ( SELECT 'draft' FROM near UNION ALL SELECT 'review' FROM near ) SELECT 1 FROM open"
    )


def test_stages_that_name_desks_themselves_are_taken_as_they_are() -> None:
    assert plain(WaitingList("programs", {}, (DRAFTS,)).sql()) == (
        "WITH open AS ( SELECT 'draft' FROM near ) SELECT * FROM open"
    )


def test_cases_to_be_kept_are_found_for_the_changed_things_with_their_days() -> None:
    found = find_by_stages(
        (DRAFTS, Stage("ends", "SELECT 'expiring' FROM near WHERE left < {expiry_days}")),
        near="SELECT * FROM agreement WHERE id = ANY (changed)",
        at_desks=Stage("at_desks", "SELECT 1 FROM open"),
        apart=(Stage("items", "SELECT 2 FROM item"),),
        days={"draft": 7, "expiring": 30},
        numbers={"expiry_days": 180},
    )
    assert plain(found) == (
        "WITH near AS (SELECT * FROM agreement WHERE id = ANY (changed)), "
        "open AS ( SELECT 'draft' FROM near UNION ALL SELECT 'expiring' FROM near WHERE left < 180 ), "
        "found AS ( SELECT 1 FROM open UNION ALL SELECT 2 FROM item ) "
        "SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), "
        "words "
        "FROM found LEFT JOIN (VALUES ('draft', 7), ('expiring', 30)) AS to_act (kind, days) USING (kind)"
    )


def test_a_stage_has_the_name_of_its_file() -> None:
    (stage,) = load_stages("services.notifications.waiting", "notices")
    assert stage.name == "notices"
    assert "FROM notice" in stage.sql
