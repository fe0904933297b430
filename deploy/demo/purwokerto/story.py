"""Purwokerto and Banyumas, step by step, through HTTP: an agreement is evaluated, extended, signed and carried out.

Each step waits for its effects in the other services, so that the story has the same end when a process dies in the
middle.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from deploy.demo.playing import Story, reported, sequel, wib
from deploy.demo.purwokerto.cast import (
    ADDED_SCOPE,
    DIRECTORATE,
    FACILITY_NAME,
    PARTNER,
    PARTNER_CONTACT,
    REGION,
    RUNNING_SCOPE,
    STAFF,
    StoryItem,
    agencies,
    contact_of,
)
from deploy.demo.steps.agreements import number_and_sign
from deploy.demo.steps.coaching import open_program, program_of, start_cohort, until_counted
from deploy.demo.steps.office import Json, Office, find_facility, open_office, until_programs
from deploy.demo.steps.positions import assign, until_known


@dataclass
class PurwokertoStory(Story):
    """The story, and the ids of its cast as they become known."""

    office: Office = field(init=False)
    partner: str = ""
    agencies: dict[str, str] = field(default_factory=dict)
    old: str = ""
    meeting: str = ""
    new: str = ""

    @sequel(wib(2026, 1, 19, 9), "Para pihak terdaftar", "The parties are registered")
    async def begin(self) -> None:
        """Open the office, and register the partner with its agencies and their contacts."""
        facility = await find_facility(self.client, FACILITY_NAME, REGION)
        await assign(self.client, DIRECTORATE, "head", "nation", None)
        self.office = await open_office(self.client, facility, REGION, STAFF)
        self.partner = await self.office.register_partner(PARTNER, "local_government")
        for name in agencies():
            self.agencies[name] = await self.office.register_partner(name, "local_government", self.partner)
        await assign(self.client, PARTNER_CONTACT, "partner_contact", "partner", self.partner)
        for name, agency in self.agencies.items():
            await assign(self.client, contact_of(name), "partner_contact", "partner", agency)
        await until_known(self.client, (DIRECTORATE, PARTNER_CONTACT, *map(contact_of, self.agencies)))

    @sequel(
        wib(2026, 1, 20, 10),
        "Nota kesepakatan sembilan bidang dicatat",
        "The running nota kesepakatan over nine fields is registered",
    )
    async def register_the_running_one(self) -> None:
        """Register the nota kesepakatan that is running when the article begins: it was signed on paper a year ago."""
        content = {
            "instrument": "synergy_memorandum",
            "title": "Nota Kesepakatan Pembinaan Warga Binaan",
            "parties": [{"unit_id": self.office.facility}, {"unit_id": self.partner}],
            "term": {"kind": "fixed", "starts_on": "2025-02-10", "ends_on": "2026-02-28"},
            "scope_items": [self._item(item) for item in RUNNING_SCOPE],
            "source": "paper",
            "confidence": "confirmed",
            "signed_on": "2025-02-07",
            "numbers": [
                {"unit_id": self.office.facility, "number": "CONTOH-7/2025"},
                {"unit_id": self.partner, "number": "CONTOH-19/2025"},
            ],
        }
        registered = await self.office.post("/agreements/registrations", content, by=STAFF.head)
        self.old = registered.body["id"]
        await until_programs(self.client, DIRECTORATE, self.old, len(RUNNING_SCOPE))

    @sequel(
        wib(2026, 1, 22, 14),
        "Salah satu dari sembilan program berkegiatan",
        "One of the nine programs holds a session",
    )
    async def hold_a_session_of_the_old(self) -> None:
        """One of the nine programs holds a session: the article calls the agreement running."""
        item = RUNNING_SCOPE[2]
        await self._hold_session(self.old, item, date(2026, 1, 21), date(2026, 1, 22), "Penyemaian bibit sayuran")

    @reported(wib(2026, 1, 26, 9), "Draf perpanjangan disiapkan", "The draft of the extension is prepared")
    async def put_the_draft_on_the_table(self) -> None:
        """Draft the extension with every item of the running agreement, as it lies on the table in the meeting."""
        before = await self.office.show(f"/agreements/{self.old}")
        content = {
            "title": "Perpanjangan Nota Kesepakatan Pembinaan Warga Binaan",
            "term": {"kind": "fixed", "starts_on": "2026-03-01", "ends_on": "2029-02-28"},
            "kept": [item["id"] for item in before["scope_items"]],
        }
        self.new = (await self.office.post(f"/agreements/{self.old}/extensions", content)).body["id"]

    @reported(wib(2026, 1, 27, 10), "Rapat evaluasi dan rencana perpanjangan", "Evaluation and extension meeting")
    async def meet(self) -> None:
        """Hold the evaluation and extension meeting at the partner's office, chaired by the partner."""
        chair = {"position": "Kepala Bagian Tata Pemerintahan dan Kerja Sama", "organisation": "Setda Banyumas"}
        plh = {"position": "Kepala Lapas", "unit_id": self.office.facility, "capacity": "daily_acting"}
        officials = {"group": "Pejabat struktural", "unit_id": self.office.facility}
        agencies = {"group": "Perangkat daerah terkait", "unit_id": self.partner}
        minutes = {
            "kinds": ["evaluation", "renewal_planning"],
            "held": {"edtf": "2026-01-27", "as_written": "Selasa (27/1/2026)", "weekday": "tuesday"},
            "about": [{"kind": "agreement", "id": self.old}],
            "venue": "Ruang Rapat Wakil Bupati",
            "host": {"unit_id": self.partner},
            "chaired_by": chair,
            "attendance": [chair, plh, officials, agencies],
            "decisions": [
                "Kerja sama diperpanjang.",
                "Hal yang belum termuat dalam nota kesepakatan sebelumnya dimasukkan ke dokumen perpanjangan.",
                "Ditambahkan bidang lingkungan hidup serta Paket A, B, dan C.",
            ],
            "action_items": [
                {"task": "Menyiapkan penandatanganan", "owner": {"unit_id": self.partner}, "due_on": "2026-02-16"}
            ],
            "uncovered_practices": [{"field": item.field} for item in ADDED_SCOPE],
        }
        self.meeting = (await self.office.post("/meetings", minutes)).body["id"]

    @reported(
        wib(2026, 1, 27, 13),
        "Lingkungan hidup serta Paket A, B, dan C masuk ke draf",
        "Environment and Paket A, B, C come to the draft on the table",
    )
    async def add_to_the_draft(self) -> None:
        """Four items come to the draft that lies on the table, each traced to the meeting."""
        path = f"/agreements/{self.new}"
        draft = await self.client.get("agreements", path, STAFF.officer)
        ground = {"ground": "meeting", "meeting_id": self.meeting}
        content = {name: draft.body[name] for name in ("instrument", "title", "term")}
        content["parties"] = [{"unit_id": party["unit"]["id"]} for party in draft.body["parties"]]
        content["scope_items"] = [
            *(_kept(item) for item in draft.body["scope_items"]),
            *(self._item(item) | ground for item in ADDED_SCOPE),
        ]
        await self.client.put("agreements", f"{path}/draft", STAFF.officer, content, draft.etag)

    @sequel(
        wib(2026, 2, 4, 9),
        "Telaah kantor wilayah dan mitra; penandatanganan direncanakan",
        "Review by region and partner; a plan to sign",
    )
    async def review_the_extension(self) -> None:
        """The head submits the draft, both sides pass it, and the day of signing is planned."""
        path = f"/agreements/{self.new}"
        await self.office.change(path, "submissions", {}, by=STAFF.head)
        await self.office.change(path, "reviews", {"side": "partner", "verdict": "pass"}, by=PARTNER_CONTACT)
        await self.office.change(path, "reviews", {"side": "region", "verdict": "pass"}, by=STAFF.reviewer)
        plan = {"planned_on": "2026-02-16", "sign_before": "2026-04-30"}
        etag = await self.office.etag(path)
        await self.client.put("agreements", f"{path}/signing-plan", STAFF.officer, plan, etag)

    @sequel(wib(2026, 2, 16, 10), "Penandatanganan oleh kedua pihak", "Signed by both")
    async def sign_the_extension(self) -> None:
        """Both parties sign, the facility by its definitive head; the four added items become planned programs.

        With that, the partner has completed the action item of the meeting.
        """
        numbers = ("CONTOH-9/2026", "CONTOH-23/2026")
        await number_and_sign(self.office, self.new, date(2026, 2, 16), numbers, ("Kepala Lapas", "Bupati"))
        meeting = await self.client.get("agreements", f"/meetings/{self.meeting}", PARTNER_CONTACT)
        for item in meeting.body["action_items"]:
            path = f"/action-items/{item['id']}/completions"
            await self.office.post(path, {"completed_on": "2026-02-16"}, by=PARTNER_CONTACT)
        await until_programs(self.client, DIRECTORATE, self.new, len(ADDED_SCOPE))

    # Just after midnight in the facility's zone: the first day of the new term has begun there, and not yet in UTC.
    @sequel(
        wib(2026, 3, 1, 0, 5),
        "Perjanjian lama digantikan pada hari mulai",
        "The old agreement is superseded at the start date",
    )
    async def supersede_the_old(self) -> None:
        """Reach the start day: the old agreement is superseded, and its programs are handed over."""
        await self.client.eventually("the old agreement to be superseded", self._superseded)
        await until_programs(self.client, DIRECTORATE, self.new, len(RUNNING_SCOPE) + len(ADDED_SCOPE))

    @sequel(wib(2026, 3, 10, 14), "Kegiatan pertama dilaksanakan", "The first session is held")
    async def hold_the_first_session(self) -> None:
        """Open the program of the new field, start a cohort and hold a session; the agreement is then running."""
        item = ADDED_SCOPE[0]
        await self._hold_session(self.new, item, date(2026, 3, 9), date(2026, 3, 10), "Pemilahan sampah dari sumbernya")

    @sequel(wib(2026, 3, 11, 8), "Pemberitahuan dibaca", "Notices are read")
    async def read_the_notices(self) -> None:
        """The officer reads the first notices of the desk."""
        page = await self.client.get("notifications", "/inbox?limit=200", STAFF.officer)
        for notice in page.body["items"][:3]:
            await self.client.post("notifications", f"/inbox/{notice['id']}/readings", STAFF.officer, {})

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [
            ("agreements", f"/agreements/{self.new}"),
            ("programs", f"/programs?agreement={self.new}"),
            ("notifications", "/inbox"),
        ]

    def _item(self, item: StoryItem) -> Json:
        return {
            "field": item.field,
            "description": item.description,
            "pillar": item.pillar,
            "agencies": [self.agencies[item.agency]],
        }

    async def _hold_session(self, agreement: str, item: StoryItem, opened: date, held: date, topic: str) -> None:
        program = await program_of(self.office, agreement, item.field)
        await open_program(self.office, program, opened)
        cohort = await start_cohort(self.office, program, opened, f"P-{item.field[:3].upper()}")
        await cohort.hold_session(held, topic, [{"id": self.agencies[item.agency], "name": item.agency}])
        await until_counted(self.office, agreement, 1)

    async def _superseded(self) -> bool:
        return bool((await self.office.show(f"/agreements/{self.old}"))["state"] == "superseded")


def _kept(item: dict[str, Any]) -> Json:
    """A scope item of the draft as a change names it."""
    same = ("id", "field", "description", "function", "pillar", "delivery", "own_section", "target", "continues")
    return {name: item[name] for name in same} | {"agencies": [agency["id"] for agency in item["agencies"]]}
