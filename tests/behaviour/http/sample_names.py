"""Names, the files of the corrections database, and transfers of the sample data, to the facility that was visited."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

Json = dict[str, Any]


async def make_names(sample: "SampleData") -> None:
    """Names that are given, read and erased; a daily file; a transfer that is declined, and one that is accepted."""
    ref = f"P-{sample.mark.upper()}"
    rows = "".join(f"B.I {number}/2026;Warga Contoh;narapidana;{ref}{number}\r\n" for number in (1, 2, 3))
    await _send(sample, "names/tables", f"Nomor registrasi;Nama;Jenis;Kode peserta\r\n{rows};Warga Contoh;;\r\n")
    for name in ("cohorts/{cohort_id}/names", "sheets/{sheet_id}/names", "facilities/{facility_id}/names"):
        await sample.do(f"GET /{name}")
    erasure = {"participant_ref": f"{ref}3", "ground": "wrong_entry"}
    await sample.do("POST /facilities/{facility_id}/names/erasures", erasure)
    await sample.do("GET /facilities/{facility_id}/names/readings", role="head")
    await _transfers(sample)
    movements = f"B.I 9/2026;masuk;{sample.day(0)};Warga Contoh;tahanan\r\nB.I 8/2026;bebas;{sample.day(0)};;\r\n"
    await _send(sample, "sdp-files", f"Nomor registrasi;Peristiwa;Tanggal;Nama;Jenis\r\n{movements}")
    await sample.do("GET /facilities/{facility_id}/sppn-files/{month}", month=sample.day(0)[:7])


async def _transfers(sample: "SampleData") -> None:
    late = {"kind": "convict", "basis": "voluntary"}
    refs = [f"P-{sample.mark.upper()}{letter}" for letter in "XYZ"]
    admitted = [late | {"participant_ref": f"{each}1"} for each in refs]
    body = {"name": "Angkatan pindahan", "started_on": sample.day(0), "participants": admitted}
    path, officer = sample.path("/programs/{program_id}/cohorts"), sample.roles["officer"]
    started = await sample.sinergi.programs.post(path, body, officer)
    for enrolment, answer in zip(started.json()["enrolments"], ("refusals", "acceptances", None), strict=True):
        ending = {"ended_on": sample.day(0), "reason": "transferred"}
        path = f"/enrolments/{enrolment['id']}/endings"
        assert (await sample.sinergi.programs.post(path, ending, officer)).is_success
        proposal = {"facility_id": sample.ids["host_id"]}
        proposed = await sample.do(
            "POST /enrolments/{enrolment_id}/transfers", proposal, enrolment_id=str(enrolment["id"])
        )
        sample.ids["transfer_id"] = proposed.json()["id"]
        given = {"participant_ref": f"{refs[0]}7"} if answer == "acceptances" else {"reason": "not_arrived"}
        if answer:
            await sample.do(f"POST /transfers/{{transfer_id}}/{answer}", given, "host", if_match='"1"')
    await sample.do("GET /facilities/{facility_id}/transfers")
    await sample.do("GET /transfers/{transfer_id}")


async def _send(sample: "SampleData", to: str, table: str) -> None:
    operation = f"POST /facilities/{{facility_id}}/{to}"
    await sample.send(operation, sample.path(f"/facilities/{{facility_id}}/{to}"), table.encode(), "tabel.csv")
