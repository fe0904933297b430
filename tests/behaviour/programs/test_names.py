"""Names of participants: given by the facility, read by its own officers alone, on record, and erased."""

import base64
import os
from collections.abc import AsyncIterator

from deploy.installation.environment import settings_of
from deploy.installation.service import connected
from deploy.operating.files import rotate_names
from shared.files.keys import KeyRing
from shared.files.sealing import opened
from shared.operations.settings import MissingSecret
from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place

TITLES = "Nomor registrasi;Nama;Jenis;Kode peserta"


def table(*rows: str) -> bytes:
    return "\r\n".join((TITLES, *rows, "")).encode()


def names_of(place: Place) -> str:
    return f"/facilities/{place.facility['id']}/names"


async def given(place: Place, *rows: str, query: str = "") -> Json:
    """The answer to a file of these rows."""
    path = f"{names_of(place)}/tables{query}"
    answer = await place.sinergi.programs.send_file(path, table(*rows), place.officer)
    assert answer.status_code == 200, answer.text
    receipt: Json = answer.json()
    return receipt


async def test_the_same_person_twice_is_the_same_reference(place: Place) -> None:
    rows = ("B.I 101/2026;Warga Contoh Satu;narapidana;", "B.I 102/2026;Warga Contoh Dua;tahanan;")
    tried = await given(place, *rows, query="?dry_run=true")
    assert (tried["dry_run"], tried["new"]) == (True, 2)
    assert (await place.sinergi.programs.get(names_of(place), place.officer)).json() == []
    assert (await given(place, *rows))["new"] == 2
    first = (await place.sinergi.programs.get(names_of(place), place.officer)).json()
    assert [each["name"] for each in first] == ["Warga Contoh Dua", "Warga Contoh Satu"]
    again = await given(place, "b.i-101/2026;Warga Contoh Satu Baru;;", "B.I 102/2026;Warga Contoh Dua;tahanan;")
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 1, 1)
    second = (await place.sinergi.programs.get(names_of(place), place.officer)).json()
    assert {each["participant_ref"] for each in first} == {each["participant_ref"] for each in second}


async def test_a_bad_row_is_named_and_repeats_no_name(place: Place) -> None:
    receipt = await given(
        place,
        f"B.I 1/2026;Warga Contoh Satu;narapidana;{place.refs[0]}",
        "B.I 2/2026;;narapidana;",
        "B.I 3/2026;Warga Contoh Tiga;pegawai;",
        "B.I 1/2026;Warga Contoh Lain;narapidana;",
        f"B.I 5/2026;Warga Contoh Lima;narapidana;{place.refs[0]}",
        "B.I 6/2026;Warga Contoh Enam;narapidana;Warga Contoh",
    )
    assert receipt["new"] == 1
    assert [(each["entry"], each["code"]) for each in receipt["refused"]] == [
        (3, "name-row-incomplete"),
        (4, "participant-kind-unreadable"),
        (5, "register-number-twice"),
        (6, "reference-of-another"),
        (7, "not-a-pseudonym"),
    ]
    assert "Warga Contoh" not in str(receipt)


async def test_names_stand_beside_codes_for_the_facility_alone(place: Place) -> None:
    await given(place, f"B.I 7/2026;Warga Contoh Tujuh;narapidana;{place.refs[0]}")
    cohort = await place.started(await place.opened(), *place.refs[:2])
    sheet = await place.post(f"{cohort}/sheets", {"held_on": place.office.day(0), "topic": "Memilah sampah"})
    paths = (f"{cohort}/names", f"/sheets/{sheet.json()['id']}/names", names_of(place))
    for path in paths:
        (named,) = (await place.sinergi.programs.get(path, place.officer)).json()
        assert (named["name"], named["participant_ref"]) == ("Warga Contoh Tujuh", place.refs[0])
        for account in (place.foreign_officer, place.office.directorate, place.office.reviewer, place.office.contact):
            assert (await place.sinergi.programs.get(path, account)).status_code == 403
    readings = (await place.sinergi.programs.get(f"{names_of(place)}/readings", place.office.head)).json()["items"]
    assert [each["purpose"] for each in readings] == ["list", "sheet", "cohort"]
    assert {(each["people"], each["account"], each["capability"]) for each in readings} == {
        (1, place.officer, "coaching_officer")
    }
    assert (await place.sinergi.programs.get(f"{names_of(place)}/readings", place.foreign_officer)).status_code == 403


async def test_the_form_of_a_session_has_the_names_beside_the_codes(place: Place) -> None:
    await given(place, f"B.I 9/2026;Warga Contoh Sembilan;narapidana;{place.refs[0]}")
    cohort = await place.started(await place.opened(), *place.refs[:2])
    officer = Browser(place.sinergi.programs, place.officer)
    address = f"/kohort/{cohort.rpartition('/')[2]}/pertemuan"
    page = await officer.show(address)
    assert "K-01 Warga Contoh Sembilan</legend>" in page.html
    assert "K-02</legend>" in page.html
    marks = {"attendance-1-mark": "active", "attendance-2-mark": "passive"}
    recorded = await officer.fill(address, {"topic": "Memilah sampah"} | marks)
    assert "K-01 Warga Contoh Sembilan</legend>" in (await officer.show(f"{recorded}/perbaikan")).html


async def test_an_erased_name_leaves_the_history(place: Place) -> None:
    await given(place, f"B.I 8/2026;Warga Contoh Delapan;narapidana;{place.refs[0]}")
    cohort = await place.started(await place.opened(), place.refs[0])
    erasure = {"participant_ref": place.refs[0], "ground": "request"}
    assert (await place.post(f"{names_of(place)}/erasures", erasure)).status_code == 200
    problem(await place.post(f"{names_of(place)}/erasures", erasure), 404, "name-not-found")
    unknown = erasure | {"participant_ref": place.refs[5]}
    problem(await place.post(f"{names_of(place)}/erasures", unknown), 404, "name-not-found")
    assert (await place.sinergi.programs.get(f"{cohort}/names", place.officer)).json() == []
    shown = await place.show(cohort)
    assert [each["participant_ref"] for each in shown["roster"]] == [place.refs[0]]


async def test_names_are_given_to_another_key_and_the_old_one_is_not_needed(place: Place) -> None:
    await given(place, f"B.I 1/2026;Warga Contoh Satu;narapidana;{place.refs[0]}")
    settings = settings_of(place.sinergi.stack.environment())
    (settings.secrets_dir / "files_key_9").write_text(base64.b64encode(os.urandom(32)).decode())
    assert await rotate_names(settings.model_copy(update={"files_key_id": "9"})) > 0
    try:
        async with connected(settings, "names", "owner") as vault:
            (row,) = await vault.fetch("SELECT * FROM entry WHERE facility_id::text = $1", place.facility["id"])

        def only_new(name: str) -> str:
            if name != "files_key_9":
                raise MissingSecret(name)
            return settings.secret(name)

        async def stored() -> AsyncIterator[bytes]:
            yield row["sealed"]

        bound_to = f"names/{row['facility_id']}/{row['participant_id']}"
        plain = [piece async for piece in opened(KeyRing("9", only_new), bound_to, stored())]
        assert b"Warga Contoh Satu" in b"".join(plain)
        (shown,) = (await place.sinergi.programs.get(names_of(place), place.officer)).json()
        assert shown["name"] == "Warga Contoh Satu"
    finally:
        assert await rotate_names(settings) > 0
    assert await rotate_names(settings) == 0
