"""The screens of products and performances: the rules of every screen."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser

from shared.operations.clock import MovableClock
from tests.behaviour.programs.place import Place
from tests.screens.rules import faults_of, with_limits

FORMS = (
    "/program/{program}/hasil/baru",
    "/program/{program}/pentas/baru",
    "/hasil/{output}/perbaikan",
    "/pentas/{performance}/perbaikan",
)
SCREENS = (
    *FORMS,
    "/program/{program}/hasil",
    "/program/{program}/pentas",
    "/hasil/{output}",
    "/hasil/{output}/penarikan",
    "/hasil/{output}/bukti",
    "/hasil/{output}/bukti/baru",
    "/pentas/{performance}",
    "/pentas/{performance}/penarikan",
    "/hasil",
    "/hasil/upt/{facility}",
    "/program/{program}/usul-hasil",
    "/usul-hasil/{proposal}",
)


async def outcomes_of(place: Place, clock: MovableClock) -> Mapping[str, str]:
    """Something for each screen to show, a month after it was recorded; its ids."""
    program = await place.opened()
    made: dict[str, Any] = {
        "made": place.office.day(0),
        "product": "cake",
        "quantity": 240,
        "unit": "piece",
        "value": 1_200_000,
    }
    output = await place.post(f"{program}/outputs", made | {"disposal": "sold"})
    given = {"held_on": place.office.day(0), "occasion": "Pertemuan mitra", "venue": "Aula"}
    performers = [{"participants": "convict", "number": 18}]
    performance = await place.post(f"{program}/performances", given | {"performers": performers})
    ids = {"program": program.rpartition("/")[2], "facility": place.facility["id"]}
    ids |= {"output": output.json()["id"], "performance": performance.json()["id"]}
    clock.move_to(clock.now() + timedelta(days=31))
    closing = f"/facilities/{ids['facility']}/months/{made['made'][:7]}/closings"
    assert (await place.post(closing, {"nihil": False}, place.office.head)).status_code == 201
    late = {"output": made | {"product": "bag", "disposal": "kept"}, "reason": "Catatan bengkel terlambat."}
    proposed = await place.post(f"{program}/outcome-proposals", late)
    return ids | {"proposal": proposed.json()["id"]}


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_outcomes_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, place: Place, clock: MovableClock, part: str | None
) -> None:
    screens = with_limits(SCREENS, FORMS, await outcomes_of(place, clock))
    assert await faults_of(chromium, origin, place.officer, screens, part) == []
