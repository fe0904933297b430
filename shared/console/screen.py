"""A screen: draws a template for the account that asked, in its language, with the form as it was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Protocol
from uuid import uuid4

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from shared.console.forms import ADD, KEY, VERSION, Typed, language_of
from shared.console.menu import menu
from shared.console.refused import Refused
from shared.console.templates import environment, written_by
from shared.values.capabilities import Capability
from shared.values.languages import Tongue
from shared.values.texts import Text

CONSOLE = "shared.console"


class HasMessage(Protocol):
    """A caution of any room."""

    @property
    def message(self) -> Text:
        """What may be a mistake."""


@dataclass(frozen=True)
class Form:
    """The fields of the form of this page: as they were typed if the page is shown again, otherwise as stored."""

    typed: Typed | None = None
    refused: Refused | None = None
    fresh_key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def key(self) -> str:
        """The key of this form; the same one if it is sent again, so that its work is done once."""
        spent = self.refused is not None and self.refused.key_spent
        return self.fresh_key if spent else self._typed(KEY) or self.fresh_key

    def version(self, current: int) -> str:
        """The version that the form expects: the one that its fields were filled for."""
        # With the current one after any other refusal, the change of another account would be overwritten unseen.
        return str(current) if self.stale else self._typed(VERSION) or str(current)

    @property
    def stale(self) -> bool:
        """Whether another account has changed the resource since the page was shown."""
        return self.refused is not None and self.refused.stale

    def value(self, name: str, stored: object = None) -> str:
        """The value of a field; one that was not in the form that was sent has its stored value."""
        if self.typed is not None and name in self.typed:
            return self._typed(name)
        return "" if stored is None else str(stored)

    def values(self, name: str, stored: Sequence[object] = ()) -> list[str]:
        """The values of checkboxes."""
        return [str(each) for each in (stored if self.typed is None else self.typed.get(name, ()))]

    def differs(self, name: str, stored: object) -> bool:
        """Whether the stored value must be shown beside the field, because it has changed in between."""
        return self.stale and self._typed(name) != ("" if stored is None else str(stored))

    def differs_in_day(self, name: str, stored: date | None) -> bool:
        """The same for a day, which has three fields."""
        return any(self.differs(f"{name}-{part}", getattr(stored, part, None)) for part in ("day", "month", "year"))

    def fault(self, name: str) -> Any:
        """The fault of a field, or None."""
        faults = self.refused.faults if self.refused else ()
        return next((fault for fault in faults if fault.name == name), None)

    def rows(self, name: str, stored: int) -> list[str]:
        """The numbers of the rows of a repeated group: as typed, with one more if it is asked for, or as stored."""
        if self.typed is None:
            return [str(number) for number in range(stored)]
        typed = {each.split("-")[1] for each in self.typed if each.startswith(f"{name}-") and each.count("-") > 1}
        numbers = sorted(int(number) for number in typed if number.isdecimal())
        if self._typed(ADD) == name:
            numbers.append(numbers[-1] + 1 if numbers else 0)
        return [str(number) for number in numbers]

    def _typed(self, name: str) -> str:
        return next(iter((self.typed or {}).get(name, ())), "")


@dataclass(frozen=True)
class Screen:
    """What the functions of pages answer with."""

    request: Request
    folder: str
    saved: bool = False

    @property
    def tongue(self) -> Tongue:
        """The language of the reader."""
        return language_of(self.request)

    @property
    def is_form(self) -> bool:
        """Whether the page is shown again after a form was sent."""
        return hasattr(self.request.state, "typed")

    def all_typed(self, name: str) -> Sequence[str]:
        """The values of a field in a form that is shown again."""
        typed: Typed = getattr(self.request.state, "typed", {})
        return typed.get(name, ())

    def typed(self, name: str) -> str:
        """What was typed into a field, with line feeds only; empty if no form was sent."""
        return next(iter(self.all_typed(name)), "").replace("\r\n", "\n").strip()

    def typed_day(self, name: str) -> date | None:
        """The day in a form that is shown again; None if no form was sent, or what was typed is no day."""
        typed: Typed = getattr(self.request.state, "typed", {})
        try:
            year, month, day = (int(typed[f"{name}-{part}"][0]) for part in ("year", "month", "day"))
            return date(year, month, day)
        except (KeyError, ValueError):
            return None

    def show(self, template: str, status: int = 200, **values: Any) -> Response:
        """Answer with a template of the page's folder."""
        return render(self.request, self.folder, template, status, saved=self.saved, **values)

    def after(self, address: str, cautions: Sequence[HasMessage] = ()) -> Response:
        """Lead on to another page after a change; cautions about it are shown before."""
        if not cautions:
            return self.go(address)
        return render(self.request, CONSOLE, "cautioned.html.j2", cautions=cautions, following=address)

    def go(self, address: str, *, saved: bool = True) -> Response:
        """Lead on to another page after a change, which it reports as saved."""
        if saved:
            address += ("&" if "?" in address else "?") + "tersimpan=1"
        return RedirectResponse(address, 303)


def render(
    request: Request,
    folder: str,
    template: str,
    status: int = 200,
    *,
    capabilities: Sequence[Capability] | None = None,
    account: str | None = None,
    embedded: bool | None = None,
    tongue: Tongue | None = None,
    **values: Any,
) -> Response:
    """A page in the layout; the door, which has no unit of work, names the capabilities and the account itself."""
    work = getattr(request.state, "work", None)
    if work is not None:
        capabilities = [grant.capability for grant in work.actor.grants]
        account = None if work.actor.visitor else work.actor.account
    if embedded is None:
        edge = getattr(request.app.state, "edge", None)
        embedded = edge is not None and edge.settings.embedded
    tongue = tongue or language_of(request)
    refused: Refused | None = getattr(request.state, "refused", None)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    context = {
        "tongue": tongue,
        "here": here if status == 200 and request.method == "GET" else request.url.path,  # noqa: PLR2004 -- OK
        "path": request.url.path,
        "account": account,
        "entries": menu().visible_to(capabilities or ()),
        "embedded": embedded,
        "form": Form(getattr(request.state, "typed", None), refused),
        "refused": refused,
        "saved": False,
        # Whether the page leaves out whose it is: it may not tell where a participant was.
        "discreet": False,
    }
    page = environment(folder).get_template(template)
    return HTMLResponse(page.render(context | written_by(folder, tongue) | values), status)


async def _screen_of(
    request: Request,
    tersimpan: Annotated[bool, Query(description="the page reports that a change was saved")] = False,
) -> Screen:
    return Screen(request, request.state.folder, tersimpan)


CurrentScreen = Annotated[Screen, Depends(_screen_of)]
"""A page's parameter: its screen."""
