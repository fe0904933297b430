"""A person at a browser: logs in at the local issuer, looks at screens, and notes what the browser complains of."""

from dataclasses import dataclass, field
from typing import NamedTuple

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, ViewportSize, expect

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
PATIENCE_MS = 20_000
STREAM = "/kotak-masuk/aliran"
NOWHERE = "/tidak-ada"
"""The end of addresses at which nothing is: their page is a refusal."""


@dataclass
class Visitor:
    """A browser with one or more tabs. `complaints` has the errors of scripts and of the content policy."""

    context: BrowserContext
    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def arrive(cls, context: BrowserContext, origin: str) -> "Visitor":
        """A visitor with one empty tab."""
        context.set_default_timeout(PATIENCE_MS)
        visitor = cls(context, await context.new_page(), origin)
        visitor.watch(visitor.page)
        return visitor

    def watch(self, page: Page) -> None:
        """Note what a tab complains of."""
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        # The status of an answer is the matter of the test that asked for it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    async def open(self, path: str) -> int:
        """Show a screen in the first tab; return its status."""
        answer = await self.page.goto(f"{self.origin}{path}")
        assert answer is not None
        return answer.status

    async def tab(self, path: str) -> Page:
        """Show a screen in another tab."""
        page = await self.context.new_page()
        self.watch(page)
        await page.goto(f"{self.origin}{path}")
        return page

    async def log_in(self, account: str, path: str = "/") -> None:
        """Log in on the issuer's page, by the field for any account; end on the screen that was wanted."""
        await self.page.goto(f"{self.origin}{path}")
        await self.page.get_by_label("Akun lain").fill(account)
        await self.page.get_by_role("button", name="Masuk Sign in", exact=True).click()
        await expect(self.page).to_have_url(f"{self.origin}{path}")

    async def heading(self, page: Page | None = None) -> str:
        """The one heading of first rank."""
        return (await (page or self.page).locator("h1").inner_text()).strip()


class Weight(NamedTuple):
    """The bytes of all bodies as they came over the line, of the page alone, and of its styles, scripts and fonts."""

    everything: int
    page: int
    files: int


async def weigh(page: Page, address: str) -> Weight:
    """Show a screen, which must not be a page of an error unless it is that of an address where nothing is.

    The stream of the inbox has no size: it ends when the page is left.
    """
    requests: list[Request] = []

    def note(request: Request) -> None:
        if STREAM not in request.url:
            requests.append(request)

    page.on("requestfinished", note)
    # Not until the network is idle: the stream of the inbox never is.
    answer = await page.goto(address)
    assert answer is not None
    assert answer.ok != address.endswith(NOWHERE), f"{address} answers {answer.status}"
    await page.evaluate("document.fonts.ready.then(() => true)")
    page.remove_listener("requestfinished", note)
    # An answer from the browser's own cache has a size below zero.
    sizes = {each.url: max(0, (await each.sizes())["responseBodySize"]) for each in requests}
    files = sum(sizes[each.url] for each in requests if each.resource_type in {"stylesheet", "script", "font", "image"})
    return Weight(sum(sizes.values()), sizes[address], files)
