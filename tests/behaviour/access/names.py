"""Names and transfers of the sample: from a third facility, which belongs to no column, to the sample's own."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.behaviour.access.visits import changed, other_officer

if TYPE_CHECKING:
    from tests.behaviour.access.sample import Sample

Json = dict[str, Any]


async def make_names(sample: "Sample") -> None:
    """A name in the cohort that no row changes, and a transfer to the sample's facility."""
    await named(sample, sample.ids["participant"])
    program = f"/programs/{sample.ids['third_program']}"
    opening = {"opened_on": sample.office.day(0), "capacity": 1000}
    await changed(sample, f"{program}/openings", opening, other_officer(sample), 1)
    started = await changed(sample, f"{program}/cohorts", sample.cohort_body(), other_officer(sample))
    sample.ids["third_cohort"] = started["id"]
    sample.ids["transfer"] = (await transfer(sample)).removeprefix("/transfers/")


async def named(sample: "Sample", reference: str) -> str:
    """Give a name to a reference; returns the reference."""
    file = f"Nomor registrasi;Nama;Jenis;Kode peserta\r\nB.I {uuid4()};Warga Contoh;narapidana;{reference}\r\n"
    path = f"/facilities/{sample.units['facility']}/names/tables"
    answer = await sample.sinergi.programs.send_file(path, file.encode(), sample.office.officer)
    assert answer.json()["new"] == 1, answer.text
    return reference


async def transfer(sample: "Sample") -> str:
    """A transfer to the sample's facility that is not answered; its path."""
    account = other_officer(sample)
    path = f"/cohorts/{sample.ids['third_cohort']}/enrolments"
    (enrolment,) = (await changed(sample, path, sample.enrolments_body(), account))["enrolments"]
    ending = {"ended_on": sample.office.day(0), "reason": "transferred"}
    await changed(sample, f"/enrolments/{enrolment['id']}/endings", ending, account)
    body = {"facility_id": sample.units["facility"]}
    proposed = await changed(sample, f"/enrolments/{enrolment['id']}/transfers", body, account)
    return f"/transfers/{proposed['id']}"


async def left(sample: "Sample") -> str:
    """An enrolment of the sample's facility that ended by a transfer; its id."""
    id_ = await sample.enrolment()
    ending = {"ended_on": sample.office.day(0), "reason": "transferred"}
    await changed(sample, f"/enrolments/{id_}/endings", ending, sample.office.officer)
    return id_
