"""The story of Tangerang: all sign in stages; at a made-up unit some are absent, and a promise is kept, then missed.

An ordinary run plays it with eight partners; the part `stories` with all 40.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.demo.tangerang.cast import HEAD, MADE_UP_STAFF, OFFICER, REVIEWER, SIGNATORIES
from deploy.demo.tangerang.story import MISSED_MONTHS, SESSIONS_A_MONTH, TangerangStory
from tests.behaviour.client import Sinergi
from tests.behaviour.stories.played import Played, played

pytestmark = [pytest.mark.long, pytest.mark.timeout(300), pytest.mark.part("stories")]


@dataclass(frozen=True)
class Counts:
    """The numbers of a run: partners, those of each stage, and the programs of their agreements."""

    partners: int
    stages: tuple[int, int, int]
    programs: int


WITH_ALL = Counts(partners=40, stages=(15, 15, 10), programs=32)
WITH_EIGHT = Counts(partners=8, stages=(3, 3, 2), programs=6)
"""The banks' promises bring no program."""
DORMANCY = ("agreement_dormant", "agreement_never_begun")
"""The rules whose matters share one notice; it has the rule of the latest of them."""
TIMES = ("2026-01-28T02:00", "2026-01-28T03:00", "2026-01-28T04:30")
"""The minutes of the stages, in UTC: 09.00, 10.00 and 11.30 at the facility."""


@pytest.fixture(scope="module")
def counts(part: str | None) -> Counts:
    return WITH_ALL if part else WITH_EIGHT


@pytest.fixture(scope="module")
async def ended(sinergi: Sinergi, counts: Counts) -> AsyncIterator[Played[TangerangStory]]:
    async with played(sinergi, TangerangStory, signatories=SIGNATORIES[: counts.partners]) as ended:
        yield ended


def reconciled(planned: int, signed: int, absent: int) -> dict[str, Any]:
    return {
        "planned": planned,
        "signed": signed,
        "late": 0,
        "absent": absent,
        "withdrawn": 0,
        "papers_counted": signed,
        "papers_note": None,
    }


async def test_all_sign_in_stages_until_midday(ended: Played[TangerangStory], counts: Counts) -> None:
    ceremony = await ended.get("agreements", ended.story.ceremony.path, OFFICER)
    assert ceremony["reconciliation"] == reconciled(counts.partners, counts.partners, 0)
    assert await ended.states(ended.story.office.facility, OFFICER) == {"active": counts.partners}
    given = [given for each in ceremony["agreements"] for party in each["parties"] for given in party["given"]]
    in_order = sorted(given, key=lambda each: int(each["order_number"]))
    assert [each["order_number"] for each in in_order] == list(range(1, counts.partners + 1))
    times = [time for time, number in zip(TIMES, counts.stages, strict=True) for _ in range(number)]
    # A stage takes some seconds, on a busy machine more than a minute.
    assert [each["signed_at"][:13] for each in in_order] == [time[:13] for time in times]
    assert (len(ceremony["speakers"]), len(ceremony["witnesses"])) == (3, 1)


async def test_the_ensemble_is_counted_and_no_agreement_carries_it(ended: Played[TangerangStory]) -> None:
    path = f"/programs/{ended.story.ensemble_program}"
    (performed,) = (await ended.get("programs", f"{path}/performances", OFFICER))["items"]
    found = [performed[name] for name in ("held_on", "performers", "delivered_for", "ceremony_id")]
    performers = [{"participants": "convict", "number": 17}]
    assert found == ["2026-01-28", performers, [], ended.story.ceremony.id]
    year = await ended.get("programs", f"/facilities/{ended.story.office.facility}/outcomes?year=2026", OFFICER)
    assert (year["performances"], year["performers"], year["products"]) == (1, 17, [])
    assert (await ended.waiting(OFFICER))["without_agreement"] == 1


async def test_at_the_made_up_unit_two_sign_later_and_one_lapses(ended: Played[TangerangStory]) -> None:
    officer = MADE_UP_STAFF.officer
    ceremony = await ended.get("agreements", ended.story.made_up_ceremony.path, officer)
    assert ceremony["reconciliation"] == reconciled(6, 3, 3)
    assert [each["outcome"] for each in ceremony["agreements"]] == ["signed"] * 3 + ["absent"] * 3
    assert [each["document_state"] for each in ceremony["agreements"]] == ["signed"] * 5 + ["lapsed"]
    assert await ended.states(ended.story.made_up.facility, officer) == {"active": 5, "lapsed": 1}


async def test_the_counselling_is_counted_and_then_missed(ended: Played[TangerangStory]) -> None:
    officer, agreement = MADE_UP_STAFF.officer, ended.story.made_up_agreements[0]["id"]
    activity = await ended.get("agreements", f"/agreements/{agreement}/activity", officer)
    (item,) = activity["scope_items"]
    counts = [item[name] for name in ("sessions", "active", "passive", "absent", "last_activity")]
    assert counts == [SESSIONS_A_MONTH, 200, 20, 20, "2026-02-27"]
    assert activity["implementation"] == "dormant"
    path = f"/programs/{ended.story.counselling}/cancellations"
    lost = (await ended.get("programs", path, officer))["items"]
    assert [each["cancelled_by"] for each in lost] == ["partner"] * 4
    assert {owed["agreement_id"] for each in lost for owed in each["owed_for"]} == {agreement}
    cases = (await ended.get("programs", "/waiting?kind=next_session&overdue=true", officer))["items"]
    assert [case["since"] for case in cases] == ["2026-02-27"]


