"""How `sinergi subscribers` does what it is told: at the desk, step by step, with one answer at the end."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import typer

from deploy.contracts.subscribers import load_subscribers
from deploy.installation.plainly import speaking_plainly
from deploy.installation.service import by_hand, connected, run
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from deploy.sinergi.answers import print_json
from deploy.sinergi.installation import operator_settings
from deploy.subscribers.credentials import secret_file
from deploy.subscribers.desk import Desk, Plan
from deploy.topics.cluster import Cluster
from shared.events.operator_log import Operator

T = TypeVar("T")
Deed = Callable[[Desk, Operator], Coroutine[Any, Any, Plan]]


def at_desk(register: Path | None, act: Callable[[Desk], Coroutine[Any, Any, T]]) -> T:
    """Run `act` with the register of this checkout, or another. Raises `Trouble`."""
    subscribers = load_subscribers(register.read_text() if register else None)
    settings = operator_settings()
    with speaking_plainly():
        return run(act(Desk(settings, Cluster(settings), {one.name: one for one in subscribers})))


def do(register: Path | None, why: str, deed: Deed, *, to: Path | None, dry_run: bool, as_json: bool) -> None:
    """Carry a deed out, or only say what it would be."""
    by = by_hand(why)

    async def act(desk: Desk) -> Plan:
        if dry_run:
            return await deed(desk, by)
        async with _alone(desk):
            plan = await deed(desk, by)
            await _carry_out(plan, to)
        return plan

    _say(at_desk(register, act), to, dry_run=dry_run, as_json=as_json)


@asynccontextmanager
async def _alone(desk: Desk) -> AsyncIterator[None]:
    # The lock goes with the connection, so a command that dies holds nobody up.
    async with connected(desk.settings, SERVICES[0]) as connection:
        if not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext('sinergi subscribers'))"):
            raise Trouble("Somebody else is changing subscribers: look again when that command has ended")
        yield


async def _carry_out(plan: Plan, to: Path | None) -> None:
    # The file is there before anything is changed: credentials that cannot be kept are of no use.
    with secret_file(to) if to and plan.credentials else nullcontext() as file:
        await plan.carry_out()
        if file is not None and plan.credentials is not None:
            file.write(plan.credentials)


def _say(plan: Plan, to: Path | None, *, dry_run: bool, as_json: bool) -> None:
    shown = None if dry_run or to or plan.credentials is None else asdict(plan.credentials)
    done = [step.said for step in plan.steps]
    if as_json:
        print_json({"would_do" if dry_run else "done": done, "credentials": shown})
        return
    typer.echo("\n".join(done) or "nothing is left to do")
    if shown is not None:
        typer.echo("These are shown once and kept nowhere:")
        for name, value in shown.items():
            typer.echo(f"  {name}: {value or 'as before'}")
    elif plan.credentials is not None and not dry_run:
        typer.echo(f"the credentials are in {to}")
