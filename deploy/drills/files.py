"""The drill of the loss of the document store: every content is gone, and an older copy is put in its place.

The records are in the database, so it is known which contents are missing. Those that came after the copy are lost.
"""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from deploy.demo.steps.office import Office, open_office
from deploy.demo.steps.staff import OPERATOR, Staff
from deploy.drills.report import Report
from deploy.drills.site import OWNER, Site, open_site
from deploy.operating.files import check_files
from shared.operations.clock import SystemClock

COPIED, LATER = 5, 2


async def drill_files(report: Report) -> None:
    """Carry out the drill. Raises `Trouble` if it fails."""
    async with open_site(report) as site:
        await _lose_the_store(site, report)


async def _lose_the_store(site: Site, report: Report) -> None:
    office, agreement = await _draft(site)
    copied = [await _file(office, agreement) for _ in range(COPIED)]
    store = site.settings.files_folder
    with report.step("copy of the store"):
        copy = store.with_name("copy")
        shutil.copytree(store, copy)
    later = [await _file(office, agreement) for _ in range(LATER)]

    _empty(store)
    with report.step("search for what is missing (`sinergi files check`)"):
        missing = await _missing(site)
    report.expect(missing == {*copied, *later}, f"all {len(missing)} contents are missing, and each is named")
    with report.step("the copy takes the place of the store"):
        shutil.copytree(copy, store, dirs_exist_ok=True)
    missing = await _missing(site)
    report.expect(missing == set(later), f"the {COPIED} contents of the copy are whole again")
    report.find(f"{LATER} contents that came after the copy are lost; people must file them again")


def _empty(folder: Path) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()


async def _missing(site: Site) -> set[str]:
    return {str(row["document"]) for row in await check_files(site.settings) if row["document"]}


async def _draft(site: Site) -> tuple[Office, str]:
    """An office with a draft, to which papers belong."""
    facility: dict[str, Any] = (await site.client.get(OWNER, "/facilities?limit=1", OPERATOR)).body["items"][0]
    staff = Staff("akun-petugas-contoh", "akun-kepala-contoh", "akun-penelaah-contoh")
    office = await open_office(site.client, facility["id"], facility["region"], staff)
    partner = await office.register_partner("Yayasan Contoh", "foundation_ngo")
    today = SystemClock().today(facility["zone"])
    draft = {
        "instrument": "synergy_memorandum",
        "level": "facility",
        "title": "Nota Kesepakatan Contoh",
        "parties": [{"unit_id": facility["id"]}, {"unit_id": partner}],
        "term": {
            "kind": "fixed",
            "starts_on": today.isoformat(),
            "ends_on": (today + timedelta(days=365)).isoformat(),
        },
        "scope_items": [{"field": "agriculture", "description": "Budi daya sayuran", "pillar": "independence"}],
    }
    return office, str((await office.post("/agreements", draft)).body["id"])


async def _file(office: Office, agreement: str) -> str:
    content = b"%PDF-1.7\n% " + uuid4().hex.encode() + b"\n" + b"halaman " * 200
    path = f"/agreements/{agreement}/documents?kind=attachment"
    filed = await office.client.post_file(OWNER, path, office.staff.officer, content, "Naskah.pdf")
    return str(filed.body["id"])
