"""One row of the access table: a route, a valid request for it, and what an answer says about who may."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

import httpx2

from shared.values.capabilities import Capability
from shared.values.texts import Text
from tests.behaviour.access.columns import COLUMNS
from tests.behaviour.access.stage import Stage
from tests.behaviour.conftest import OPERATOR, Service

Json = dict[str, Any]
ALLOWED, PART, EMPTY, REFUSED, HIDDEN = "✓", "◐", "∅", "–", "404"
Marks = dict[str, str]


@dataclass(frozen=True)
class Request:
    """A request that is right in everything. With a `thing`, its newest version is named in `If-Match`."""

    path: str
    body: Any = None
    thing: str | None = None


@dataclass(frozen=True)
class Row:
    """A route of one service, in one of its variants."""

    service: str
    method: Literal["GET", "POST", "PUT"]
    path: str
    ask: Callable[[Stage], Awaitable[Request]]
    variant: Text | None = None
    mark: Callable[[Stage, str], str] = lambda _stage, _text: ALLOWED

    @property
    def name(self) -> str:
        """As it stands in the table."""
        route = f"`{self.method} {self.path}`"
        return f"{route} {self.variant.id} / {self.variant.en}" if self.variant else route

    async def observe(self, stage: Stage) -> Marks:
        """Ask as everybody; what somebody was allowed to change is made anew for the next."""
        if self.method == "GET":
            return await self._observe_reading(stage)
        marks: Marks = {}
        request = None
        for column in COLUMNS:
            request = request or await self.ask(stage)
            answer = await self._change(stage, request, column.account(stage.desk.mark))
            marks[column.code] = self._judge(stage, answer, answer.text)
            if answer.is_success:
                request = None
        return marks

    async def _observe_reading(self, stage: Stage) -> Marks:
        service: Service = getattr(stage.sinergi, self.service)
        path = (await self.ask(stage)).path
        accounts = [column.account(stage.desk.mark) for column in COLUMNS]
        answers = await asyncio.gather(*(_whole(service, path, account) for account in accounts))
        pairs = zip(COLUMNS, answers, strict=True)
        return {column.code: self._judge(stage, answer, text) for column, (answer, text) in pairs}

    async def _change(self, stage: Stage, request: Request, account: str | None) -> httpx2.Response:
        service: Service = getattr(stage.sinergi, self.service)
        tag = await _tag(stage, service, request.thing) if request.thing else None
        send = service.post if self.method == "POST" else service.put
        return await send(request.path, request.body, account, if_match=tag)

    def _judge(self, stage: Stage, answer: httpx2.Response, text: str) -> str:
        match answer.status_code:
            case 200 | 201:
                return self.mark(stage, text)
            case 401 | 403:
                return REFUSED
            case 404:
                return HIDDEN
        # A request that is refused for anything else would hide who is let through.
        raise AssertionError(f"{self.name}: {answer.status_code} {text}")


async def _whole(service: Service, path: str, account: str | None) -> tuple[httpx2.Response, str]:
    """An answer with all of its pages: in a nation's list what is meant may stand on a later one."""
    answer = await service.get(path, account)
    text, page = answer.text, answer.json()
    while isinstance(page, dict) and page.get("next"):
        following = await service.get(f"{path}{'&' if '?' in path else '?'}cursor={page['next']}", account)
        text, page = text + following.text, following.json()
    return answer, text


async def _tag(stage: Stage, service: Service, thing: str) -> str:
    reader = OPERATOR if thing.startswith("/positions") else stage.of(Capability.OFFICER, "+")
    answer = await service.get(thing, reader)
    assert answer.status_code == 200, answer.text
    return answer.headers["ETag"]


def filled(template: str, stage: Stage) -> str:
    """A path or query with what it names in braces: ids of the stage's objects, units, the mark."""
    known = stage.ids | {"mark": stage.desk.mark} | stage.units
    return re.sub(r"{(\w+?)(?:_id)?}", lambda found: known[found[1]], template)


def read(
    service: str,
    path: str,
    query: str = "",
    *,
    variant: Text | None = None,
    mark: Callable[[Stage, str], str] | None = None,
) -> Row:
    """A row of a GET."""

    async def ask(stage: Stage) -> Request:
        return Request(filled(path + query, stage))

    return Row(service, "GET", path, ask, variant, *([mark] if mark else []))


def lists(what: str) -> Callable[[Stage, str], str]:
    """A list says ✓ where it contains an object, by its key in the stage, and ∅ where it does not."""
    return lambda stage, text: ALLOWED if filled(f"{{{what}}}", stage) in text else EMPTY


def of_ours(stage: Stage, text: str) -> str:
    """A list says ✓ where it contains anything that belongs to the + columns."""
    return ALLOWED if stage.ours(text) else EMPTY


def in_part_without(what: str) -> Callable[[Stage, str], str]:
    """An answer is partial where it does not say `what`."""
    return lambda _stage, text: ALLOWED if what in text else PART
