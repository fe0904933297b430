"""Selong, step by step, through HTTP: three proposals, one that becomes an agreement, two that are chased."""

from dataclasses import dataclass, field
from datetime import date

from deploy.demo.playing import Story, reported, sequel, wita
from deploy.demo.selong.cast import AGENCY, FACILITY_NAME, PARTNER, PROPOSALS, REGION, STAFF
from deploy.demo.steps.agreements import draft_and_submit, number_and_sign, promise, review
from deploy.demo.steps.coaching import (
    open_program,
    program_of,
    start_cohort,
    until_counted,
    until_delivered,
    until_promised,
)
from deploy.demo.steps.office import Office, find_facility, open_office, until_told

SESSIONS = {
    date(2026, 4, 6): "Mengenal mesin jahit",
    date(2026, 4, 13): "Membuat pola",
    date(2026, 4, 20): "Menjahit seragam",
}


@dataclass
class SelongStory(Story):
    """The story, and the ids of its cast as they become known."""

    office: Office = field(init=False)
    partner: str = ""
    agency: str = ""
    meeting: str = ""
    proposals: dict[str, str] = field(default_factory=dict)
    agreement: str = ""
    obligation: str = ""

    @sequel(wita(2026, 2, 2, 9), "UPT dan pemerintah daerah terdaftar", "The facility and the regency are registered")
    async def begin(self) -> None:
        """Open the office, and register the regency with the agency of the sequel. None of the two has an account."""
        facility = await find_facility(self.client, FACILITY_NAME, REGION)
        self.office = await open_office(self.client, facility, REGION, STAFF)
        self.partner = await self.office.register_partner(PARTNER, "local_government")
        self.agency = await self.office.register_partner(AGENCY, "local_government", self.partner)

    @reported(wita(2026, 2, 2, 10), "Rapat koordinasi sebelum ada naskah", "A coordination meeting before any document")
    async def meet(self) -> None:
        """Record the meeting. The article has no date, so the day stays unknown."""
        minutes = {
            "kinds": ["coordination", "exploration"],
            "recorded_by": self.office.facility,
            "venue": "Ruang kerja pejabat pemerintah kabupaten",
            "host": {"unit_id": self.partner},
            "attendance": [
                {"position": "Kepala Lapas", "unit_id": self.office.facility},
                {"group": "Pejabat pemerintah kabupaten", "unit_id": self.partner},
            ],
            "decisions": ["Pemerintah kabupaten menyambut baik rencana kerja sama."],
            "action_items": [
                {
                    "task": "Memastikan jawaban tertulis",
                    "owner": {"unit_id": self.office.facility},
                    "due_on": "2026-03-31",
                }
            ],
        }
        self.meeting = (await self.office.post("/meetings", minutes)).body["id"]

    @reported(
        wita(2026, 2, 2, 11),
        "Instruktur, sarana, dan reintegrasi diusulkan",
        "An instructor, equipment and help with reintegration are proposed",
    )
    async def propose(self) -> None:
        """The facility proposes three things to the regency."""
        for each in PROPOSALS:
            proposal = {
                "kind": each.kind,
                "title": each.title,
                "field": each.field,
                "pillar": each.pillar,
                "made_by": self.office.facility,
                "made_to": self.partner,
                "meeting_id": self.meeting,
            }
            self.proposals[each.kind] = (await self.office.post("/proposals", proposal)).body["id"]

    @reported(wita(2026, 2, 2, 12), "Pemerintah kabupaten menyambut baik", "The regency welcomes the proposals")
    async def welcome(self) -> None:
        """A welcome is no acceptance: all three still wait for an answer."""
        for kind in self.proposals:
            welcome = {"answer": "interest_expressed", "answered_on": "2026-02-02", "meeting_id": self.meeting}
            await self.office.change(self._proposal(kind), "answers", welcome)

    @sequel(wita(2026, 2, 23, 9), "Instruktur disanggupi lewat surat", "The instructor is promised by letter")
    async def accept_one(self) -> None:
        """The regency accepts the first proposal, and the officer completes its record: the meeting was in January."""
        path = self._proposal("instructor")
        accepted = {"answer": "accepted", "answered_on": "2026-02-20", "letter": "CONTOH-415/2026"}
        await self.office.change(path, "answers", accepted)
        known = ("title", "field", "pillar")
        now = await self.client.get("agreements", path, STAFF.officer)
        record = {name: now.body["content"][name] for name in known} | {"proposed": {"edtf": "2026-01"}}
        await self.client.put("agreements", path, STAFF.officer, record, now.etag)

    @sequel(wita(2026, 2, 24, 9), "Proposal menjadi draf nota kesepakatan", "The proposal becomes a draft agreement")
    async def draft_the_agreement(self) -> None:
        """The accepted proposal becomes a scope item of a draft, which is submitted."""
        content = {
            "instrument": "synergy_memorandum",
            "title": "Nota Kesepakatan Pelatihan Kerja Warga Binaan",
            "parties": [{"unit_id": self.office.facility}, {"unit_id": self.partner}],
            "term": {"kind": "fixed", "starts_on": "2026-04-01", "ends_on": "2027-03-31"},
            "scope_items": [
                {
                    "field": "work_training",
                    "description": "Pelatihan menjahit oleh instruktur",
                    "pillar": "independence",
                    "agencies": [self.agency],
                }
            ],
        }
        (agreement,) = await draft_and_submit(self.office, [content])
        self.agreement = agreement["id"]
        item = {"scope_item_id": agreement["scope_items"][0]["id"]}
        await self.office.change(self._proposal("instructor"), "inclusions", item)

    @sequel(wita(2026, 3, 2, 10), "Ditelaah dan ditandatangani kedua pihak", "Reviewed, and signed by both")
    async def review_and_sign(self) -> None:
        """The region passes the draft, the regency agrees by letter; both sign."""
        draft = await self.office.show(f"/agreements/{self.agreement}")
        await review(self.office, [draft], letter="CONTOH-500/2026")
        numbers = ("CONTOH-3/2026", "CONTOH-501/2026")
        await number_and_sign(self.office, self.agreement, date(2026, 3, 2), numbers, ("Kepala Lapas", "Bupati"))

    @sequel(wita(2026, 3, 2, 11), "Kewajiban instruktur dicatat", "The obligation of the instructor is recorded")
    async def record_the_obligation(self) -> None:
        """The text promises three sessions of the agency's instructor, until the end of April."""
        agreement = await self.office.show(f"/agreements/{self.agreement}")
        obligation = {
            "unit_id": self.agency,
            "description": "Instruktur menjahit",
            "clause": "Pasal 4 ayat (2)",
            "scope_item_id": agreement["scope_items"][0]["id"],
            "measure": "sessions",
            "quantity": len(SESSIONS),
            "schedule": "once",
            "due_on": "2026-04-30",
        }
        self.obligation = await promise(self.office, self.agreement, obligation)

    @sequel(wita(2026, 4, 20, 14), "Instruktur mengajar tiga kali", "The instructor teaches three times")
    async def let_the_instructor_teach(self) -> None:
        """The program opens with the agreement, and the agency's instructor holds a session each week."""
        program = await program_of(self.office, self.agreement, "work_training")
        await open_program(self.office, program, date(2026, 4, 1))
        await until_promised(self.office, program)
        cohort = await start_cohort(self.office, program, date(2026, 4, 6), "P-SEL")
        for held, topic in SESSIONS.items():
            await cohort.hold_session(held, topic, [{"id": self.agency, "name": AGENCY}], kind="practice", minutes=120)
        await until_counted(self.office, self.agreement, len(SESSIONS))
        await until_delivered(self.office, self.agreement, len(SESSIONS))

    @sequel(wita(2026, 4, 27, 9), "Dua proposal lain ditagih", "The two other proposals are chased")
    async def chase_the_others(self) -> None:
        """The letters of the regency, and the day of the meeting, are overdue; the action item was announced."""

        async def overdue() -> bool:
            cases = (await self.office.show("/waiting?overdue=true&limit=200"))["items"]
            return [case["kind"] for case in cases].count("proposal_letter") == len(PROPOSALS) - 1

        await self.client.eventually("the other proposals to be overdue", overdue)
        await until_told(self.office, "action_item_overdue")

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [
            ("agreements", f"/proposals?unit={self.office.facility}"),
            ("agreements", f"/agreements/{self.agreement}/activity"),
            ("agreements", f"/agreements/{self.agreement}/ledger"),
            ("agreements", "/waiting?overdue=true"),
        ]

    def _proposal(self, kind: str) -> str:
        return f"/proposals/{self.proposals[kind]}"
