"""Operations on subscribers: each checks the state of the subscriber and returns the steps that remain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from deploy.contracts.subscribers import Subscriber
from deploy.installation.trouble import Trouble
from deploy.subscribers.credentials import CredentialKind, Credentials, hashed, new_password, new_token
from deploy.subscribers.state import SubscriberState, absent_subscriber, group_prefix, read_states
from deploy.subscribers.steps import SubscriberStep, SubscriberSteps
from deploy.subscribers.store import SubscriberHistoryEntry
from deploy.topics.cluster import Cluster
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class SubscriberPlan:
    """The steps of an operation in order, and the credentials that are valid after them."""

    steps: Sequence[SubscriberStep]
    credentials: Credentials | None = None

    async def carry_out(self) -> None:
        """Run the steps."""
        for step in self.steps:
            await step.run()


@dataclass(frozen=True)
class Registry:
    """The committed register of subscribers, and the servers on which it is applied."""

    settings: Settings
    cluster: Cluster
    registered: Mapping[str, Subscriber]

    async def register(self, name: str, operator: Operator) -> SubscriberPlan:
        """Apply the register to a subscriber, the first time and after the register has changed."""
        subscriber, state = self._registered(name), await self._state(name)
        if state.status == "revoked":
            raise Trouble(f"{name} is revoked for good: use another name in the register")
        steps = self.steps(state, operator, "changed" if state.status else "registered")
        return SubscriberPlan([*steps.register(subscriber)])

    async def issue(self, name: str, operator: Operator) -> SubscriberPlan:
        """Give a subscriber its first credentials, or others when the first were never shown."""
        state = await self._active(name)
        if state.has_token and state.has_password:
            raise Trouble(f"{name} has credentials; `sinergi subscribers rotate {name}` gives new ones")
        return self._with_credentials(state, operator, "issued", frozenset({"token", "password"}), timedelta())

    async def rotate(
        self, name: str, operator: Operator, kinds: frozenset[CredentialKind], overlap: timedelta
    ) -> SubscriberPlan:
        """Give new credentials; the token before stays valid for the overlap."""
        state = await self._active(name)
        if not state.has_token:
            raise Trouble(f"{name} has no credentials yet; `sinergi subscribers issue {name}` gives them")
        return self._with_credentials(state, operator, "rotated", kinds, overlap)

    async def suspend(self, name: str, operator: Operator) -> SubscriberPlan:
        """Stop a subscriber from reading until it is resumed."""
        state = await self._known(name)
        if state.status == "revoked":
            raise Trouble(f"{name} is revoked for good")
        return SubscriberPlan([*self.steps(state, operator, "suspended").suspend()])

    async def resume(self, name: str, operator: Operator) -> SubscriberPlan:
        """Let a subscriber read again. Its token is the same; its password for Kafka is new."""
        subscriber, state = self._registered(name), await self._known(name)
        if state.status != "suspended":
            raise Trouble(f"{name} is {state.status}, not suspended")
        # A subscriber that was suspended before it had credentials gets its first from `issue`.
        password = new_password() if state.has_token else None
        steps = self.steps(state, operator, "resumed").resume(subscriber, password)
        return SubscriberPlan([*steps], self._credentials(state, None, password) if password else None)

    async def revoke(self, name: str, operator: Operator) -> SubscriberPlan:
        """Remove everything from a subscriber for good."""
        state = await self._known(name)
        return SubscriberPlan([*self.steps(state, operator, "revoked").revoke()])

    def _with_credentials(
        self,
        state: SubscriberState,
        operator: Operator,
        what: str,
        kinds: frozenset[CredentialKind],
        overlap: timedelta,
    ) -> SubscriberPlan:
        token = new_token() if "token" in kinds else None
        password = new_password() if "password" in kinds else None
        steps = self.steps(state, operator, what)
        stored = hashed(token, steps.entry.at) if token else None
        return SubscriberPlan([*steps.issue(stored, password, overlap)], self._credentials(state, token, password))

    def _credentials(self, state: SubscriberState, token: str | None, password: str | None) -> Credentials:
        return Credentials(token, state.principal, password, group_prefix(self.settings, state.name))

    def steps(self, state: SubscriberState, operator: Operator, what: str) -> SubscriberSteps:
        """The steps of one operation."""
        # All services record the same moment, so that the overview can show the operation once.
        entry = SubscriberHistoryEntry(datetime.now(UTC), operator.who, what, operator.why)
        return SubscriberSteps(self.settings, self.cluster, state, entry)

    async def _state(self, name: str) -> SubscriberState:
        return (await read_states(self.settings, self.cluster)).get(name) or absent_subscriber(self.settings, name)

    async def _known(self, name: str) -> SubscriberState:
        state = await self._state(name)
        if not state.rows:
            raise Trouble(f"{name} is not registered; see `sinergi subscribers list`")
        return state

    async def _active(self, name: str) -> SubscriberState:
        state = await self._known(name)
        if state.status != "active":
            raise Trouble(f"{name} is {state.status}")
        return state

    def _registered(self, name: str) -> Subscriber:
        if name not in self.registered:
            raise Trouble(f"{name} is not in the register of subscribers, deploy/contracts/subscribers.yaml")
        return self.registered[name]
