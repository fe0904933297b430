"""One origin: what is passed on, what is refused, and what a dead service costs."""

import asyncio
from uuid import uuid4

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import NAVIGATES, OWN_SCRIPT, Browser
from tests.behaviour.office import Office

EVIL = "https://evil.example"
WAITING = "/api/agreements/waiting"


async def test_a_change_goes_through_the_door_with_the_account_of_the_session(officer: Browser, office: Office) -> None:
    answer = await officer.fetch(
        "/api/agreements/agreements", "POST", json=office.draft_body(), headers={"Idempotency-Key": str(uuid4())}
    )
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"].startswith("/api/agreements/agreements/")
    shown = await officer.fetch(answer.headers["Location"])
    assert shown.status_code == 200
    unchanged = await officer.fetch(answer.headers["Location"], headers={"If-None-Match": shown.headers["ETag"]})
    assert unchanged.status_code in (200, 304)
    assert (await officer.fetch("/api/notifications/inbox/count")).status_code == 200
    assert (await officer.fetch("/api/programs/waiting")).status_code == 200


async def test_every_answer_has_a_strict_policy(browser: Browser, officer: Browser) -> None:
    for path in ("/", WAITING, "/keluar/selesai", "/nowhere", "/masuk/kembali"):
        headers = (await officer.open(path)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": EVIL},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.127.0.0.1"},
        {"Sec-Fetch-Site": "same-origin", "Origin": EVIL},
        {"Sec-Fetch-Site": "none"},
        {"Origin": EVIL},
        {"Origin": "null"},
        {},
    ],
)
@pytest.mark.parametrize("path", ["/api/agreements/agreements", "/kotak-masuk/0", "/keluar", "/bahasa"])
async def test_a_change_from_another_site_is_refused(somebody: Browser, headers: dict[str, str], path: str) -> None:
    answer = await somebody.http.post(f"{somebody.origin}{path}", headers=headers, json={})
    assert answer.status_code == 403, answer.text
    assert answer.json()["type"] == "/problems/foreign-origin"


async def test_another_site_may_link_here_and_not_read(officer: Browser) -> None:
    link = NAVIGATES | {"Sec-Fetch-Site": "cross-site"}
    script = OWN_SCRIPT | {"Sec-Fetch-Site": "cross-site"}
    assert (await officer.http.get(f"{officer.origin}/", headers=link)).status_code == 200
    assert (await officer.http.get(f"{officer.origin}{WAITING}", headers=script)).status_code == 403
    frame = link | {"Sec-Fetch-Dest": "iframe"}
    assert (await officer.http.get(f"{officer.origin}/", headers=frame)).status_code == 403


async def test_another_host_that_leads_here_is_refused(officer: Browser) -> None:
    answer = await officer.fetch(WAITING, headers={"Host": "evil.example"})
    assert answer.status_code == 421


