"""The screens of letters, of an invitation and of the week of a unit are sound."""

from playwright.async_api import Browser

from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.letters import prepared_letter
from tests.behaviour.notifications.test_invitations import call, invitation
from tests.behaviour.office import Office
from tests.screens.rules import PAGE_BYTES, faults_of


async def test_every_screen_is_sound(
    chromium: Browser, origin: str, sinergi: Sinergi, office: Office, part: str | None
) -> None:
    letter = (await prepared_letter(sinergi, office))["id"]
    meeting = await call(office)
    await invitation(sinergi, meeting, office.contact)
    for account, screens in (
        (office.head, ("/pekan", "/surat", "/surat?keadaan=terkirim", f"/surat/{letter}", f"/undangan/{meeting}")),
        (office.contact, (f"/undangan/{meeting}",)),
    ):
        assert await faults_of(chromium, origin, account, dict.fromkeys(screens, PAGE_BYTES), part) == []
