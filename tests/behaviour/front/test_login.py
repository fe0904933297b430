"""Login by code with PKCE: the way in, and the attacks on it."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.behaviour.front.browser import Browser
from tests.behaviour.office import Office


async def test_a_person_logs_in_and_sees_the_start_page_in_both_languages(browser: Browser, office: Office) -> None:
    answer = await browser.open("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/masuk?ke=/")
    answer = await browser.log_in(office.officer)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    page = await browser.open("/")
    assert page.status_code == 200
    assert office.officer in page.text
    assert "Jabatan saya" in page.text
    answer = await browser.submit("/bahasa", {"pilih": "en", "ke": "/"})
    assert answer.headers["Location"] == "/"
    page = await browser.open("/")
    assert 'lang="en">' in page.text.partition("<head>")[0]
    assert "My positions" in page.text


async def test_the_cookie_is_opaque_and_hidden_from_scripts(browser: Browser, office: Office) -> None:
    answer = await browser.log_in(office.officer)
    cookie = next(each for each in answer.headers.get_list("Set-Cookie") if each.startswith("sinergi="))
    assert "; HttpOnly; SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert office.officer not in cookie
    assert browser.session is not None
    assert len(browser.session) == 43


async def test_an_authorization_request_has_state_nonce_and_a_challenge(browser: Browser) -> None:
    asked = parse_qs(urlsplit(await browser.to_provider()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()


async def test_a_login_gives_a_new_key_and_ends_the_old_session(browser: Browser, office: Office) -> None:
    browser.http.cookies.set("sinergi", "chosen-by-an-attacker", domain="127.0.0.1")
    await browser.log_in(office.officer)
    first = browser.stolen()
    assert first.session != "chosen-by-an-attacker"
    await browser.log_in(office.officer)
    assert browser.session != first.session
    assert (await first.fetch("/api/agreements/waiting")).status_code == 401
    assert (await browser.fetch("/api/agreements/waiting")).status_code == 200


async def test_a_code_is_used_once(browser: Browser, office: Office) -> None:
    address = await browser.choose(await browser.to_provider(), office.officer)
    again = browser.stolen()
    assert (await browser.open(address)).status_code == 303
    answer = await again.open(address)
    assert answer.status_code == 400
    assert again.session is None


async def test_a_login_is_finished_by_the_browser_that_began_it_only(browser: Browser, office: Office) -> None:
    address = await browser.choose(await browser.to_provider(), office.officer)
    victim = browser.another()
    answer = await victim.open(address)
    assert answer.status_code == 400
    assert "Gagal masuk" in answer.text
    assert victim.session is None
    assert (await browser.open(address)).status_code == 303, "another browser does not use up the login"


@pytest.mark.parametrize(
    "change",
    [{"state": "another"}, {"state": ""}, {"iss": "https://evil.example"}, {"iss": None}, {"code": ""}, {"code": "x"}],
)
async def test_a_return_with_another_state_issuer_or_code_is_refused(
    browser: Browser, office: Office, change: dict[str, str | None]
) -> None:
    address = urlsplit(await browser.choose(await browser.to_provider(), office.officer))
    given = {name: values[0] for name, values in parse_qs(address.query).items()} | change
    query = urlencode({name: value for name, value in given.items() if value is not None})
    answer = await browser.open(address._replace(query=query).geturl())
    assert answer.status_code == 400
    assert browser.session is None


async def test_a_token_for_another_login_is_refused(browser: Browser, office: Office) -> None:
    other = await browser.to_provider()
    address = await browser.to_provider()
    nonce = parse_qs(urlsplit(other).query)["nonce"][0]
    mine = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()} | {"nonce": nonce}
    returned = await browser.choose(f"{address.partition('?')[0]}?{urlencode(mine)}", office.officer)
    answer = await browser.open(returned)
    assert answer.status_code == 400
    assert browser.session is None


async def test_a_code_without_the_verifier_of_its_login_is_refused(browser: Browser, office: Office) -> None:
    """An attacker who sees a code cannot use it in a login of their own."""
    first = await browser.choose(await browser.to_provider(), office.officer)
    code = parse_qs(urlsplit(first).query)["code"][0]
    attacker = browser.another()
    own = urlsplit(await attacker.choose(await attacker.to_provider(), "attacker"))
    given = {name: values[0] for name, values in parse_qs(own.query).items()} | {"code": code}
    answer = await attacker.open(own._replace(query=urlencode(given)).geturl())
    assert answer.status_code == 400
    assert attacker.session is None


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:a=b\r\n", "evil", "/keluar"],
)
async def test_a_login_leads_to_no_other_site(browser: Browser, office: Office, wanted: str) -> None:
    answer = await browser.log_in(office.officer, wanted)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    answer = await browser.submit("/bahasa", {"pilih": "en", "ke": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


async def test_a_login_leads_back_to_the_page_that_was_wanted(browser: Browser, office: Office) -> None:
    answer = await browser.open("/api/agreements/waiting?limit=1")
    assert answer.status_code == 303
    address = answer.headers["Location"]
    begun = await browser.open(address)
    answer = await browser.open(await browser.choose(begun.headers["Location"], office.officer))
    assert answer.headers["Location"] == "/api/agreements/waiting?limit=1"
