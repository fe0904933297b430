"""The outside resolver: what is asked of it, and the refusal of every answer that is late, broken or too much."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest

from services.programs.participants.gateway import MOST_BYTES, OutsideResolver
from services.programs.participants.model import NamesUnavailable, Person
from shared.access import Work
from shared.operations.settings import Settings
from tests.unit.programs.participants.outside import PERSON, Server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FACILITY, ONE, OTHER = (UUID(int=number) for number in (1, 2, 3))


class Unit:
    """A unit of work that keeps what is recorded in it."""

    def __init__(self) -> None:
        self.recorded: list[tuple[object, ...]] = []
        self.connection = self
        self.now = "now"
        self.actor = SimpleNamespace(account="petugas", used=None)
        self.cause = SimpleNamespace(correlation_id="c")

    async def start_transaction(self) -> None:
        self.recorded.append(("begun",))

    async def execute(self, _sql: str, *values: object) -> None:
        self.recorded.append(values)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    outside = Server()
    listening = await asyncio.start_server(outside.answer, "127.0.0.1", 0)
    outside.port = listening.sockets[0].getsockname()[1]
    yield outside
    listening.close()


def resolver(
    server: Server,
    tmp_path: Path,
    unit: Unit,
    token: str = "secret-token",  # noqa: S107
    seconds: float = 20,
) -> OutsideResolver:
    if token:
        (tmp_path / "resolver_token").write_text(token)
    address = f"http://127.0.0.1:{server.port}"
    values = {"resolver_url": address, "resolver_timeout_seconds": seconds, "secrets_dir": tmp_path}
    return OutsideResolver(cast("Work", unit), Settings.model_validate(values))


async def test_names_are_read_with_the_token_and_put_on_record(server: Server, tmp_path: Path) -> None:
    unit = Unit()
    people = await resolver(server, tmp_path, unit).read(FACILITY, [ONE, OTHER], "cohort")
    assert people == {ONE: Person(name="Warga Contoh", register_number="B.I 1/2026", kind="convict")}
    asked = {"facility_id": str(FACILITY), "participants": [str(ONE), str(OTHER)], "purpose": "cohort"}
    assert server.asked == [("POST /names/read", "Bearer secret-token", asked)]
    # The one who was named, not all who were asked for.
    assert unit.recorded == [("begun",), (FACILITY, [ONE], "cohort", "now", "petugas", None, "c")]


async def test_names_are_kept_and_erased(server: Server, tmp_path: Path) -> None:
    outside = resolver(server, tmp_path, Unit())
    await outside.keep(FACILITY, {ONE: Person(name="Warga Contoh", register_number="B.I 1/2026", kind="convict")})
    assert server.asked[0][0] == "PUT /names"
    assert server.asked[0][2]["people"] == [PERSON | {"term_ends_on": None}]
    server.body = b'{"erased": true}'
    assert await outside.erase(FACILITY, ONE, "request")
    assert server.asked[1][2]["ground"] == "request"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("503 Service Unavailable", b""),
        ("302 Found", b""),
        ("401 Unauthorized", b"{}"),
        ("200 OK", b"no json"),
        ("200 OK", b'{"people": [{"name": "Warga Contoh"}]}'),
        ("200 OK", json.dumps({"people": [PERSON | {"participant_id": str(UUID(int=9))}]}).encode()),
        ("200 OK", b" " * (MOST_BYTES + 1)),
    ],
    ids=["away", "elsewhere", "refused", "no json", "incomplete", "someone else", "too large"],
)
async def test_an_answer_that_is_not_right_gives_no_name(
    server: Server, tmp_path: Path, status: str, body: bytes
) -> None:
    server.status, server.body = status, body
    unit = Unit()
    with pytest.raises(NamesUnavailable) as refused:
        await resolver(server, tmp_path, unit).read(FACILITY, [ONE], "list")
    assert not unit.recorded
    assert "Warga" not in str(refused.value.__cause__)


async def test_a_slow_or_absent_resolver_is_given_up(server: Server, tmp_path: Path) -> None:
    server.pause = 2
    with pytest.raises(NamesUnavailable):
        await resolver(server, tmp_path, Unit(), seconds=0.5).read(FACILITY, None, "list")
    server.port = 1
    with pytest.raises(NamesUnavailable):
        await resolver(server, tmp_path, Unit()).read(FACILITY, None, "list")


async def test_without_its_token_nothing_is_asked(server: Server, tmp_path: Path) -> None:
    with pytest.raises(NamesUnavailable):
        await resolver(server, tmp_path, Unit(), token="").read(FACILITY, None, "list")
    assert not server.asked
