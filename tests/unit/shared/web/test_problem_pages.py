"""Each refusal has a page in both languages, which names the routes that answer with it."""

import json
import pkgutil
import subprocess
import sys
from importlib import import_module

import httpx2
import pytest

import services
import shared
from shared.values.refusals import Refusal
from shared.web.description.problem_pages import ProblemPage, pages_of, refusals_known
from shared.web.problems.kinds import kind_of
from tests.applications import application_of

SERVICES = ("agreements", "programs", "notifications")


@pytest.fixture(scope="module", autouse=True)
def _every_module_is_loaded() -> None:
    for package in (services, shared):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__") and ".migrations." not in module.name:
                import_module(module.name)


def pages(service: str) -> dict[str, ProblemPage]:
    return pages_of(application_of(service), service)


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_has_a_page_of_its_own(service: str) -> None:
    known = list(refusals_known(service))
    assert len({refusal.code() for refusal in known}) == len(known)
    assert pages(service).keys() == {refusal.code() for refusal in known}
    nameless = [each for each in _below(Refusal) if "title" not in vars(each) and not each.__subclasses__()]
    assert nameless == []


@pytest.mark.parametrize("service", SERVICES)
def test_an_api_process_has_imported_every_refusal(service: str) -> None:
    """A refusal in a module that the api does not load would have no page there."""
    program = (
        f"import json; from services.{service}.bootstrap import api; from shared.operations.settings import Settings;"
        f"from shared.web.description.problem_pages import refusals_known; api(Settings());"
        f"print(json.dumps([each.code() for each in refusals_known({service!r})]))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)  # noqa: S603
    assert set(json.loads(answer.stdout)) == pages(service).keys()


@pytest.mark.parametrize("service", SERVICES)
def test_every_page_has_both_languages_and_no_placeholder(service: str) -> None:
    for page in pages(service).values():
        assert page.english.keys() == {"title", "detail", "advice"}
        for name, english in page.english.items():
            text = getattr(page, name)
            assert text
            assert english
            assert text != english, page.code
            assert not set("{}") & set(text + english), page.code


def test_a_page_names_the_routes_that_answer_with_the_problem() -> None:
    found = pages("programs")
    assert found["capacity-exceeded"].routes == (
        "POST /programs/{program_id}/cohorts",
        "POST /cohorts/{cohort_id}/enrolments",
        "POST /enrolments/{enrolment_id}/corrections",
    )
    assert found["basis-not-lost"].routes == ("POST /programs/{program_id}/endings",)
    assert found["unauthenticated"].routes == ()
    assert "capacity-exceeded" not in pages("agreements")


async def test_pages_come_as_html_markdown_or_json_at_the_address_in_type() -> None:
    app = application_of("programs")
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://programs") as client:
        refused = await client.get("/nowhere")
        address = refused.json()["type"]
        for accept, media_type in (
            ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
            ("application/json", "application/json"),
            ("text/markdown;q=0.9", "text/markdown"),
            ("*/*", "text/html"),
        ):
            page = await client.get(address, headers={"Accept": accept})
            assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (200, media_type)
            assert "Alamat tidak ditemukan" in page.text
            assert "Route not found" in page.text
            every = await client.get("/problems", headers={"Accept": accept})
            assert "Kapasitas tidak cukup" in every.text
        assert (await client.get("/problems/unknown")).status_code == 404


def _below(refusal: type[Refusal]) -> list[type[Refusal]]:
    return [each for child in refusal.__subclasses__() for each in (child, *_below(child))]


def test_every_refusal_has_a_status_and_an_advice() -> None:
    for refusal in _below(Refusal):
        if "title" in vars(refusal):
            status, advice = kind_of(refusal)
            assert 400 <= status < 600
            assert advice.id
            assert advice.en
