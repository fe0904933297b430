"""Looking at subscribers: how each stands, what is still to be done about it, and what was done so far."""

from typing import Any

from deploy.contracts.subscribers import Subscriber
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from deploy.subscribers.desk import Desk
from deploy.subscribers.rows import Deed, Row, read_deeds
from deploy.subscribers.standing import Standing, group_prefix, nobody, read_standings
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


async def list_all(desk: Desk) -> list[dict[str, Any]]:
    """Everybody in the register or known anywhere."""
    standings = await read_standings(desk.settings, desk.cluster)
    everybody = {name: nobody(desk.settings, name) for name in desk.registered} | standings
    return [_summary(desk, standing) for _, standing in sorted(everybody.items())]


async def show_one(desk: Desk, name: str) -> dict[str, Any]:
    """All of one subscriber. Raises `Trouble`."""
    found = (await read_standings(desk.settings, desk.cluster)).get(name)
    subscriber = desk.registered.get(name)
    if subscriber is None and found is None:
        raise Trouble(f"There is no subscriber {name}; see `sinergi subscribers list`")
    standing = found or nobody(desk.settings, name)
    row = _row(standing)
    return _summary(desk, standing) | {
        "purpose": subscriber.purpose if subscriber else None,
        "kafka_username": standing.principal,
        "kafka_group_prefix": group_prefix(desk.settings, name),
        "kafka_rights": sorted(f"{right.operation} {right.name}" for right in standing.rights),
        "tokens": [
            {"hash": token.hash[:12], "issued_at": token.issued_at, "valid_until": token.valid_until}
            for token in (row.tokens if row else ())
        ],
        "services": {service: held.status for service, held in standing.rows.items()},
        "history": await _deeds(desk.settings, name),
    }


def _summary(desk: Desk, standing: Standing) -> dict[str, Any]:
    subscriber, row = desk.registered.get(standing.name), _row(standing)
    return {
        "name": standing.name,
        "office": subscriber.office if subscriber else None,
        "status": standing.status,
        "topics": sorted(row.rights.topics) if row else [],
        "facilities": sorted(map(str, row.rights.facilities)) if row and row.rights.facilities else "all",
        "requests_per_minute": row.rights.requests_per_minute if row else None,
        "bytes_per_second": standing.bytes_per_second,
        "token": standing.has_token,
        "password": standing.has_password,
        "to_do": _to_do(desk, subscriber, standing),
    }


def _to_do(desk: Desk, subscriber: Subscriber | None, standing: Standing) -> list[str]:
    # The steps of commands that nobody has given: what they would still do is what is left. None of them is done here.
    steps = desk.steps(standing, Operator("", ""), "")
    match standing.status:
        case "active" if subscriber is not None:
            return [*(step.said for step in steps.register(subscriber)), *_half_given(standing)]
        case "active":
            return ["it is not in the register: put it there, or revoke it"]
        case "suspended":
            return [step.said for step in steps.suspend()]
        case "revoked":
            return [step.said for step in steps.revoke()]
        case None:
            return ["it is not registered yet"]


def _half_given(standing: Standing) -> list[str]:
    again = "rotate" if standing.has_token else "issue"
    said = f"a token was given half: `sinergi subscribers {again} {standing.name}` gives a whole one"
    return [said] if standing.half_given else []


def _row(standing: Standing) -> Row | None:
    return next(iter(standing.rows.values()), None)


async def _deeds(settings: Settings, name: str) -> list[Deed]:
    """What was done, in order: a deed is recorded by each service, and told once."""
    deeds: dict[Deed, None] = {}
    for service in SERVICES:
        async with connected(settings, service) as connection:
            deeds |= dict.fromkeys(await read_deeds(connection, name))
    return sorted(deeds, key=lambda deed: deed.at)
