"""The last release is upgraded to the present state while people work: nothing is lost, doubled or noticed."""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID

import pytest

from deploy.installation.environment import settings_of
from deploy.local.parts import APIS, WORKERS
from deploy.operating.waiting import rebuild
from deploy.releases.checkout import Checkout
from shared.events.operator_log import Operator
from shared.operations.clock import business_clock
from tests.chaos.audit import audit
from tests.chaos.audit.log import read_log
from tests.chaos.backlog import settle
from tests.chaos.outside import all_sent, listening
from tests.chaos.players import OPERATOR, assign_all, opened
from tests.upgrade.phases import WANTED, working
from tests.upgrade.reading import misfits, schemas_of
from tests.upgrade.release import ANOTHER, Installation, commit_of, install
from tests.upgrade.stack import UpgradeStack

# The limit is that of the upgrade alone: to install the release takes a machine at work longer than the upgrade.
pytestmark = [pytest.mark.part("upgrade", only=True), pytest.mark.timeout(900, func_only=True)]

ROOT = Checkout().root
BY = Operator("operator of the tests", "an upgrade")
RULES = "services/notifications/rules/rules.yaml"
FROZEN = ("docs/contracts/released", "docs/http/released", "docs/releases/migrations", "docs/releases/released.json")


@pytest.fixture(scope="module")
def commit() -> str:
    """The commit of the last release; the test is skipped as long as nothing is released."""
    version = Checkout().released_version
    if version is None and ANOTHER not in os.environ:
        pytest.skip("nothing is released yet: docs/releases has no released.json, so there is nothing to upgrade from")
    return commit_of(ROOT, str(version))


@pytest.fixture(scope="module")
def old(commit: str) -> Iterator[Installation]:
    # Started by root, PostgreSQL runs as another user, who may not enter the folders of pytest.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield install(ROOT, commit, folder)


@pytest.mark.skipif(ANOTHER in os.environ, reason="another version is upgraded than the last release")
def test_the_released_files_are_those_of_the_release(commit: str) -> None:
    command = ["git", "diff", "--stat", commit, "--", *FROZEN]
    changed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert changed == ""


async def test_old_and_new_processes_serve_together_and_nothing_is_lost(old: Installation, tmp_path: Path) -> None:
    data = {"SINERGI_DATA_DIR": str(tmp_path)}
    await asyncio.to_thread(old.sinergi, data, "up")
    position = await asyncio.to_thread(old.sinergi, data, "positions", "assign", OPERATOR, "operator", "nation")
    await asyncio.to_thread(old.sinergi, data, "down")

    async with (
        UpgradeStack(tmp_path, old) as stack,
        opened(stack, stack.environment(), rate=12) as (client, database),
        AsyncExitStack() as until_audited,
    ):
        settings = settings_of(stack.environment())
        casts = await assign_all(client, database, settings, UUID(position), players=5)
        async with working(client, casts) as phases:
            await phases.run("all old")
            async with phases.undisturbed("migration"):
                await stack.migrate()
            await stack.replace(WORKERS, new=True)
            await phases.run("old apis, new workers")
            await stack.replace(WORKERS, new=False)
            await stack.replace(APIS, new=True)
            await phases.run("new apis, old workers")
            await stack.replace(WORKERS, new=True)
            await phases.run("all new")
        # A webhook and mailboxes begin to listen while nobody works, so that it is known which events are theirs. The
        # senders stay while the others are taken back.
        assert await settle(database, settings) is not None
        await stack.start_senders()
        told = {cast.reviewer for own in casts for cast in own}
        outside = await until_audited.enter_async_context(listening(client, database, stack, OPERATOR, told))
        async with working(client, casts, seed=2) as later:
            # An operator who takes the new version back leaves the schemas as they are.
            await stack.replace((*APIS, *WORKERS), new=False)
            await later.run("all old again")
            await stack.replace((*WORKERS, *APIS), new=True)
            await later.run("all new again")
        # What the CHANGELOG asks of operators after this upgrade.
        await rebuild(settings, "agreements", BY)
        assert await settle(database, settings) is not None
        assert await all_sent(outside, database, business_clock(settings).now())
        same_rules = (ROOT / RULES).read_bytes() == (old.folder / RULES).read_bytes()
        findings = await audit(database, settings, client.ledger, outside=outside, notices=same_rules)
        sent = [message.id for message in outside.receiver.got], [each["Message-ID"] for each in outside.messages()]
        log = await read_log(database, settings)

    assert client.ledger.unexpected == []
    assert findings.as_dict()["examples"] == {}
    troubles, done = phases.troubles | later.troubles, phases.done | later.done
    assert {name: dict(+found) for name, found in troubles.items() if +found} == {}
    assert all(each[type_] >= number for each in done.values() for type_, number in WANTED.items())
    before, now = schemas_of(old.folder), schemas_of(ROOT)
    # No sender died, so nothing left twice.
    assert all(ids and len(ids) == len(set(ids)) for ids in sent)
    assert [*misfits(log, before, now)] == []
    assert [*misfits(log, now, before)] == []
