"""Webhooks as subscribers manage them: with their own token."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx2

from shared.contracts.agreements import FirstActivityRecorded
from shared.contracts.parts import Activity, PartyRef, UnitRef
from shared.values.ids import new_id
from tests.behaviour.client import Sinergi
from tests.behaviour.saying import say
from tests.behaviour.subscribers.operator import Subscriber


@dataclass
class Hook:
    """One webhook of a subscriber."""

    sinergi: Sinergi
    subscriber: Subscriber
    id: str

    async def ask(self, method: str, path: str = "", body: Any = None, **headers: str) -> httpx2.Response:
        """Send a request about it with the token of the subscriber."""
        token = {"Authorization": f"Bearer {self.subscriber.token}", "Idempotency-Key": uuid4().hex}
        sent = {"headers": token | headers} | ({"json": body} if body is not None else {})
        return await self.sinergi.notifications.send(method, f"/webhooks/{self.id}{path}", None, **sent)

    async def show(self) -> dict[str, Any]:
        answer = await self.ask("GET")
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def change(self, path: str, body: Any = None, method: str = "POST") -> httpx2.Response:
        """Change it at its present version."""
        version = (await self.show())["version"]
        return await self.ask(method, path, body, **{"If-Match": f'"{version}"'})

    async def do(self, path: str, body: Any = None) -> dict[str, Any]:
        """Ask for something that needs no version."""
        answer = await self.ask("POST", path, body)
        assert answer.is_success, answer.text
        receipt: dict[str, Any] = answer.json()
        return receipt

    async def secret(self) -> str:
        answer = await self.ask("GET", "/secret")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["secret"])

    async def listed(self, what: str) -> list[dict[str, Any]]:
        """Its deliveries or attempts, the newest first."""
        answer = await self.ask("GET", f"/{what}?limit=200")
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


@dataclass
class Hooks:
    """The webhooks of a test."""

    sinergi: Sinergi
    subscriber: Subscriber
    made: list[Hook] = field(default_factory=list)

    async def send(self, address: str, owner: Subscriber | None = None, **changes: Any) -> httpx2.Response:
        """Register a webhook with the token of the subscriber."""
        owner = owner or self.subscriber
        body = {"subscriber": owner.name, "address": address, "topics": ["agreements.v1"]} | changes
        headers = {"Authorization": f"Bearer {owner.token}", "Idempotency-Key": uuid4().hex}
        return await self.sinergi.notifications.send("POST", "/webhooks", None, json=body, headers=headers)

    async def register(self, address: str, subscriber: Subscriber | None = None, **changes: Any) -> Hook:
        answer = await self.send(address, subscriber, **changes)
        assert answer.status_code == 201, answer.text
        hook = Hook(self.sinergi, subscriber or self.subscriber, answer.json()["id"])
        self.made.append(hook)
        return hook

    async def disable_all(self) -> None:
        for hook in self.made:
            await hook.change("/disablings", {"reason": "Uji selesai."})


def line(number: int) -> tuple[str, ...]:
    """The subjects of events that will be emitted."""
    return tuple(str(new_id()) for _ in range(number))


async def emit(sinergi: Sinergi, facility: Mapping[str, Any], *subjects: str) -> tuple[str, ...]:
    """Emit events of one key about these subjects, in their order; about one new subject if there is none."""
    subjects = subjects or line(1)
    line_id = new_id()
    unit = UnitRef(kind="facility", **{name: facility[name] for name in ("id", "name", "region", "zone")})
    events = [
        FirstActivityRecorded(
            agreement_id=UUID(subject),
            line_id=line_id,
            version=1,
            registration_number="26-CTH-0001",
            level="facility",
            keeper=unit,
            instrument="synergy_memorandum",
            title="Nota Kesepakatan Contoh",
            zone=facility["zone"],
            parties=(PartyRef(party_id=new_id(), unit=unit, role="principal"),),
            umbrella_id=None,
            scope_item_id=new_id(),
            activity=Activity(kind="session", id=new_id(), program_id=new_id()),
            occurred_on=sinergi.today(),
        )
        for subject in subjects
    ]
    await say(sinergi, "agreements", *events)
    return subjects
