"""Runs an operation of `sinergi subscribers`: the steps of its plan, and one output at the end."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import typer

from deploy.contracts.subscribers import load_subscribers
from deploy.installation.service import connected, identify_operator, run
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_fields, print_json
from deploy.subscribers.credentials import secret_file
from deploy.subscribers.registry import Registry, SubscriberPlan
from deploy.topics.cluster import Cluster
from shared.events.operator_log import Operator

T = TypeVar("T")
Operation = Callable[[Registry, Operator], Coroutine[Any, Any, SubscriberPlan]]


def with_registry(register: Path | None, act: Callable[[Registry], Coroutine[Any, Any, T]]) -> T:
    """Run `act` with the committed register, or with another one. Raises `Trouble`."""
    subscribers = load_subscribers(register.read_text() if register else None)
    settings = operator_settings()

    async def with_cluster() -> T:
        return await act(Registry(settings, Cluster(settings), {one.name: one for one in subscribers}))

    return run(with_cluster())


def operate(
    register: Path | None, reason: str, operation: Operation, *, to: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Carry out an operation, or only show its steps in a dry run."""
    operator = identify_operator(reason)

    async def act(registry: Registry) -> SubscriberPlan:
        if dry_run:
            return await operation(registry, operator)
        async with _lock(registry):
            plan = await operation(registry, operator)
            await _carry_out(plan, to)
        return plan

    _print(with_registry(register, act), to, dry_run=dry_run, as_json=as_json)


@asynccontextmanager
async def _lock(registry: Registry) -> AsyncIterator[None]:
    # The lock ends with its connection, so a command that dies does not block the next one.
    async with connected(registry.settings, SERVICES[0]) as connection:
        if not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext('sinergi subscribers'))"):
            raise Trouble("Another command is changing subscribers: try again when it has ended")
        yield


async def _carry_out(plan: SubscriberPlan, to: Path | None) -> None:
    # The file is created before anything changes: credentials that cannot be saved would be lost.
    with secret_file(to) if to and plan.credentials else nullcontext() as file:
        await plan.carry_out()
        if file is not None and plan.credentials is not None:
            file.write(plan.credentials)


def _print(plan: SubscriberPlan, to: Path | None, *, dry_run: bool, as_json: bool) -> None:
    shown = None if dry_run or to or plan.credentials is None else asdict(plan.credentials)
    done = [step.description for step in plan.steps]
    if as_json:
        print_json({"would_do" if dry_run else "done": done, "credentials": shown})
        return
    typer.echo("\n".join(done) or "nothing is left to do")
    if shown is not None:
        typer.echo("These credentials are shown once and not stored:")
        print_fields({f"  {name}": value or "unchanged" for name, value in shown.items()})
    elif plan.credentials is not None and not dry_run:
        typer.echo(f"the credentials are in {to}")
