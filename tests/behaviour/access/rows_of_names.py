"""The rows of names, of the corrections database, and of transfers."""

from uuid import uuid4

from tests.behaviour.access import names
from tests.behaviour.access.row import Request, Row, lists, read
from tests.behaviour.access.sample import Sample

SERVICE = "programs"
NAMES = "/facilities/{facility_id}/names"


async def giving(sample: Sample) -> Request:
    file = f"Nomor registrasi;Nama;Jenis\r\nB.I {uuid4()};Warga Contoh;narapidana\r\n"
    return Request(f"/facilities/{sample.units['facility']}/names/tables", file.encode())


async def erasing(sample: Sample) -> Request:
    reference = await names.named(sample, f"P-{uuid4().hex[:8].upper()}0")
    body = {"participant_ref": reference, "ground": "wrong_entry"}
    return Request(f"/facilities/{sample.units['facility']}/names/erasures", body)


async def sending_movements(sample: Sample) -> Request:
    row = f"B.I {uuid4()};masuk;{sample.office.day(0)};Warga Contoh;tahanan"
    file = f"Nomor registrasi;Peristiwa;Tanggal;Nama;Jenis\r\n{row}\r\n"
    return Request(f"/facilities/{sample.units['facility']}/sdp-files", file.encode())


async def proposing(sample: Sample) -> Request:
    body = {"facility_id": sample.ids["third_facility"]}
    return Request(f"/enrolments/{await names.left(sample)}/transfers", body)


async def accepting(sample: Sample) -> Request:
    body = {"participant_ref": f"P-{uuid4().hex[:8].upper()}0"}
    return Request(f"{await names.transfer(sample)}/acceptances", body, version=1)


async def declining(sample: Sample) -> Request:
    return Request(f"{await names.transfer(sample)}/refusals", {"reason": "not_arrived"}, version=1)


ROWS = (
    read(SERVICE, "/cohorts/{cohort_id}/names"),
    read(SERVICE, "/sheets/{sheet_id}/names"),
    read(SERVICE, NAMES),
    read(SERVICE, f"{NAMES}/readings"),
    read(SERVICE, "/facilities/{facility_id}/sppn-files/{month}", "?format=csv"),
    read(SERVICE, "/facilities/{facility_id}/transfers", "?limit=200", mark=lists("transfer")),
    read(SERVICE, "/transfers/{transfer_id}"),
    Row(SERVICE, "POST", f"{NAMES}/tables", giving),
    Row(SERVICE, "POST", f"{NAMES}/erasures", erasing),
    Row(SERVICE, "POST", "/facilities/{facility_id}/sdp-files", sending_movements),
    Row(SERVICE, "POST", "/enrolments/{enrolment_id}/transfers", proposing),
    Row(SERVICE, "POST", "/transfers/{transfer_id}/acceptances", accepting),
    Row(SERVICE, "POST", "/transfers/{transfer_id}/refusals", declining),
)
