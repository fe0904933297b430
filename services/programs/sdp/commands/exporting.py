"""Giving out the coaching of a month per participant (SPPN), with names, for the facility alone."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.programs.cohorts.model.enrolment import short_code
from services.programs.months.model.month import Month
from services.programs.names.access import scope_to_name
from services.programs.participants.commands import names
from services.programs.participants.store import resolver
from services.programs.program.access import KEEPERS
from shared.access import Work, use_case
from shared.operations.settings import Settings
from shared.tables.formats import Format
from shared.tables.writing import Cell, table_writer
from shared.values.labels import label
from shared.values.languages import Tongue


@dataclass(frozen=True, slots=True)
class OpenSppn:
    """The coaching of a month is asked for as a table."""

    facility_id: UUID
    month: Month
    format: Format
    tongue: Tongue
    settings: Settings


TITLES = {
    "id": (
        *("Nomor registrasi", "Nama", "Kode peserta", "Jenis", "Program", "Praktik", "Angkatan", "Kode"),
        *("Diterima", "Berakhir", "Sebab berakhir", "Pertemuan", "Aktif", "Pasif", "Tidak hadir", "Menit hadir"),
        *("Sertifikat", "Tanggal sertifikat", "Penerbit sertifikat", "Nomor sertifikat"),
    ),
    "en": (
        *("Register number", "Name", "Reference", "Kind", "Program", "Practice", "Cohort", "Code"),
        *("Admitted", "Ended", "Why it ended", "Sessions", "Active", "Passive", "Absent", "Minutes attended"),
        *("Certificate", "Day of certificate", "Issuer of certificate", "Number of certificate"),
    ),
}
_COACHED = """
SELECT e.participant_id, e.number, e.kind, e.admitted_on, e.ended_on, e.end_reason, c.name AS cohort,
       p.name AS program, p.title_indonesian, p.title_english,
       count(s.id) AS sessions, count(*) FILTER (WHERE a.mark = 'active') AS active,
       count(*) FILTER (WHERE a.mark = 'passive') AS passive, count(*) FILTER (WHERE a.mark = 'absent') AS absent,
       coalesce(sum(s.minutes) FILTER (WHERE a.mark <> 'absent'), 0)::integer AS minutes,
       d.kind AS certificate, d.issued_on, coalesce(d.issuer, p.facility_name) AS issuer, d.number AS certificate_number
FROM program p JOIN cohort c ON c.program_id = p.id JOIN enrolment e ON e.cohort_id = c.id
LEFT JOIN certificate d ON d.enrolment_id = e.id AND d.issued_on BETWEEN $2 AND $3 AND d.withdrawn_at IS NULL
LEFT JOIN session s ON s.cohort_id = c.id AND s.retracted_at IS NULL AND s.held_on BETWEEN $2 AND $3
      AND s.held_on >= e.admitted_on AND (e.ended_on IS NULL OR s.held_on <= e.ended_on)
      AND EXISTS (SELECT FROM attendance WHERE session_id = s.id AND participant_id = e.participant_id)
LEFT JOIN attendance a ON a.session_id = s.id AND a.participant_id = e.participant_id
WHERE p.facility_id = $1 AND e.admitted_on <= $3 AND (e.ended_on IS NULL OR e.ended_on >= $2 OR d.id IS NOT NULL)
GROUP BY e.id, c.id, p.id, d.id ORDER BY p.name, p.id, c.started_on, c.id, e.number, d.kind
"""


@use_case(*KEEPERS, scope=scope_to_name, changes=False)
async def open_sppn(work: Work, command: OpenSppn) -> bytes:
    """One row for each enrolment of the month, or for each of its certificates of the month.

    A participant whose name is not kept has the reference alone.
    """
    month, tongue = command.month, command.tongue
    rows = await work.connection.fetch(_COACHED, command.facility_id, month.first, month.last)
    participants = list({row["participant_id"] for row in rows})
    references = await resolver(work.connection).references(command.facility_id, participants)
    people = await names(work, command.settings).read(command.facility_id, participants, "sppn")
    file = io.BytesIO()
    with table_writer(command.format, file, "SPPN", TITLES[tongue]) as table:
        for row in rows:
            person = people.get(row["participant_id"])
            reason = row["end_reason"]
            table.write(
                (
                    *((person.register_number, person.name) if person else ("", "")),
                    references[row["participant_id"]],
                    label("participant_kind", row["kind"]).in_language(tongue),
                    *(row["program"], row["title_indonesian"] if tongue == "id" else row["title_english"]),
                    *(row["cohort"], short_code(row["number"]), row["admitted_on"], row["ended_on"]),
                    label("enrolment_end", reason).in_language(tongue) if reason else "",
                    *(row["sessions"], row["active"], row["passive"], row["absent"], row["minutes"]),
                    *_certificate(row, tongue),
                )
            )
    return file.getvalue()


def _certificate(row: Mapping[str, Any], tongue: Tongue) -> tuple[Cell, ...]:
    if row["certificate"] is None:
        return ("", None, "", "")
    kind = label("certificate", row["certificate"]).in_language(tongue)
    return (kind, row["issued_on"], row["issuer"], row["certificate_number"] or "")
