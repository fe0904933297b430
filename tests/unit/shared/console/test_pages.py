"""Pages are an entrance like routes: they reach only what a route reaches, and change nothing when they are read."""

from collections.abc import Iterator

import pytest

from shared.console.menu import menu
from shared.web.description.operations import Operation, operations_of, pages_of
from tests.applications import application_of
from tests.behaviour.access.declared import use_cases_of

SERVICES = ("agreements", "programs", "notifications")


def pages() -> Iterator[tuple[str, Operation]]:
    for service in SERVICES:
        app = application_of(service)
        yield from ((service, page) for page in pages_of(app))


PAGES = list(pages())
every_page = pytest.mark.parametrize(("service", "page"), PAGES, ids=[page.name for _, page in PAGES])


def use_cases_of_routes(service: str) -> set[str]:
    app = application_of(service)
    return {case.name for operation in operations_of(app) for case in use_cases_of(operation.endpoint)}


OF_ROUTES = {service: use_cases_of_routes(service) for service in SERVICES}


@every_page
def test_a_page_gives_no_right_that_the_interface_does_not_give(service: str, page: Operation) -> None:
    cases = use_cases_of(page.endpoint)
    assert cases, "a page leads to no use case"
    # Without an account there are pages only: a secret in an address is for people.
    assert {case.name for case in cases if not case.visitors} <= OF_ROUTES[service]
    assert {case.visitors for case in cases} == {page.visitors}


DOCUMENTS = "/perjanjian/{agreement_id}/dokumen"
OFFERING = {
    *(
        "/perjanjian/{agreement_id}",
        "/perjanjian/{agreement_id}/telaah",
        "/perjanjian/{agreement_id}/adendum",
        "/adendum/{addendum_id}",
        "/adendum/{addendum_id}/telaah",
        "/perjanjian/{agreement_id}/kewajiban",
        "/kewajiban/{obligation_id}",
        "/evaluasi/{evaluation_id}",
        "/rapat/{meeting_id}",
        "/rapat/undangan/{meeting_id}",
        "/proposal/{proposal_id}",
        "/bulan/{facility_id}",
        "/bulan/{facility_id}/{month}/penutupan",
        "/jadwal/{plan_id}",
        "/jadwal/{plan_id}/lembar",
        "/pengajar/upt/{facility_id}",
        "/pengajar/{instructor_id}",
        "/perangkat/{facility_id}",
        "/usul/{amendment_id}",
        "/usul-hasil/{proposal_id}",
        "/usul-hasil/{proposal_id}/penarikan",
        "/usul/{amendment_id}/penarikan",
        "/nama/{facility_id}",
        "/nama/{facility_id}/berkas",
        "/nama/{facility_id}/penghapusan",
        "/sdp/{facility_id}",
        "/aturan/{rule}",
        "/aturan/pekan",
        "/edisi/{number}",
    ),
    *(DOCUMENTS, f"{DOCUMENTS}/baru", f"{DOCUMENTS}/{{document_id}}"),
    *(f"{DOCUMENTS}/{{document_id}}/{step}" for step in ("pemeriksaan", "penghapusan")),
}
"""They name the use cases that they offer, and only ask whether these are permitted."""
LOGGED = {
    f"{DOCUMENTS}/{{document_id}}/isi",
    "/pertemuan/{session_id}/bukti/{evidence_id}/isi",
    "/hasil/{output_id}/bukti/{evidence_id}/isi",
    "/pentas/{performance_id}/bukti/{evidence_id}/isi",
}
"""Reading a file is itself recorded."""


@every_page
def test_a_page_changes_something_only_when_its_form_is_sent(service: str, page: Operation) -> None:
    assert page.method in ("GET", "POST"), service
    changes = any(case.changes for case in use_cases_of(page.endpoint))
    assert changes == (page.method == "POST" or page.path in OFFERING | LOGGED)


@every_page
def test_a_form_has_its_page_at_the_same_address(service: str, page: Operation) -> None:
    assert (service, page.path, "GET") in {(each, other.path, other.method) for each, other in PAGES}


@every_page
def test_an_address_begins_with_the_word_of_its_thing(service: str, page: Operation) -> None:
    assert page.path.split("/")[1] in menu().addresses.values(), service
