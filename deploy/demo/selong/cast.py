"""The cast: the facility and the regency as the article names them, its three proposals, and the sequel's agency."""

from dataclasses import dataclass
from typing import Literal

from deploy.demo.steps.staff import Staff

FACILITY_NAME = "Lapas Kelas IIB Selong"
REGION = "NTB"
PARTNER = "Pemerintah Kabupaten Lombok Timur"
AGENCY = "Dinas Tenaga Kerja dan Transmigrasi"
"""The agency that sends the instructor in the sequel is assumed."""

OFFICER = "seksi-pembinaan.lapas-selong"
HEAD = "kepala.lapas-selong"
REVIEWER = "penelaah.kanwil-ntb"
STAFF = Staff(OFFICER, HEAD, REVIEWER)


@dataclass(frozen=True)
class ProposalOfStory:
    """One proposal of the article: its kind, title, field and pillar of coaching."""

    kind: Literal["instructor", "facility_support", "reintegration_help"]
    title: str
    field: str
    pillar: Literal["personality", "independence", "reintegration"]


PROPOSALS = (
    ProposalOfStory("instructor", "Instruktur pelatihan kerja", "work_training", "independence"),
    ProposalOfStory("facility_support", "Dukungan sarana dan prasarana pelatihan", "work_training", "independence"),
    ProposalOfStory("reintegration_help", "Fasilitasi reintegrasi sosial", "reintegration", "reintegration"),
)
"""The three proposals, as reported; their fields are assumed."""
