"""A browser as far as the door can see: cookies, headers of its fetches, and redirects one by one."""

import re
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx2

from deploy.local.stack import Stack

NAVIGATES = {
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Accept": "text/html",
}
OWN_FORM = NAVIGATES | {"Sec-Fetch-Site": "same-origin"}
OWN_SCRIPT = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
SESSION = "sinergi"
NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""The door of the tests is not encrypted, and each client would load the machine's authorities for 25 ms."""


@dataclass
class Browser:
    """One browser with its cookies. It follows no redirect by itself."""

    origin: str
    http: httpx2.AsyncClient = field(
        default_factory=lambda: httpx2.AsyncClient(timeout=20, trust_env=False, verify=NO_AUTHORITIES)
    )
    others: list["Browser"] = field(default_factory=list)

    async def open(self, path: str, **headers: str) -> httpx2.Response:
        """Show a page."""
        return await self.http.get(urljoin(self.origin, path), headers=NAVIGATES | headers)

    async def fetch(self, path: str, method: str = "GET", **more: Any) -> httpx2.Response:
        """A request of a script of our own page."""
        headers = OWN_SCRIPT | {"Origin": self.origin} | more.pop("headers", {})
        return await self.http.request(method, f"{self.origin}{path}", headers=headers, **more)

    async def submit(self, path: str, fields: dict[str, str], **headers: str) -> httpx2.Response:
        """Send a form of our own page."""
        own = OWN_FORM | {"Origin": self.origin} | headers
        return await self.http.post(urljoin(self.origin, path), data=fields, headers=own)

    async def to_provider(self, wanted: str = "/") -> str:
        """Begin a login; the address of the provider's page."""
        answer = await self.http.get(f"{self.origin}/masuk", params={"ke": wanted}, headers=NAVIGATES)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    async def choose(self, address: str, account: str) -> str:
        """Choose an account on the provider's page; the address at which the browser returns to the door."""
        page = await self.http.get(address, headers=NAVIGATES)
        assert page.status_code == 200, page.text
        fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
        answer = await self.http.post(address.partition("?")[0], data=fields | {"account": account}, headers=NAVIGATES)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    async def log_in(self, account: str, wanted: str = "/") -> httpx2.Response:
        """Log in; the answer of the door to the browser that returns."""
        return await self.open(await self.choose(await self.to_provider(wanted), account))

    async def log_out(self) -> httpx2.Response:
        """Log out at the door."""
        return await self.submit("/keluar", {})

    @property
    def session(self) -> str | None:
        """The key in the cookie of the session."""
        return self.http.cookies.get(SESSION)

    def another(self) -> "Browser":
        """Another browser, which is closed with this one."""
        self.others.append(Browser(self.origin))
        return self.others[-1]

    def stolen(self) -> "Browser":
        """Another browser with the same cookies."""
        other = self.another()
        other.http.cookies.update(self.http.cookies)
        return other

    async def close(self) -> None:
        """Close the connections."""
        for each in (self, *self.others):
            await each.http.aclose()


def new_browser(stack: Stack) -> Browser:
    """A browser that has never been at this door."""
    return Browser(stack.environment()["SINERGI_PUBLIC_ORIGIN"])
