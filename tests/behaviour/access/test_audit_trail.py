"""The audit trail: what stands in it, in which order it is read, and that nobody mends it. Who may is in the table."""

import asyncio
import json
from base64 import b64encode
from uuid import uuid4

import asyncpg
import pytest

from deploy.installation.environment import settings_of
from deploy.operating.positions import assign_position
from shared.operations.settings import RoleKind
from shared.postgres.connections import connect
from shared.values.capabilities import Capability
from tests.behaviour.access.register import arrived, assign, day
from tests.behaviour.access.stage import Json, Stage
from tests.behaviour.conftest import OPERATOR, SERVICES, Sinergi


async def trail(stage: Stage, query: str, as_: str = OPERATOR) -> Json:
    answer = await stage.sinergi.agreements.get(f"/audit-trail?{query}", as_)
    assert answer.status_code == 200, answer.text
    page: Json = answer.json()
    return page


@pytest.fixture
async def acting(stage: Stage) -> str:
    """Somebody who acts for the facility's officer."""
    facility = {"capability": "officer", "scope_kind": "facility", "unit": stage.units["facility"]}
    position = await assign(stage.sinergi, capacity="daily_acting", letter="SPRIN-7/2026", **facility)
    await arrived(stage.sinergi, position)
    return str(position["account"])


async def withdrawn(stage: Stage, account: str) -> None:
    drafted = await stage.sinergi.agreements.post("/agreements", stage.desk.draft_body(), account)
    await stage.desk.did(drafted.json()["id"], "withdrawals", {"reason": "Mitra menunda."}, account)


async def test_a_line_says_who_did_what_as_what_where_why_and_when(stage: Stage, acting: str) -> None:
    await withdrawn(stage, acting)
    head = stage.of(Capability.HEAD, "+")
    line = (await trail(stage, f"account={acting}&use_case=withdraw_agreement", head))["items"][0]
    assert line.keys() >= {"at", "recorded_at", "correlation_id"}
    assert {name: line[name] for name in line.keys() - {"at", "recorded_at", "correlation_id"}} == {
        "account": acting,
        "capability": "officer",
        "capacity": "daily_acting",
        "scope_kind": "facility",
        "unit": stage.units["facility"],
        "region": stage.units["region"],
        "use_case": "withdraw_agreement",
        "reason": "Mitra menunda.",
    }


async def test_it_is_read_newest_first_page_by_page_while_lines_arrive(stage: Stage, acting: str) -> None:
    for _ in range(2):
        await withdrawn(stage, acting)
    query = f"account={acting}&limit=3"
    first = await trail(stage, query)
    await withdrawn(stage, acting)
    second = await trail(stage, f"{query}&cursor={first['next']}")
    assert [line["use_case"] for page in (first, second) for line in page["items"]] == [
        "withdraw_agreement",
        "draft_agreement",
        "withdraw_agreement",
        "draft_agreement",
    ]
    assert second["next"] is None


async def test_each_filter_narrows(stage: Stage, acting: str) -> None:
    await withdrawn(stage, acting)
    by = f"account={acting}"
    assert len((await trail(stage, f"{by}&use_case=draft_agreement"))["items"]) == 1
    assert len((await trail(stage, f"{by}&unit={stage.units['facility']}"))["items"]) == 2
    assert len((await trail(stage, f"{by}&unit={stage.units['region']}"))["items"]) == 2
    assert len((await trail(stage, f"{by}&since={day(stage.sinergi, 0)}&until={day(stage.sinergi, 0)}"))["items"]) == 2
    for nothing in (f"unit={stage.others['facility']}", f"since={day(stage.sinergi, 1)}", "use_case=end_position"):
        assert (await trail(stage, f"{by}&{nothing}"))["items"] == []
    assert (await trail(stage, f"{by}&until={day(stage.sinergi, -1)}"))["items"] == []


async def test_whoever_reads_it_stands_in_it(stage: Stage) -> None:
    reviewer = stage.of(Capability.REGIONAL_REVIEWER, "+")
    newest = (await trail(stage, "limit=1", reviewer))["items"][0]
    assert (newest["account"], newest["use_case"]) == (reviewer, "list_audit_trail")


async def test_what_is_done_at_the_command_line_is_on_record_too(stage: Stage) -> None:
    account = f"appointed-{uuid4()}"
    settings = settings_of(stage.sinergi.stack.environment())
    await asyncio.to_thread(assign_position, settings, account, "operator", "nation")
    newest = (await trail(stage, "use_case=assign_position&limit=1"))["items"][0]
    assert newest["account"].startswith("command:")
    assert (newest["capability"], newest["scope_kind"]) == (None, None)


async def test_a_cursor_that_is_none_is_refused(stage: Stage) -> None:
    for entry in ("x", "0", str(2**63)):
        cursor = b64encode(json.dumps([entry]).encode()).decode()
        answer = await stage.sinergi.agreements.get(f"/audit-trail?cursor={cursor}", OPERATOR)
        assert answer.json()["type"] == "/problems/invalid-cursor"


@pytest.mark.parametrize("kind", ["app", "relay"])
@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_trail SET account = 'somebody else'",
        "DELETE FROM audit_trail",
        "TRUNCATE audit_trail",
        "ALTER TABLE audit_trail DISABLE TRIGGER ALL",
        "DROP TABLE audit_trail",
    ],
)
async def test_no_process_can_mend_it(sinergi: Sinergi, service: str, kind: RoleKind, statement: str) -> None:
    connection = await connect(settings_of(sinergi.stack.environment()), service, kind, "test")
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()
