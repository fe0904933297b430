"""Forms: the fields of a browser as a nested body, and as they were typed, for a page that has to be shown again.

A field `scope_items-0-description` becomes `{"scope_items": {"0": {"description": …}}}`; a field that is empty is as
good as not sent, because a browser sends every field.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from shared.console.small_files import MULTIPART, digest_of, read_parts
from shared.values.languages import Tongue
from shared.values.reported_days import Edtf
from shared.values.terms import ClockTime
from shared.web.problems.refusals import FormUnreadable
from shared.web.replaced import with_headers

Typed = Mapping[str, Sequence[str]]
"""Each field as it was typed; several values for checkboxes."""
KEY = "kunci"
"""The hidden field that becomes the Idempotency-Key."""
VERSION = "versi"
"""The hidden field that becomes If-Match: the version of the resource that the page showed."""
ADD = "tambah"
"""A button that sends nothing and shows the page again; its value is the name of a group for one more row of it."""
SEARCH, SEARCHED = "cari", "dicari"
"""A search inside a form, and the words that it has searched already."""
MOST_FIELDS = 5_000
M = TypeVar("M", bound=BaseModel)


class FormContinues(Exception):
    """The form is not sent: its page is shown again with one more row, or with the results of a search."""


async def read_form(request: Request) -> Request:
    """The request with its body read, and with key and version as headers; `typed` in its state.

    Raises a refusal, or `FormContinues`.
    """
    if request.headers.get("content-type", "").startswith(MULTIPART):
        typed, files = await read_parts(request)
        request.state.files = files
        fields = [(name, value) for name, values in typed.items() for value in values]
        body = urlencode([*fields, *digest_of(files)]).encode()
    else:
        body = await request.body()
        typed = _typed(request, body)
    request.state.typed = typed
    # The Enter key in the field of a search presses the button that sends: words that are new are searched first.
    if ADD in typed or first_of(typed, SEARCH) not in ("", first_of(typed, SEARCHED)):
        raise FormContinues
    headers = MutableHeaders(Headers(scope=request.scope))
    headers["idempotency-key"] = first_of(typed, KEY)
    headers["if-match"] = f'"{first_of(typed, VERSION)}"'
    return with_headers(request, headers, body)


def _typed(request: Request, body: bytes) -> dict[str, list[str]]:
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise FormUnreadable
    typed: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
        ):
            typed.setdefault(name, []).append(value)
    except ValueError as error:
        raise FormUnreadable from error
    return typed


def nested(typed: Typed) -> dict[str, Any]:
    """The fields that are not empty as a body, without key and version. Several values of one field are a list."""
    body: dict[str, Any] = {}
    for name, values in typed.items():
        filled = [value for value in values if value.strip()]
        if name in (KEY, VERSION) or not filled:
            continue
        *way, last = name.split("-")
        place = body
        for part in way:
            inner = place.setdefault(part, {})
            if not isinstance(inner, dict):
                raise FormUnreadable
            place = inner
        place[last] = filled if len(filled) > 1 else filled[0]
    return body


def language_of(request: Request) -> Tongue:
    """The language of the pages. The door sends the one that the browser has chosen, and nothing else."""
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "id"


def form_of(model: type[M]) -> Any:
    """A dependency: the form of the request as a model. Raises `RequestValidationError`."""

    async def validate(request: Request) -> M:
        try:
            # The language decides how numbers are read.
            context = {"tongue": language_of(request)}
            return model.model_validate(nested(request.state.typed), context=context)
        except ValidationError as error:
            faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
            raise RequestValidationError(faults) from error

    return Depends(validate)


def rows(value: object) -> object:
    """Rows of a form, `{"0": …, "2": …}`, in their order."""
    if not isinstance(value, dict) or not all(re.fullmatch(r"[0-9]{1,6}", name) for name in value):
        return value
    return [value[name] for name in sorted(value, key=int)]


def several(value: object) -> object:
    """The values of checkboxes, also if only one is checked."""
    return [value] if isinstance(value, str) else value


def _joined(value: object) -> object:
    if not isinstance(value, dict):
        return value
    try:
        return date(int(value["year"]), int(value["month"]), int(value["day"]))
    except (KeyError, TypeError, ValueError) as error:
        raise PydanticCustomError("day_impossible", "not a day of the calendar") from error


FormDay = Annotated[date, BeforeValidator(_joined)]
"""A day from three fields: `signed_on-day`, `signed_on-month`, `signed_on-year`."""


def _with_colon(value: object) -> object:
    # A time is written 09.00 in Indonesian.
    return value.strip().replace(".", ":").zfill(5) if isinstance(value, str) else value


FormTime = Annotated[ClockTime, BeforeValidator(_with_colon)]
"""A time of the day as people write it: 09.00, 9.00 or 09:00."""


def edtf_of(value: object) -> object:
    """The three fields of a day as EDTF; an empty field is not known."""
    if not isinstance(value, dict):
        return value
    try:
        year, month, day = (int(value[part]) if part in value else None for part in ("year", "month", "day"))
    except (TypeError, ValueError) as error:
        raise PydanticCustomError("day_impossible", "not a day of the calendar") from error
    parts = [f"{year:04}" if year else "XXXX", f"{month:02}" if month else "XX", f"{day:02}" if day else "XX"]
    while len(parts) > 1 and parts[-1] == "XX":
        parts.pop()
    return "-".join(parts)


FormReportedDay = Annotated[Edtf, BeforeValidator(edtf_of)]
"""A day as it was reported, from the same three fields: an unknown one stays empty."""


def first_of(typed: Typed, name: str) -> str:
    """The first value of a field; empty if it was not sent."""
    return next(iter(typed.get(name, ())), "")
