"""The one wrapper through which every use case passes: by HTTP, Kafka, the clock or the command line."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeAlias, TypeVar

from shared.access.actor import Actor
from shared.access.audit import record_change
from shared.events.unit_of_work import UnitOfWork
from shared.values.capabilities import NATION, Capability, Scope

Work: TypeAlias = UnitOfWork[Actor]
C = TypeVar("C")
R = TypeVar("R")
UseCase: TypeAlias = Callable[[Work, C], Awaitable[R]]
ScopeOf: TypeAlias = Callable[[Work, C], Awaitable[Scope | None]]


async def anywhere(_work: Work, _command: object) -> None:
    """For lists: any scope will do, the query itself returns only what the actor's grants reach."""


async def nationwide(_work: Work, _command: object) -> Scope:
    """For what concerns no single facility, region or partner: only a national grant covers it."""
    return NATION


def use_case(
    *allowed: Capability, scope: ScopeOf[Any], changes: bool = True
) -> Callable[[UseCase[C, R]], UseCase[C, R]]:
    """Let a function run only for an actor with one of the `allowed` capabilities in the scope of the command.

    `scope` finds where the command's subject lies. A use case that `changes` something leaves a line in the trail.
    """

    def wrap(function: UseCase[C, R]) -> UseCase[C, R]:
        @wraps(function)
        async def checked(work: Work, command: C) -> R:
            work.actor.require_capability(allowed)
            grant = work.actor.permit(allowed, await scope(work, command))
            if changes:
                await record_change(work, function.__name__, grant, command)
            return await function(work, command)

        return checked

    return wrap