async def test_the_ledger_has_a_month_that_was_kept_and_three_that_were_missed(ended: Played[TangerangStory]) -> None:
    path = f"/agreements/{ended.story.made_up_agreements[0]['id']}/ledger"
    ledger = await ended.get("agreements", path, MADE_UP_STAFF.officer)
    rows = [(row["period_from"], row["delivered"], row["missed"], row["open"], row["state"]) for row in ledger["rows"]]
    assert rows == [
        ("2026-02-01", SESSIONS_A_MONTH, 0, 0, "fulfilled"),
        ("2026-03-01", 0, SESSIONS_A_MONTH, 0, "overdue"),
        ("2026-04-01", 0, SESSIONS_A_MONTH, 0, "overdue"),
        ("2026-05-01", 0, SESSIONS_A_MONTH, 0, "overdue"),
        # The month is not over: it waits.
        ("2026-06-01", 0, 0, SESSIONS_A_MONTH, "waiting"),
    ]
    (total,) = ledger["totals"]
    assert [total[name] for name in ("due", "delivered", "missed", "open")] == [100, 20, 60, 20]


async def test_each_missed_month_is_announced_once(ended: Played[TangerangStory]) -> None:
    announced = await ended.tables.rows(
        "agreements",
        """SELECT convert_from(data, 'UTF8')::json ->> 'due_on' FROM outbox
           WHERE type LIKE '%.obligation.missed.v1' AND key = $1 ORDER BY 1""",
        ended.story.made_up_agreements[0]["id"],
    )
    assert [day for (day,) in announced] == ["2026-03-31", "2026-04-30", "2026-05-31"]
    for account in (MADE_UP_STAFF.officer, MADE_UP_STAFF.head):
        notices = await ended.open_notices(account)
        # One for each month: they were missed on different days.
        assert notices["obligation_missed", 1] == MISSED_MONTHS


async def test_dormant_agreements_are_announced_once(ended: Played[TangerangStory]) -> None:
    announced = await ended.tables.rows(
        "agreements",
        """SELECT convert_from(data, 'UTF8')::json ->> 'ever_delivered', count(*) FROM outbox
           WHERE type LIKE '%.agreement.dormant.v1' AND key = ANY($1) GROUP BY 1""",
        [each["id"] for each in ended.story.made_up_agreements],
    )
    assert dict(announced) == {"true": 1, "false": 4}
    notices = await ended.open_notices(MADE_UP_STAFF.officer)
    assert [matters for (rule, matters), _count in notices.items() if rule in DORMANCY] == [5]


async def test_each_fact_is_emitted_once(ended: Played[TangerangStory], counts: Counts) -> None:
    all_of_both = counts.partners + 6
    each_partner = (
        "partner.registered.v1",
        "agreement.drafted.v1",
        "agreement.submitted_for_review.v1",
        "agreement.validated.v1",
        "agreement.signing_planned.v1",
    )
    assert await ended.events("agreements") == {
        **dict.fromkeys(each_partner, all_of_both),
        "position.assigned.v1": 14,
        "unit.changed.v1": 1,
        # The one that lapses has the signature of the facility, and not that of its partner.
        "agreement.signature_recorded.v1": 2 * all_of_both - 1,
        "agreement.signed.v1": all_of_both - 1,
        "agreement.first_activity_recorded.v1": 1,
        "obligation.agreed.v1": 1,
        "obligation.delivered.v1": 1,
        "ceremony.held.v1": 2,
    }
    assert await ended.events("programs") == {
        # Five of the made-up unit, and the ensemble.
        "program.planned.v1": counts.programs + 5 + 1,
        "program.opened.v1": 2,
        "cohort.started.v1": 2,
        "session.held.v1": SESSIONS_A_MONTH,
        "performance.given.v1": 1,
        "session.cancelled.v1": 4,
        # Numbers of rehabilitation are on the internal topic only.
        "cohort.counted.v1": 1,
        "session.counted.v1": SESSIONS_A_MONTH,
        "session.credited.v1": SESSIONS_A_MONTH,
    }


@pytest.mark.parametrize(
    ("account", "ceremonies", "lapses"),
    [(OFFICER, 1, 0), (HEAD, 1, 0), (REVIEWER, 2, 1), (MADE_UP_STAFF.officer, 1, 1), (MADE_UP_STAFF.head, 1, 1)],
)
async def test_every_desk_is_told_once(
    ended: Played[TangerangStory], account: str, ceremonies: int, lapses: int
) -> None:
    notices = (await ended.get("notifications", "/inbox?limit=200", account))["items"]
    told = [notice["rule"] for notice in notices]
    assert (told.count("ceremony_held"), told.count("agreement_lapsed")) == (ceremonies, lapses)


async def test_nothing_is_left_behind(ended: Played[TangerangStory]) -> None:
    await ended.tables.require_nothing_left()
