"""The one wrapper of every use case, for calls from HTTP, Kafka, jobs and the command line."""

from collections.abc import Awaitable, Callable
from functools import update_wrapper
from typing import Any, Generic, TypeAlias, TypeVar

from shared.access.actor import Actor
from shared.access.audit import record_change
from shared.events.unit_of_work import UnitOfWork
from shared.values.capabilities import NATION, Capability, Grant, Scope

Work: TypeAlias = UnitOfWork[Actor]
C = TypeVar("C")
R = TypeVar("R")
ScopeOf: TypeAlias = Callable[[Work, C], Awaitable[Scope | None]]


async def anywhere(_work: Work, _command: object) -> None:
    """For lists: no scope is checked, because the query itself returns only rows that the actor's grants cover."""


async def nationwide(_work: Work, _command: object) -> Scope:
    """For things that belong to no single facility, region or partner: only a national grant covers them."""
    return NATION


class UseCase(Generic[C, R]):
    """A function with its access check. Tests compare the declared capabilities with the observed ones."""

    def __init__(
        self,
        function: Callable[[Work, C], Awaitable[R]],
        allowed: tuple[Capability, ...],
        scope: ScopeOf[Any],
        *,
        changes: bool,
        visitors: bool,
    ) -> None:
        update_wrapper(self, function)
        self.name = function.__name__
        self.allowed = allowed
        self.changes = changes
        self.visitors = visitors
        self._function = function
        self._scope = scope

    async def __call__(self, work: Work, command: C) -> R:
        """Check, then run. Raises `NotPermitted`, `OutOfScope`, or an error of the scope function."""
        grant = await self._admit(work, command)
        # Recorded first, so that a reading of the audit trail contains its own entry. A refusal undoes both.
        if self.changes:
            await work.start_transaction()
            await record_change(work, self.name, grant, command)
        return await self._function(work, command)

    async def _admit(self, work: Work, command: C) -> Grant | None:
        if self.visitors and work.actor.visitor:
            # The scope function finds what the secret opens, or raises: that is the whole check.
            await self._scope(work, command)
            work.actor.checked = True
            return None
        # Before the scope is found, which may raise a 404: an actor without the capability must not learn what exists.
        work.actor.require_capability(self.allowed)
        return work.actor.permit(self.allowed, await self._scope(work, command))

    async def permits(self, work: Work, about: object) -> bool:
        """Whether the actor may do this with the thing that `about` names, for a page that offers it.

        The rules of the thing are not asked, and nothing is done or recorded. Raises an error of the scope function.
        """
        return work.actor.may(self.allowed, None) and work.actor.may(self.allowed, await self._scope(work, about))


def use_case(
    *allowed: Capability, scope: ScopeOf[Any], changes: bool = True, visitors: bool = False
) -> Callable[[Callable[[Work, C], Awaitable[R]]], UseCase[C, R]]:
    """Make a function a use case: the actor needs one of the `allowed` capabilities in the scope of the command.

    `scope` finds that scope. A use case that `changes` something is recorded in the audit trail.
    One for `visitors` is open without an account to whoever holds the secret that the scope function looks for.
    """
    return lambda function: UseCase(function, allowed, scope, changes=changes, visitors=visitors)
