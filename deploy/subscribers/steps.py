"""The steps of an operation on a subscriber. Each step is safe alone, and is left out when it is done already.

So an interrupted command leaves a subscriber with no more rights than before or after it, and the same command again
completes it. An operation that gives rights grants them in its last step. An operation that takes rights begins in the
services' schemas, where a change takes effect at the next request.
"""

from collections.abc import Awaitable, Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta

from deploy.contracts.subscribers import Subscriber
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.subscribers.quotas import set_quota
from deploy.subscribers.state import SubscriberState, wanted_rights, wanted_row
from deploy.subscribers.store import (
    SubscriberHistoryEntry,
    SubscriberRow,
    Token,
    insert_history,
    insert_token,
    save_revoked,
    save_subscriber,
)
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings
from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class SubscriberStep:
    """One step, and its description for the operator."""

    description: str
    run: Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class SubscriberSteps:
    """The steps of each operation on one subscriber, starting from its present state."""

    settings: Settings
    cluster: Cluster
    state: SubscriberState
    entry: SubscriberHistoryEntry

    def register(self, subscriber: Subscriber) -> Iterator[SubscriberStep]:
        """Apply the register. A suspended subscriber stays suspended."""
        status = self.state.status or "active"
        row, rights = wanted_row(subscriber, status), wanted_rights(self.settings, subscriber)
        yield from self._revoke_rights(self.state.rights - rights)
        yield from self._save(row)
        # The limit is set before the right that it limits is granted.
        if self.state.bytes_per_second != subscriber.bytes_per_second:
            yield self._quota(subscriber.bytes_per_second)
        if status == "active":
            yield from self._grant_rights(rights - self.state.rights)

    def issue(self, token: Token | None, password: str | None, overlap: timedelta) -> Iterator[SubscriberStep]:
        """Set new credentials. A token may overlap with the one before it; Kafka keeps only one password."""
        for service in SERVICES:
            if token is not None:
                yield self._in(
                    service, "gets a new token", lambda at: insert_token(at, self._name, token, overlap, self.entry)
                )
            else:
                yield self._in(service, "is recorded", lambda at: insert_history(at, self._name, self.entry))
        if password is not None:
            yield self._password(password)

    def suspend(self) -> Iterator[SubscriberStep]:
        """Suspend it in every service, then remove its rights and its password in Kafka."""
        for service, row in self.state.rows.items():
            if row.status != "suspended":
                yield self._row(service, replace(row, status="suspended"))
        yield from self._shut_out()

    def resume(self, subscriber: Subscriber, password: str | None) -> Iterator[SubscriberStep]:
        """Apply the register again, with a new password: the old one was removed."""
        # The services come last: until then the status is `suspended`, so an interrupted command can be run again. It
        # then sets another password, because the interrupted command has not shown its own.
        rights = wanted_rights(self.settings, subscriber)
        yield from self._revoke_rights(self.state.rights - rights)
        if password is not None:
            yield self._password(password)
        yield from self._grant_rights(rights - self.state.rights)
        yield from self._save(wanted_row(subscriber, "active"))

    def revoke(self) -> Iterator[SubscriberStep]:
        """Remove everything for good."""
        for service, row in self.state.rows.items():
            if row.status != "revoked" or row.tokens:
                yield self._revoked(service, row)
        yield from self._shut_out()
        if self.state.bytes_per_second is not None:
            yield self._quota(None)

    @property
    def _name(self) -> str:
        return self.state.name

    def _save(self, row: SubscriberRow) -> Iterator[SubscriberStep]:
        for service in SERVICES:
            present = self.state.rows.get(service)
            if present is None or (present.status, present.rights) != (row.status, row.rights):
                yield self._row(service, row)

    def _row(self, service: str, row: SubscriberRow) -> SubscriberStep:
        rights = f"{len(row.rights.topics)} topics, {row.rights.requests_per_minute} requests per minute"
        return self._in(
            service, f"is {row.status}: {rights}", lambda at: save_subscriber(at, self._name, row, self.entry)
        )

    def _revoked(self, service: str, row: SubscriberRow) -> SubscriberStep:
        return self._in(service, "is revoked", lambda at: save_revoked(at, self._name, row, self.entry))

    def _in(self, service: str, change: str, act: Callable[[Connection], Awaitable[None]]) -> SubscriberStep:
        async def run() -> None:
            async with connected(self.settings, service) as connection, connection.transaction():
                await act(connection)

        return SubscriberStep(f"{service}: {self._name} {change}", run)

    def _grant_rights(self, rights: AbstractSet[Right]) -> Iterator[SubscriberStep]:
        if rights:
            yield self._in_kafka(_describe("may", rights), lambda: self.cluster.grant(rights))

    def _revoke_rights(self, rights: AbstractSet[Right]) -> Iterator[SubscriberStep]:
        if rights:
            yield self._in_kafka(_describe("may no longer", rights), lambda: self.cluster.revoke(rights))

    def _shut_out(self) -> Iterator[SubscriberStep]:
        # Rights first: brokers check them at every request, and the password only at a new connection.
        yield from self._revoke_rights(self.state.rights)
        if self.state.has_password:
            principal = self.state.principal
            yield self._in_kafka(f"{principal} cannot log in", lambda: self.cluster.remove_users([principal]))

    def _password(self, password: str) -> SubscriberStep:
        principal = self.state.principal
        return self._in_kafka(
            f"{principal} gets a new password", lambda: self.cluster.set_passwords({principal: password})
        )

    def _quota(self, rate: int | None) -> SubscriberStep:
        async def run() -> None:
            await set_quota(self.settings, self.state.principal, rate)

        limit = "has no read limit" if rate is None else f"may read {rate} bytes per second"
        return SubscriberStep(f"kafka: {self.state.principal} {limit}", run)

    def _in_kafka(self, change: str, act: Callable[[], None]) -> SubscriberStep:
        async def run() -> None:
            act()

        return SubscriberStep(f"kafka: {change}", run)


def _describe(verb: str, rights: AbstractSet[Right]) -> str:
    principal = next(iter(rights)).principal
    operations = sorted({f"{right.operation} {right.name}{'*' if right.prefixed else ''}" for right in rights})
    return f"{principal} {verb} {', '.join(operations)}"
