"""The audit trail: its entries, their order, and that no process can change them. The access table has the rights."""

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
from tests.behaviour.access.positions import arrived, assign, day
from tests.behaviour.access.sample import Json, Sample
from tests.behaviour.client import OPERATOR, SERVICES, Sinergi


async def trail(sample: Sample, query: str, as_: str = OPERATOR) -> Json:
    answer = await sample.sinergi.agreements.get(f"/audit-trail?{query}", as_)
    assert answer.status_code == 200, answer.text
    page: Json = answer.json()
    return page


@pytest.fixture
async def acting(sample: Sample) -> str:
    """An account that acts for the facility's officer."""
    facility = {"capability": "cooperation_officer", "scope_kind": "facility", "unit": sample.units["facility"]}
    position = await assign(sample.sinergi, capacity="daily_acting", letter="SPRIN-7/2026", **facility)
    await arrived(sample.sinergi, position)
    return str(position["account"])


async def withdrawn(sample: Sample, account: str) -> None:
    drafted = await sample.sinergi.agreements.post("/agreements", sample.office.draft_body(), account)
    await sample.office.perform(drafted.json()["id"], "withdrawals", {"reason": "Mitra menunda."}, account)


async def test_an_entry_has_account_position_unit_use_case_reason_and_time(sample: Sample, acting: str) -> None:
    await withdrawn(sample, acting)
    head = sample.of(Capability.HEAD, "facility")
    entry = (await trail(sample, f"account={acting}&use_case=withdraw_agreement", head))["items"][0]
    assert entry.keys() >= {"at", "recorded_at", "correlation_id"}
    assert {name: entry[name] for name in entry.keys() - {"at", "recorded_at", "correlation_id"}} == {
        "account": acting,
        "capability": "cooperation_officer",
        "capacity": "daily_acting",
        "scope_kind": "facility",
        "unit": sample.units["facility"],
        "region": sample.units["region"],
        "use_case": "withdraw_agreement",
        "reason": "Mitra menunda.",
    }


async def test_pages_stay_correct_while_new_entries_arrive(sample: Sample, acting: str) -> None:
    for _ in range(2):
        await withdrawn(sample, acting)
    query = f"account={acting}&limit=3"
    first = await trail(sample, query)
    await withdrawn(sample, acting)
    second = await trail(sample, f"{query}&cursor={first['next']}")
    assert [entry["use_case"] for page in (first, second) for entry in page["items"]] == [
        "withdraw_agreement",
        "draft_agreement",
        "withdraw_agreement",
        "draft_agreement",
    ]
    assert second["next"] is None


async def test_each_filter_leaves_entries_out(sample: Sample, acting: str) -> None:
    await withdrawn(sample, acting)
    by = f"account={acting}"
    assert len((await trail(sample, f"{by}&use_case=draft_agreement"))["items"]) == 1
    assert len((await trail(sample, f"{by}&unit={sample.units['facility']}"))["items"]) == 2
    assert len((await trail(sample, f"{by}&unit={sample.units['region']}"))["items"]) == 2
    today = day(sample.sinergi, 0)
    assert len((await trail(sample, f"{by}&since={today}&until={today}"))["items"]) == 2
    for nothing in (f"unit={sample.others['facility']}", f"since={day(sample.sinergi, 1)}", "use_case=end_position"):
        assert (await trail(sample, f"{by}&{nothing}"))["items"] == []
    assert (await trail(sample, f"{by}&until={day(sample.sinergi, -1)}"))["items"] == []


async def test_a_reading_of_the_trail_is_recorded_in_it(sample: Sample) -> None:
    reviewer = sample.of(Capability.HEAD, "region")
    newest = (await trail(sample, "limit=1", reviewer))["items"][0]
    assert (newest["account"], newest["use_case"]) == (reviewer, "list_audit_trail")


async def test_a_change_at_the_command_line_is_recorded(sample: Sample) -> None:
    account = f"assigned-{uuid4()}"
    settings = settings_of(sample.sinergi.stack.environment())
    await asyncio.to_thread(assign_position, settings, account, "operator", "nation")
    newest = (await trail(sample, "use_case=assign_position&limit=1"))["items"][0]
    assert newest["account"].startswith("command:")
    assert (newest["capability"], newest["scope_kind"]) == (None, None)


async def test_an_invalid_cursor_is_refused(sample: Sample) -> None:
    for entry in ("x", "0", str(2**63)):
        cursor = b64encode(json.dumps([entry]).encode()).decode()
        answer = await sample.sinergi.agreements.get(f"/audit-trail?cursor={cursor}", OPERATOR)
        assert answer.json()["type"] == "/problems/invalid-cursor"


@pytest.mark.parametrize("kind", ["app", "relay"])
@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_trail SET account = 'another account'",
        "DELETE FROM audit_trail",
        "TRUNCATE audit_trail",
        "ALTER TABLE audit_trail DISABLE TRIGGER ALL",
        "DROP TABLE audit_trail",
    ],
)
async def test_no_process_can_change_an_entry(sinergi: Sinergi, service: str, kind: RoleKind, statement: str) -> None:
    connection = await connect(settings_of(sinergi.stack.environment()), service, kind, "test")
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()
