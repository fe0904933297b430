"""Pages behind the door: their addresses lead to their service, and cases and notices lead to pages that exist."""

import re
from functools import cache

import httpx2
import pytest

from services.agreements.waiting.model import KINDS as AGREEMENTS
from services.front.bootstrap import PAGES
from services.front.origin.commands import page_refusal
from services.front.origin.model import ServiceFailed, TokenRefused
from services.notifications.inbox.reactions import page_of
from services.notifications.waiting.model import KINDS as NOTIFICATIONS
from services.programs.waiting.model import KINDS as PROGRAMS
from shared.console.words import words
from shared.web.description.operations import pages_of
from tests.applications import application_of
from tests.unit.notifications.examples import EVERY_OCCASION

SERVICES = ("agreements", "programs", "notifications")
KINDS = {"agreements": AGREEMENTS, "programs": PROGRAMS, "notifications": NOTIFICATIONS}
PROBLEM = "application/problem+json"


@cache
def pages(service: str) -> list[str]:
    app = application_of(service)
    return [page.path for page in pages_of(app)]


@pytest.mark.parametrize("service", SERVICES)
def test_every_page_is_reached_through_the_door(service: str) -> None:
    assert {PAGES.get(path.split("/")[1]) for path in pages(service)} <= {service}


def without_names(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", path)


@pytest.mark.parametrize(("service", "kind"), [(service, kind) for service in SERVICES for kind in KINDS[service]])
def test_every_case_leads_to_a_page_of_its_service(service: str, kind: str) -> None:
    page = KINDS[service][kind].page
    assert page, "people have no screen to do it on"
    assert without_names(page.partition("?")[0]) in {without_names(path) for path in pages(service)}


OWN_PRACTICE = re.compile("own_[a-z]+")
UUID_IN_PATH = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_every_notice_leads_to_a_page() -> None:
    known = {without_names(path) for service in SERVICES for path in pages(service)}
    led_to = {page_of(event) or "none" for event in EVERY_OCCASION}
    assert {OWN_PRACTICE.sub("{}", UUID_IN_PATH.sub("{}", page)) for page in led_to} <= known
    # The link is named by the first word of the address.
    assert {f"open_{page.split('/')[1]}" for page in led_to} <= words("services.notifications").keys()


@pytest.mark.parametrize(
    ("status", "kind", "refusal"),
    [
        (401, PROBLEM, TokenRefused),
        (500, PROBLEM, ServiceFailed),
        (503, PROBLEM, ServiceFailed),
        (404, "text/html; charset=utf-8", None),
        (503, "text/html; charset=utf-8", None),
        (422, PROBLEM, None),
    ],
)
def test_a_problem_instead_of_a_page_becomes_a_page(status: int, kind: str, refusal: type | None) -> None:
    answer = httpx2.Response(status, headers={"Content-Type": kind})
    found = page_refusal("programs", answer)
    assert (type(found) if found else None) is refusal
