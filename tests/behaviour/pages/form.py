"""A browser without JavaScript: it shows a page, and sends its form with the fields as a person fills them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx2

from tests.behaviour.client import Service

Given = Mapping[str, str | list[str]]
Files = Mapping[str, tuple[str, bytes]]
"""The name and content of the file of each field."""


@dataclass
class Shown:
    """A page: its status, its text, and the fields of its form that is posted."""

    address: str
    answer: httpx2.Response
    fields: dict[str, list[str]] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def html(self) -> str:
        return self.answer.text

    def links(self) -> set[str]:
        return {str(attributes.get("href")) for tag, attributes in tags_of(self.html) if tag == "a"}

    def value(self, name: str) -> str:
        return next(iter(self.fields.get(name, [])), "")


@dataclass(frozen=True)
class Browser:
    """The browser of one account."""

    service: Service
    account: str
    language: str = "id"

    async def show(self, address: str) -> Shown:
        headers = {"Accept-Language": self.language}
        answer = await self.service.send("GET", address, self.account, headers=headers)
        return Shown(address, answer, fields_of(answer.text))

    async def send(self, page: Shown, given: Given | None = None, files: Files | None = None) -> Shown:
        """Send the form of a page; `given` replaces fields, everything else is sent as the page has it."""
        fields: dict[str, Any] = {**page.fields, **(given or {})}
        headers = {"Accept-Language": self.language}
        more = {"files": files} if files else {}
        answer = await self.service.send("POST", page.address, self.account, headers=headers, data=fields, **more)
        return Shown(page.address, answer, fields_of(answer.text))

    async def fill(self, address: str, given: Given | None = None) -> str:
        """Show a page, send its form, and return the address to which it leads."""
        page = await self.show(address)
        assert page.status == 200, page.html
        sent = await self.send(page, given)
        assert sent.status == 303, sent.html
        return sent.answer.headers["location"].partition("?")[0]


def fields_of(html: str) -> dict[str, list[str]]:
    """The fields of the form that is posted, outside of the header."""
    reader = _Fields()
    reader.feed(html.partition("<main")[2])
    return reader.fields


def tags_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = _Tags()
    reader.feed(html)
    return reader.tags


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


class _Fields(HTMLParser):
    """What a browser would send: checked boxes, the selected option or else the first, the text of an area."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._in_form = False
        self._select = ""
        self._first = True
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in_form = given.get("method") == "post"
        if self._in_form:
            self._add(tag, given, given.get("name", ""), given.get("value", ""))

    def _add(self, tag: str, given: dict[str, str], name: str, value: str) -> None:
        match tag:
            case "input" if given.get("type") in ("radio", "checkbox"):
                if "checked" in given:
                    self.fields.setdefault(name, []).append(value)
            # A browser sends a file as such, after the fields.
            case "input" if given.get("type") != "file":
                self.fields.setdefault(name, []).append(value)
            case "select":
                self._select, self._first = name, True
            case "option":
                if self._first or "selected" in given:
                    self.fields[self._select] = [value]
                self._first = False
            case "textarea":
                self._area = name
                self.fields[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._in_form = False
