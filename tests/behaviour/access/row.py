"""One row of the access table: a route, a valid request for it, and the mark that follows from an answer."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import httpx2

from shared.values.capabilities import Capability
from shared.values.texts import Text
from tests.behaviour.access.columns import Column
from tests.behaviour.access.sample import Sample
from tests.behaviour.client import OPERATOR, Service

Json = dict[str, Any]
ALLOWED, PART, EMPTY, REFUSED, HIDDEN = "✓", "◐", "∅", "–", "404"
Marks = dict[str, str]
READERS_AT_ONCE = 5
"""Fewer than the connections of a service: a paper takes a second to write."""


@dataclass(frozen=True)
class Request:
    """A valid request. In `If-Match` it sends the current version of its `target`, or its own `version`, if any."""

    path: str
    body: Any = None
    target: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class Row:
    """A route of one service, in one of its variants."""

    service: str
    method: Literal["GET", "POST", "PUT"]
    path: str
    request: Callable[[Sample], Awaitable[Request]]
    variant: Text | None = None
    mark: Callable[[Sample, str], str] = lambda _sample, _text: ALLOWED

    @property
    def name(self) -> str:
        """The name in the table."""
        route = f"`{self.method} {self.path}`"
        return f"{route} {self.variant.id} / {self.variant.en}" if self.variant else route

    async def observe(self, sample: Sample, columns: Sequence[Column]) -> Marks:
        """Send the request as each column; after a permitted change, the next column gets a new target."""
        if self.method == "GET":
            return await self._observe_reading(sample, columns)
        marks: Marks = {}
        request = None
        for column in columns:
            request = request or await self.request(sample)
            answer = await self._change(sample, request, column.account(sample.office.suffix))
            marks[column.code] = self._judge(sample, answer, answer.text)
            if answer.is_success:
                request = None
        return marks

    async def _observe_reading(self, sample: Sample, columns: Sequence[Column]) -> Marks:
        service: Service = getattr(sample.sinergi, self.service)
        path = (await self.request(sample)).path
        accounts = [column.account(sample.office.suffix) for column in columns]
        few = asyncio.Semaphore(READERS_AT_ONCE)

        async def read(account: str | None) -> tuple[httpx2.Response, str]:
            async with few:
                return await _whole(service, path, account)

        answers = await asyncio.gather(*map(read, accounts))
        pairs = zip(columns, answers, strict=True)
        return {column.code: self._judge(sample, answer, text) for column, (answer, text) in pairs}

    async def _change(self, sample: Sample, request: Request, account: str | None) -> httpx2.Response:
        service: Service = getattr(sample.sinergi, self.service)
        if isinstance(request.body, bytes):
            return await service.send_file(request.path, request.body, account)
        tag = await _tag(sample, service, request.target) if request.target else None
        if request.version is not None:
            tag = f'"{request.version}"'
        send = service.post if self.method == "POST" else service.put
        return await send(request.path, request.body, account, if_match=tag)

    def _judge(self, sample: Sample, answer: httpx2.Response, text: str) -> str:
        match answer.status_code:
            case 200 | 201:
                return self.mark(sample, text)
            case 401 | 403:
                return REFUSED
            case 404:
                return HIDDEN
        # A request that is refused for another reason would hide which columns are permitted.
        raise AssertionError(f"{self.name}: {answer.status_code} {text}")


async def _whole(service: Service, path: str, account: str | None) -> tuple[httpx2.Response, str]:
    """An answer with all its pages; in the list of the nation, the object may be on a later page."""
    answer = await service.get(path, account)
    if "attachment" in answer.headers.get("content-disposition", ""):
        return answer, answer.text
    if answer.headers["content-type"].endswith("/pdf"):
        return answer, ""
    text, page = answer.text, answer.json()
    while isinstance(page, dict) and page.get("next"):
        following = await service.get(f"{path}{'&' if '?' in path else '?'}cursor={page['next']}", account)
        text, page = text + following.text, following.json()
    return answer, text


async def _tag(sample: Sample, service: Service, target: str) -> str:
    # Cooperation officers read neither positions nor who takes part.
    by_target = {
        "positions": OPERATOR,
        "text-templates": OPERATOR,
        "enrolments": sample.of(Capability.COACHING_OFFICER, "facility"),
    }
    reader = by_target.get(target.split("/")[1], sample.of(Capability.COOPERATION_OFFICER, "facility"))
    answer = await service.get(target, reader)
    assert answer.status_code == 200, answer.text
    return answer.headers["ETag"]


def filled(template: str, sample: Sample) -> str:
    """A path or query with its placeholders filled: ids of the sample's objects, units, the mark."""
    values = {**sample.ids, "mark": sample.office.suffix, **sample.units}
    return re.sub(r"{(\w+?)(?:_id)?}", lambda found: values[found[1]], template)


Observe = Callable[[Row], Awaitable[Marks]]
"""Observes a row and returns its marks."""


def read(
    service: str,
    path: str,
    query: str = "",
    *,
    variant: Text | None = None,
    mark: Callable[[Sample, str], str] | None = None,
) -> Row:
    """A row of a GET."""

    async def request(sample: Sample) -> Request:
        return Request(filled(path + query, sample))

    return Row(service, "GET", path, request, variant, *([mark] if mark else []))


def lists(what: str) -> Callable[[Sample, str], str]:
    """The mark of a list: ✓ if it contains this object of the sample, ∅ otherwise."""
    return lambda sample, text: ALLOWED if filled(f"{{{what}}}", sample) in text else EMPTY


def none_if(what: str) -> Callable[[Sample, str], str]:
    """The mark of counts: ∅ if the answer contains `what`."""
    return lambda _sample, text: EMPTY if what in text else ALLOWED


def of_ours(sample: Sample, text: str) -> str:
    """The mark of a list: ✓ if it contains anything that belongs to the + columns."""
    return ALLOWED if sample.ours(text) else EMPTY


def waits_here(sample: Sample, text: str) -> str:
    """The mark of a waiting list: ✓ if something of ours waits at one of our units; others wait for ours, too."""
    decoder, at, cases = json.JSONDecoder(), 0, []
    while at < len(text):
        page, at = decoder.raw_decode(text, at)
        cases += page["items"]
    here = [case for case in cases if case["waits_for"]["unit"] in sample.units.values()]
    return of_ours(sample, json.dumps(here, ensure_ascii=False))


def in_part_without(what: str) -> Callable[[Sample, str], str]:
    """The mark of an answer: partial if it does not contain `what`."""
    return lambda _sample, text: ALLOWED if what in text else PART
