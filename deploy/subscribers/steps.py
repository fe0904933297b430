"""What is to be done about a subscriber, step by step: each step is safe alone, and left out where it is done already.

So a command that is broken off leaves nobody with more than before or after, and the same command again completes it.
Whatever gives a right gives it last; whatever takes one takes it first where it holds at the next request, which is in
the services' schemas.
"""

from collections.abc import Awaitable, Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta

from deploy.contracts.subscribers import Subscriber
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.subscribers.quotas import set_quota
from deploy.subscribers.rows import Deed, Row, Token, add_token, record, revoke, write
from deploy.subscribers.standing import Standing, wanted_rights, wanted_row
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings
from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and what it is in words."""

    said: str
    do: Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Steps:
    """The steps of each deed, for one subscriber as it stands."""

    settings: Settings
    cluster: Cluster
    standing: Standing
    deed: Deed

    def register(self, subscriber: Subscriber) -> Iterator[Step]:
        """Make it what the register says. One that is suspended is not let in by it."""
        status = self.standing.status or "active"
        row, rights = wanted_row(subscriber, status), wanted_rights(self.settings, subscriber)
        yield from self._revoke_rights(self.standing.rights - rights)
        yield from self._write(row)
        # The limit is there before the right that it limits.
        if self.standing.bytes_per_second != subscriber.bytes_per_second:
            yield self._quota(subscriber.bytes_per_second)
        if status == "active":
            yield from self._grant_rights(rights - self.standing.rights)

    def credentials(self, token: Token | None, password: str | None, overlap: timedelta) -> Iterator[Step]:
        """Give new ones. A token may overlap with the one before it, of passwords Kafka keeps but one."""
        for service in SERVICES:
            if token is not None:
                yield self._in(service, "a new token", lambda at: add_token(at, self._name, token, overlap, self.deed))
            else:
                yield self._in(service, "on record", lambda at: record(at, self._name, self.deed))
        if password is not None:
            yield self._password(password)

    def suspend(self) -> Iterator[Step]:
        """Take away what it can read, and let it in nowhere."""
        for service, row in self.standing.rows.items():
            if row.status != "suspended":
                yield self._row(service, replace(row, status="suspended"))
        yield from self._shut_out()

    def resume(self, subscriber: Subscriber, password: str | None) -> Iterator[Step]:
        """Give it back what the register says. Its password is gone, so it gets a new one."""
        # The services last: until all is done nobody has seen the password, and status stays the strictest there is,
        # so that a command that was broken off can be given again.
        rights = wanted_rights(self.settings, subscriber)
        yield from self._revoke_rights(self.standing.rights - rights)
        if password is not None:
            yield self._password(password)
        yield from self._grant_rights(rights - self.standing.rights)
        yield from self._write(wanted_row(subscriber, "active"))

    def revoke(self) -> Iterator[Step]:
        """Take everything away for good."""
        for service, row in self.standing.rows.items():
            if row.status != "revoked" or row.tokens:
                yield self._revoked(service, row)
        yield from self._shut_out()
        if self.standing.bytes_per_second is not None:
            yield self._quota(None)

    @property
    def _name(self) -> str:
        return self.standing.name

    def _write(self, row: Row) -> Iterator[Step]:
        for service in SERVICES:
            there = self.standing.rows.get(service)
            if there is None or (there.status, there.rights) != (row.status, row.rights):
                yield self._row(service, row)

    def _row(self, service: str, row: Row) -> Step:
        said = f"{row.status}, {len(row.rights.topics)} topics, {row.rights.requests_per_minute} requests a minute"
        return self._in(service, said, lambda at: write(at, self._name, row, self.deed))

    def _revoked(self, service: str, row: Row) -> Step:
        return self._in(service, "revoked", lambda at: revoke(at, self._name, row, self.deed))

    def _in(self, service: str, said: str, act: Callable[[Connection], Awaitable[None]]) -> Step:
        async def do() -> None:
            async with connected(self.settings, service) as connection, connection.transaction():
                await act(connection)

        return Step(f"{service}: {self._name} {said}", do)

    def _grant_rights(self, rights: AbstractSet[Right]) -> Iterator[Step]:
        if rights:
            yield self._in_kafka(_said("may", rights), lambda: self.cluster.grant(rights))

    def _revoke_rights(self, rights: AbstractSet[Right]) -> Iterator[Step]:
        if rights:
            yield self._in_kafka(_said("may no more", rights), lambda: self.cluster.revoke(rights))

    def _shut_out(self) -> Iterator[Step]:
        # Rights first: brokers ask for them at every request, and for the password only when somebody connects.
        yield from self._revoke_rights(self.standing.rights)
        if self.standing.has_password:
            principal = self.standing.principal
            yield self._in_kafka(f"{principal} cannot log in", lambda: self.cluster.remove_users([principal]))

    def _password(self, password: str) -> Step:
        principal = self.standing.principal
        return self._in_kafka(
            f"{principal} has a new password", lambda: self.cluster.set_passwords({principal: password})
        )

    def _quota(self, rate: int | None) -> Step:
        async def do() -> None:
            await set_quota(self.settings, self.standing.principal, rate)

        said = "without limit" if rate is None else f"{rate} bytes a second at most"
        return Step(f"kafka: {self.standing.principal} reads {said}", do)

    def _in_kafka(self, said: str, act: Callable[[], None]) -> Step:
        async def do() -> None:
            act()

        return Step(f"kafka: {said}", do)


def _said(how: str, rights: AbstractSet[Right]) -> str:
    principal = next(iter(rights)).principal
    what = sorted({f"{right.operation} {right.name}{'*' if right.prefixed else ''}" for right in rights})
    return f"{principal} {how} {', '.join(what)}"
