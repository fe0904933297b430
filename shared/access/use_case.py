"""The one wrapper through which every use case passes: by HTTP, Kafka, the clock or the command line."""

from collections.abc import Awaitable, Callable
from functools import update_wrapper
from typing import Any, Generic, TypeAlias, TypeVar

from shared.access.actor import Actor
from shared.access.audit import record_change
from shared.events.unit_of_work import UnitOfWork
from shared.values.capabilities import NATION, Capability, Scope

Work: TypeAlias = UnitOfWork[Actor]
C = TypeVar("C")
R = TypeVar("R")
ScopeOf: TypeAlias = Callable[[Work, C], Awaitable[Scope | None]]


async def anywhere(_work: Work, _command: object) -> None:
    """For lists: any scope will do, the query itself returns only what the actor's grants reach."""


async def nationwide(_work: Work, _command: object) -> Scope:
    """For what concerns no single facility, region or partner: only a national grant covers it."""
    return NATION


class UseCase(Generic[C, R]):
    """A function behind its check. What it declares can be read, so that a test compares it with what is observed."""

    def __init__(
        self,
        function: Callable[[Work, C], Awaitable[R]],
        allowed: tuple[Capability, ...],
        scope: ScopeOf[Any],
        *,
        changes: bool,
    ) -> None:
        update_wrapper(self, function)
        self.name = function.__name__
        self.allowed = allowed
        self.changes = changes
        self._function = function
        self._scope = scope

    async def __call__(self, work: Work, command: C) -> R:
        """Run it, if the actor may. Raises `NotPermitted` or `OutOfScope`, and whatever finding the scope raises."""
        # Before the scope is looked for, which may end in a 404: who may do this nowhere must not learn what there is.
        work.actor.require_capability(self.allowed)
        grant = work.actor.permit(self.allowed, await self._scope(work, command))
        # On record before it is done, so that whoever reads the trail finds this reading in it. A refusal undoes both.
        if self.changes:
            await record_change(work, self.name, grant, command)
        return await self._function(work, command)


def use_case(
    *allowed: Capability, scope: ScopeOf[Any], changes: bool = True
) -> Callable[[Callable[[Work, C], Awaitable[R]]], UseCase[C, R]]:
    """Let a function run only for an actor with one of the `allowed` capabilities in the scope of the command.

    `scope` finds where the command's subject lies. A use case that `changes` something leaves a line in the trail.
    """
    return lambda function: UseCase(function, allowed, scope, changes=changes)
