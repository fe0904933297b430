"""The screens of names, of the corrections database and of transfers: the rules of every screen."""

from collections.abc import Mapping

import pytest
from playwright.async_api import Browser

from tests.behaviour.programs.place import Place
from tests.screens.rules import faults_of, with_limits

OF_OFFICERS = (
    "/nama/{facility}",
    "/nama/{facility}/berkas",
    "/nama/{facility}/penghapusan",
    "/sdp/{facility}",
    "/pindahan/upt/{facility}?arah=keluar",
    "/pindahan/{transfer}",
    "/kohort/{cohort}",
    "/kohort/{cohort}/peserta/{enrolment}",
    "/kohort/{cohort}/peserta/{enrolment}/pindahan?cari=lapas",
    "/lembar/{sheet}/cetak",
)
OF_THE_NEW_FACILITY = (
    "/pindahan/upt/{destination}",
    "/pindahan/{transfer}",
    "/pindahan/{transfer}/penerimaan",
    "/pindahan/{transfer}/penolakan",
)
OF_THE_HEAD = ("/nama/{facility}/pembacaan",)


async def names_of(place: Place) -> Mapping[str, str]:
    """Names, a sheet, and a transfer that is not answered; the ids."""
    facility = place.facility["id"]
    rows = "".join(f"B.I {row}/2026;Warga Contoh {row};narapidana;{ref}\r\n" for row, ref in enumerate(place.refs))
    table = f"Nomor registrasi;Nama;Jenis;Kode peserta\r\n{rows}"
    await place.sinergi.programs.send_file(f"/facilities/{facility}/names/tables", table.encode(), place.officer)
    cohort = await place.started(await place.opened(), *place.refs[:3])
    sheet = await place.post(f"{cohort}/sheets", {"held_on": place.office.day(0), "topic": "Pengomposan"})
    enrolment = (await place.show(cohort))["roster"][0]["id"]
    ending = {"ended_on": place.office.day(0), "reason": "transferred"}
    await place.post(f"/enrolments/{enrolment}/endings", ending)
    # A facility is known once an account has a position there.
    await place.sinergi.programs.get("/programs", place.foreign_officer)
    proposed = await place.post(f"/enrolments/{enrolment}/transfers", {"facility_id": place.foreign_facility})
    assert proposed.status_code == 201, proposed.text
    ids = {"facility": facility, "destination": place.foreign_facility, "transfer": proposed.json()["id"]}
    return ids | {"cohort": cohort.rpartition("/")[2], "enrolment": enrolment, "sheet": sheet.json()["id"]}


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_names_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, place: Place, part: str | None
) -> None:
    ids = await names_of(place)
    forms = ("/kohort/{cohort}/peserta/{enrolment}/pindahan?cari=lapas",)
    faults = await faults_of(chromium, origin, place.officer, with_limits(OF_OFFICERS, forms, ids), part)
    others = with_limits(OF_THE_NEW_FACILITY, (), ids)
    faults += await faults_of(chromium, origin, place.foreign_officer, others, part)
    heads = with_limits(OF_THE_HEAD, (), ids)
    assert faults + await faults_of(chromium, origin, place.office.head, heads, part) == []
