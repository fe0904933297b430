"""What an operator does about subscribers: each deed checked against how the subscriber stands, then made of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from deploy.contracts.subscribers import Subscriber
from deploy.installation.trouble import Trouble
from deploy.subscribers.credentials import Credentials, Kind, kept_of, new_password, new_token
from deploy.subscribers.rows import Deed
from deploy.subscribers.standing import Standing, group_prefix, nobody, read_standings
from deploy.subscribers.steps import Step, Steps
from deploy.topics.cluster import Cluster
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order, and the credentials that are good once it is."""

    steps: Sequence[Step]
    credentials: Credentials | None = None

    async def carry_out(self) -> None:
        """Do it."""
        for step in self.steps:
            await step.do()


@dataclass(frozen=True)
class Desk:
    """The committed register, and the servers at which it is made so."""

    settings: Settings
    cluster: Cluster
    registered: Mapping[str, Subscriber]

    async def register(self, name: str, by: Operator) -> Plan:
        """Let a subscriber be what the register says; also after the register has changed."""
        subscriber, standing = self._registered(name), await self._standing(name)
        if standing.status == "revoked":
            raise Trouble(f"{name} is revoked for good: give it another name in the register")
        steps = self.steps(standing, by, "changed" if standing.status else "registered")
        return Plan([*steps.register(subscriber)])

    async def issue(self, name: str, by: Operator) -> Plan:
        """Give its first credentials, or such as take the place of some that nobody has seen."""
        standing = await self._active(name)
        if standing.has_token and standing.has_password:
            raise Trouble(f"{name} has credentials; `sinergi subscribers rotate {name}` gives new ones")
        return self._with_credentials(standing, by, "issued", frozenset({"token", "password"}), timedelta())

    async def rotate(self, name: str, by: Operator, kinds: frozenset[Kind], overlap: timedelta) -> Plan:
        """Give new credentials; the token before stays valid for a while."""
        standing = await self._active(name)
        if not standing.has_token:
            raise Trouble(f"{name} has no credentials yet; `sinergi subscribers issue {name}` gives them")
        return self._with_credentials(standing, by, "rotated", kinds, overlap)

    async def suspend(self, name: str, by: Operator) -> Plan:
        """Let it read nothing for now."""
        standing = await self._known(name)
        if standing.status == "revoked":
            raise Trouble(f"{name} is revoked for good")
        return Plan([*self.steps(standing, by, "suspended").suspend()])

    async def resume(self, name: str, by: Operator) -> Plan:
        """Let it read again; its token is the same, its password for Kafka a new one."""
        subscriber, standing = self._registered(name), await self._known(name)
        if standing.status != "suspended":
            raise Trouble(f"{name} is {standing.status}, not suspended")
        # Who was suspended before it was issued any credentials gets its first by `issue`, not by being let in again.
        password = new_password() if standing.has_token else None
        steps = self.steps(standing, by, "resumed").resume(subscriber, password)
        return Plan([*steps], self._credentials(standing, None, password) if password else None)

    async def revoke(self, name: str, by: Operator) -> Plan:
        """Take everything away for good."""
        standing = await self._known(name)
        return Plan([*self.steps(standing, by, "revoked").revoke()])

    def _with_credentials(
        self, standing: Standing, by: Operator, what: str, kinds: frozenset[Kind], overlap: timedelta
    ) -> Plan:
        token = new_token() if "token" in kinds else None
        password = new_password() if "password" in kinds else None
        steps = self.steps(standing, by, what)
        kept = kept_of(token, steps.deed.at) if token else None
        return Plan([*steps.credentials(kept, password, overlap)], self._credentials(standing, token, password))

    def _credentials(self, standing: Standing, token: str | None, password: str | None) -> Credentials:
        return Credentials(token, standing.principal, password, group_prefix(self.settings, standing.name))

    def steps(self, standing: Standing, by: Operator, what: str) -> Steps:
        """The steps of one deed."""
        # One moment for all of them: each service records the deed, and by its sameness it is told once.
        return Steps(self.settings, self.cluster, standing, Deed(datetime.now(UTC), by.who, what, by.why))

    async def _standing(self, name: str) -> Standing:
        return (await read_standings(self.settings, self.cluster)).get(name) or nobody(self.settings, name)

    async def _known(self, name: str) -> Standing:
        standing = await self._standing(name)
        if not standing.rows:
            raise Trouble(f"{name} is not registered; see `sinergi subscribers list`")
        return standing

    async def _active(self, name: str) -> Standing:
        standing = await self._known(name)
        if standing.status != "active":
            raise Trouble(f"{name} is {standing.status}")
        return standing

    def _registered(self, name: str) -> Subscriber:
        if name not in self.registered:
            raise Trouble(f"{name} is not in the register of subscribers, deploy/contracts/subscribers.yaml")
        return self.registered[name]
