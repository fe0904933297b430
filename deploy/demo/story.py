"""The story of Purwokerto and Banyumas (27 January 2026), step by step, through HTTP.

Each step waits for its effects in the other services, so that the story has the same end when a process dies in the
middle. `steps.py` has the time of each step, and marks the steps that the article reports.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from deploy.demo.cast import (
    ADDED_SCOPE,
    DIRECTORATE,
    FACILITY_NAME,
    HEAD,
    OFFICER,
    OPERATOR,
    PARTNER,
    PARTNER_CONTACT,
    REGION,
    REVIEWER,
    RUNNING_SCOPE,
    StoryItem,
    agencies,
    contact_of,
)
from deploy.demo.client import Answer, Client
from deploy.demo.positions import assign, until_known


@dataclass
class Story:
    """The client, and the ids of the cast as they become known. `move_to` moves the business clock."""

    client: Client
    move_to: Callable[[datetime], None]
    facility: str = ""
    partner: str = ""
    agencies: dict[str, str] = field(default_factory=dict)
    old: str = ""
    meeting: str = ""
    new: str = ""

    async def begin(self) -> None:
        """Assign the positions, and register the partner with its agencies."""
        page = await self.client.get("agreements", f"/facilities?region={REGION}&limit=200", OPERATOR)
        self.facility = next(unit["id"] for unit in page.body["items"] if unit["name"] == FACILITY_NAME)
        for account, capability, kind, unit in (
            (OFFICER, "cooperation_officer", "facility", self.facility),
            (OFFICER, "coaching_officer", "facility", self.facility),
            (HEAD, "head", "facility", self.facility),
            (REVIEWER, "reviewer", "region", REGION),
            (DIRECTORATE, "head", "nation", None),
        ):
            await assign(self.client, account, capability, kind, unit)
        self.partner = await self._register(PARTNER, None)
        for name in agencies():
            self.agencies[name] = await self._register(name, self.partner)
        await assign(self.client, PARTNER_CONTACT, "partner_contact", "partner", self.partner)
        for name, agency in self.agencies.items():
            await assign(self.client, contact_of(name), "partner_contact", "partner", agency)
        accounts = (OFFICER, HEAD, REVIEWER, DIRECTORATE, PARTNER_CONTACT, *map(contact_of, self.agencies))
        await until_known(self.client, accounts)

    async def register_the_running_one(self) -> None:
        """Register the nota kesepakatan that is running when the article begins: it was signed on paper a year ago."""
        answer = await self._post(
            "/agreements/registrations",
            HEAD,
            {
                "instrument": "synergy_memorandum",
                "title": "Nota Kesepakatan Pembinaan Warga Binaan",
                "parties": [{"unit_id": self.facility}, {"unit_id": self.partner}],
                "term": {"kind": "fixed", "starts_on": "2025-02-10", "ends_on": "2026-02-28"},
                "scope_items": [self._item(item) for item in RUNNING_SCOPE],
                "source": "paper",
                "confidence": "confirmed",
                "signed_on": "2025-02-07",
                "numbers": [
                    {"unit_id": self.facility, "number": "CONTOH-7/2025"},
                    {"unit_id": self.partner, "number": "CONTOH-19/2025"},
                ],
            },
        )
        self.old = answer.body["id"]
        await self._programs(self.old, len(RUNNING_SCOPE))

    async def meet(self) -> None:
        """Hold the evaluation and extension meeting at the partner's office, chaired by the partner."""
        chair = {"position": "Kepala Bagian Tata Pemerintahan dan Kerja Sama", "organisation": "Setda Banyumas"}
        plh = {"position": "Kepala Lapas", "unit_id": self.facility, "capacity": "daily_acting"}
        officials = {"group": "Pejabat struktural", "unit_id": self.facility}
        agencies = {"group": "Perangkat daerah terkait", "unit_id": self.partner}
        answer = await self._post(
            "/meetings",
            OFFICER,
            {
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
            },
        )
        self.meeting = answer.body["id"]

    async def put_the_draft_on_the_table(self) -> None:
        """Draft the extension with every item of the running agreement, as it lies on the table in the meeting."""
        before = await self.client.get("agreements", f"/agreements/{self.old}", OFFICER)
        draft = await self._post(
            f"/agreements/{self.old}/extensions",
            OFFICER,
            {
                "title": "Perpanjangan Nota Kesepakatan Pembinaan Warga Binaan",
                "term": {"kind": "fixed", "starts_on": "2026-03-01", "ends_on": "2029-02-28"},
                "kept": [item["id"] for item in before.body["scope_items"]],
            },
        )
        self.new = draft.body["id"]

    async def add_to_the_draft(self) -> None:
        """Four items come to the draft that lies on the table, each traced to the meeting."""
        path = f"/agreements/{self.new}"
        draft = await self.client.get("agreements", path, OFFICER)
        ground = {"ground": "meeting", "meeting_id": self.meeting}
        content = {name: draft.body[name] for name in ("instrument", "title", "term")}
        content["parties"] = [{"unit_id": party["unit"]["id"]} for party in draft.body["parties"]]
        content["scope_items"] = [
            *(_kept(item) for item in draft.body["scope_items"]),
            *(self._item(item) | ground for item in ADDED_SCOPE),
        ]
        await self.client.put("agreements", f"{path}/draft", OFFICER, content, draft.etag)

    async def review_the_extension(self) -> None:
        """The head submits the draft, both sides pass it, and the day of signing is planned."""
        path = f"/agreements/{self.new}"
        # Each answer has the version that the next change must name.
        etag = (await self.client.get("agreements", path, OFFICER)).etag
        etag = (await self._post(f"{path}/submissions", HEAD, {}, etag)).etag
        etag = (await self._post(f"{path}/reviews", PARTNER_CONTACT, {"side": "partner", "verdict": "pass"}, etag)).etag
        etag = (await self._post(f"{path}/reviews", REVIEWER, {"side": "region", "verdict": "pass"}, etag)).etag
        plan = {"planned_on": "2026-02-16", "sign_before": "2026-04-30"}
        await self.client.put("agreements", f"{path}/signing-plan", OFFICER, plan, etag)

    async def sign_the_extension(self) -> None:
        """Both parties sign, the facility by its definitive head; the four added items become planned programs.

        With that, the partner has completed the action item of the meeting.
        """
        await self._sign(date(2026, 2, 16), "CONTOH-9/2026", "CONTOH-23/2026")
        meeting = await self.client.get("agreements", f"/meetings/{self.meeting}", PARTNER_CONTACT)
        for item in meeting.body["action_items"]:
            path = f"/action-items/{item['id']}/completions"
            await self._post(path, PARTNER_CONTACT, {"completed_on": "2026-02-16"})
        await self._programs(self.new, len(ADDED_SCOPE))

    async def supersede_the_old(self) -> None:
        """Reach the start day: the old agreement is superseded, and its programs are handed over."""
        await self.client.eventually("the old agreement to be superseded", self._superseded)
        await self._programs(self.new, len(RUNNING_SCOPE) + len(ADDED_SCOPE))

    async def hold_a_session_of_the_old(self) -> None:
        """One of the nine programs holds a session: the article calls the agreement running."""
        item = RUNNING_SCOPE[2]
        await self._hold_session(self.old, item, date(2026, 1, 21), date(2026, 1, 22), "Penyemaian bibit sayuran")

    async def hold_the_first_session(self) -> None:
        """Open the program of the new field, start a cohort and hold a session; the agreement is then running."""
        item = ADDED_SCOPE[0]
        await self._hold_session(self.new, item, date(2026, 3, 9), date(2026, 3, 10), "Pemilahan sampah dari sumbernya")

    async def read_the_notices(self) -> None:
        """The officer reads the first notices of the desk."""
        for notice in (await self._notices(OFFICER))[:3]:
            await self.client.post("notifications", f"/inbox/{notice['id']}/readings", OFFICER, {})

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [
            ("agreements", f"/agreements/{self.new}"),
            ("programs", f"/programs?agreement={self.new}"),
            ("notifications", "/inbox"),
        ]

    async def _post(self, path: str, account: str, body: Any, etag: str | None = None) -> Answer:
        return await self.client.post("agreements", path, account, body, etag)

    async def _register(self, name: str, parent: str | None) -> str:
        body = {"name": name, "category": "local_government"} | ({"parent_id": parent} if parent else {})
        return str((await self._post("/partners", OFFICER, body)).body["id"])

    def _item(self, item: StoryItem) -> dict[str, Any]:
        return {
            "field": item.field,
            "description": item.description,
            "pillar": item.pillar,
            "agencies": [self.agencies[item.agency]],
        }

    async def _sign(self, day: date, number: str, partners_number: str) -> None:
        path = f"/agreements/{self.new}"
        agreement_now = await self.client.get("agreements", path, OFFICER)
        etag = agreement_now.etag
        for party in agreement_now.body["parties"]:
            own = party["unit"]["kind"] == "facility"
            # Four eyes: the head's own desk records the signature, not the account that wrote the text.
            account = HEAD if own else OFFICER
            numbered = {"party_id": party["id"], "number": number if own else partners_number}
            etag = (await self._post(f"{path}/document-numbers", account, numbered, etag)).etag
            signature = {
                "party_id": party["id"],
                "position": "Kepala Lapas" if own else "Bupati",
                "method": "wet_ink",
                "signed_on": day.isoformat(),
            }
            etag = (await self._post(f"{path}/signatures", account, signature, etag)).etag

    async def _programs(self, agreement: str, number: int) -> list[dict[str, Any]]:
        async def planned() -> list[dict[str, Any]]:
            page = await self.client.get("programs", f"/programs?agreement={agreement}&limit=50", DIRECTORATE)
            items: list[dict[str, Any]] = page.body["items"]
            return items if len(items) == number else []

        return await self.client.eventually(f"{number} programs under the agreement", planned)

    async def _hold_session(self, agreement: str, item: StoryItem, opened: date, held: date, topic: str) -> None:
        program = await self.client.eventually("the program to be reported", lambda: self._program(agreement, item))
        path = f"/programs/{program}"
        planned = await self.client.get("programs", path, OFFICER)
        opening = {"opened_on": opened.isoformat(), "capacity": 20}
        await self.client.post("programs", f"{path}/openings", OFFICER, opening, planned.etag)
        refs = [f"P-{item.field[:3].upper()}{number:04}" for number in range(1, 13)]
        admitted = [
            {"participant_ref": ref, "kind": "convict", "basis": "hearing", "basis_reference": f"TPP-{opened:%Y/%m}"}
            for ref in refs
        ]
        cohort = {"name": f"Angkatan I {opened.year}", "started_on": opened.isoformat(), "participants": admitted}
        started = await self.client.post("programs", f"{path}/cohorts", OFFICER, cohort)
        session = {
            "held_on": held.isoformat(),
            "topic": topic,
            "instructors": [{"id": self.agencies[item.agency], "name": item.agency}],
            "attendance": [
                *({"participant_ref": ref, "mark": "active"} for ref in refs[:10]),
                {"participant_ref": refs[10], "mark": "passive"},
                {"participant_ref": refs[11], "mark": "absent", "reason": "ill"},
            ],
        }
        await self.client.post("programs", f"/cohorts/{started.body['id']}/sessions", OFFICER, session)
        await self.client.eventually("the agreement to be running", lambda: self._running(agreement))

    async def _program(self, agreement: str, wanted: StoryItem) -> str | None:
        """The program of an item, once its event has reached agreements."""
        activity = await self.client.get("agreements", f"/agreements/{agreement}/activity", OFFICER)
        items = (item for item in activity.body["scope_items"] if item["field"] == wanted.field)
        return next((program["program_id"] for item in items for program in item["programs"]), None)

    async def _superseded(self) -> bool:
        old = await self.client.get("agreements", f"/agreements/{self.old}", OFFICER)
        return bool(old.body["state"] == "superseded")

    async def _running(self, agreement: str) -> bool:
        found = await self.client.get("agreements", f"/agreements/{agreement}/activity", OFFICER)
        return bool(found.body["implementation"] == "running")

    async def _notices(self, account: str) -> list[dict[str, Any]]:
        page = await self.client.get("notifications", "/inbox?limit=200", account)
        return list(page.body["items"])


def _kept(item: dict[str, Any]) -> dict[str, Any]:
    """A scope item of the draft as a change names it."""
    same = ("id", "field", "description", "function", "pillar", "delivery", "own_section", "target", "continues")
    return {name: item[name] for name in same} | {"agencies": [agency["id"] for agency in item["agencies"]]}