async def test_the_browsers_own_authorization_is_not_passed_on(
    sinergi: Sinergi, browser: Browser, office: Office
) -> None:
    token = await sinergi.agreements.tokens.of(office.officer)
    answer = await browser.fetch(WAITING, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    await browser.log_in("somebody-without-positions")
    answer = await browser.fetch(
        f"/api/agreements/positions?account={office.officer}", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 403, "the account of the session, not that of the header"


@pytest.mark.parametrize(
    "path",
    [
        "/api/agreements/metrics",
        "/api/agreements/readyz",
        "/api/agreements/x/..%2f..%2fmetrics",
        "/api/agreements/%2e%2e/metrics",
        "/api/agreements/..%5cmetrics",
        "/api/agreements",
        "/api/elsewhere/waiting",
        "/api//agreements/waiting",
    ],
)
async def test_no_path_leads_past_its_prefix(somebody: Browser, path: str) -> None:
    host = somebody.origin.removeprefix("http://")
    status, _ = await raw(
        somebody, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: sinergi={somebody.session}\r\n\r\n"
    )
    assert status in (400, 404)


async def raw(browser: Browser, request: str) -> tuple[int, str]:
    """Send bytes as they are; the status and the whole answer."""
    host, _, port = browser.origin.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request.encode("latin-1"))
    await writer.drain()
    answer = (await asyncio.wait_for(reader.read(65_536), 10)).decode("latin-1")
    writer.close()
    return int(answer.split(" ")[1]), answer


@pytest.mark.parametrize(
    "lines",
    [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: chunked, identity",
        "Content-Length: +5",
        "Origin: https://evil.example",
        "Host: evil.example",
    ],
)
async def test_a_request_that_two_servers_could_read_differently_is_refused(somebody: Browser, lines: str) -> None:
    host = somebody.origin.removeprefix("http://")
    status, answer = await raw(
        somebody,
        f"POST /bahasa HTTP/1.1\r\nHost: {host}\r\nOrigin: {somebody.origin}\r\nConnection: close\r\n{lines}\r\n\r\n"
        "0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
    )
    assert status in (400, 403, 421), answer
    assert answer.count("HTTP/1.1 2") == 0


async def test_an_oversized_cookie_is_refused(officer: Browser) -> None:
    answer = await officer.fetch(WAITING, headers={"Cookie": f"sinergi={officer.session}; a={'x' * 9000}"})
    assert answer.status_code == 431
    many = {f"X-{number}": "x" * 3000 for number in range(12)}
    assert (await officer.fetch(WAITING, headers=many)).status_code == 400, "the server's own limit of all headers"


async def test_two_cookies_of_one_name_are_none(officer: Browser) -> None:
    answer = await officer.fetch(WAITING, headers={"Cookie": f"sinergi=planted; sinergi={officer.session}"})
    assert answer.status_code == 401


async def test_an_oversized_body_is_refused(officer: Browser) -> None:
    answer = await officer.fetch("/api/agreements/agreements", "POST", content=b"x" * 1_100_000)
    assert answer.status_code == 413


async def test_a_dead_service_costs_its_own_paths_only(sinergi: Sinergi, officer: Browser) -> None:
    await sinergi.stack.stop_one("notifications-api")
    try:
        problem = await officer.fetch("/api/notifications/waiting")
        assert problem.status_code == 502
        assert problem.json()["type"] == "/problems/service-down"
        assert problem.json()["english"]["detail"]
        page = await officer.open("/kotak-masuk")
        assert page.status_code == 502
        assert "Layanan sedang tidak menjawab" in page.text
        assert (await officer.fetch(WAITING)).status_code == 200
        start = await officer.open("/")
        assert start.status_code == 200
        assert "Layanan Pemberitahuan sedang tidak menjawab" in start.text
    finally:
        await sinergi.stack.start_one("notifications-api")
    assert (await officer.fetch("/api/notifications/waiting")).status_code == 200


async def test_while_the_provider_is_away_sessions_go_on(sinergi: Sinergi, officer: Browser) -> None:
    await sinergi.stack.stop_one("issuer")
    try:
        assert (await officer.fetch(WAITING)).status_code == 200
        answer = await officer.log_out()
        assert answer.status_code == 303
        assert officer.session is None
    finally:
        await sinergi.stack.start_one("issuer")


async def test_a_form_without_a_session_comes_back_with_its_fields_and_without_their_markup(browser: Browser) -> None:
    answer = await browser.submit("/kotak-masuk/0?a=1&b=2", {"kunci": "k", "reason": '"><script>'})
    assert answer.status_code == 401
    assert 'action="/kotak-masuk/0?a=1&amp;b=2"' in answer.text
    assert 'name="kunci" value="k"' in answer.text
    assert 'name="reason" value="&#34;&gt;&lt;script&gt;"' in answer.text
    problem = await browser.fetch("/kotak-masuk/0", "POST", data={"reason": "r"})
    assert (problem.status_code, problem.headers["Content-Type"]) == (401, "application/problem+json")
