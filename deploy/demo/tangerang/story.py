"""Tangerang, step by step, through HTTP: 40 of 40 sign in stages; at a made-up unit some are absent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from deploy.demo.playing import Story, reported, sequel, wib
from deploy.demo.steps.agreements import draft_and_submit, promise, review, sign
from deploy.demo.steps.ceremony import Ceremony, prepare_ceremony
from deploy.demo.steps.coaching import (
    Cohort,
    open_program,
    plan_program,
    program_of,
    record_performance,
    start_cohort,
    until_counted,
    until_delivered,
    until_promised,
)
from deploy.demo.steps.office import Json, Office, find_facility, found_facility, open_office, until_told
from deploy.demo.steps.positions import assign
from deploy.demo.steps.signatories import Signatory
from deploy.demo.tangerang.cast import (
    ABSENT,
    AGENCY,
    COUNSELLOR,
    ENSEMBLE,
    FACILITY_NAME,
    FOUNDED,
    KEEPER_OF_UNITS,
    MADE_UP_SIGNATORIES,
    MADE_UP_STAFF,
    REGION,
    SIGNATORIES,
    STAFF,
)

TERM = {"kind": "fixed", "starts_on": "2026-01-28", "ends_on": "2026-12-31"}
MISSED_MONTHS = 3
"""March, April and May; June is not over."""
SESSIONS_A_MONTH = 20
SATURDAY = 5


@dataclass
class TangerangStory(Story):
    """The story, and the ids of its cast as they become known; `made_up` is the office of the made-up facility."""

    signatories: Sequence[Signatory] = SIGNATORIES
    office: Office = field(init=False)
    agreements: list[Json] = field(default_factory=list)
    ceremony: Ceremony = field(init=False)
    ensemble: Cohort = field(init=False)
    ensemble_program: str = ""
    made_up: Office = field(init=False)
    made_up_agreements: list[Json] = field(default_factory=list)
    made_up_ceremony: Ceremony = field(init=False)
    counsellor: Json = field(default_factory=dict)
    counselling: str = ""
    counselled: Cohort = field(init=False)

    @sequel(wib(2026, 1, 5, 9), "UPT terdaftar; kelompok seni berlatih", "The facility is registered")
    async def begin(self) -> None:
        """Open the office. The ensemble is a program of the facility's own, which no agreement carries."""
        facility = await find_facility(self.client, FACILITY_NAME, REGION)
        self.office = await open_office(self.client, facility, REGION, STAFF)
        self.ensemble_program = await plan_program(self.office, "traditional_arts", ENSEMBLE, 2026)
        await open_program(self.office, self.ensemble_program, date(2026, 1, 5))
        self.ensemble = await start_cohort(self.office, self.ensemble_program, date(2026, 1, 5), "P-SENI", 18)

    @sequel(
        wib(2026, 1, 12, 9),
        "Draf 40 perjanjian diajukan",
        "The drafts of 40 agreements are submitted",
    )
    async def draft_all(self) -> None:
        """Register the partners; draft an agreement for each, and submit it."""
        self.agreements = await _draft(self.office, self.signatories)

    @sequel(wib(2026, 1, 16, 9), "Telaah kantor wilayah dan mitra", "Reviewed by the region and the partners")
    async def review_all(self) -> None:
        """The regional office passes all drafts together; the partners have agreed by letter."""
        self.agreements = await review(self.office, self.agreements, letter="CONTOH/2026")

    @sequel(wib(2026, 1, 26, 9), "Penandatanganan bersama disiapkan", "The ceremony is prepared")
    async def prepare_the_ceremony(self) -> None:
        """Prepare the ceremony with its speakers; the head of the regional office is the witness."""
        head_of_region = {"position": "Kepala Kantor Wilayah", "organisation": "Kantor Wilayah Ditjenpas Banten"}
        plan = {
            "title": "Penandatanganan Perjanjian Kerja Sama dengan 40 Mitra",
            "planned_on": "2026-01-28",
            "begins_at": "09:00",
            "venue": "Aula Lapas",
            "speakers": [
                {"position": "Kepala Lapas", "unit_id": self.office.facility},
                {"position": AGENCY.position, "organisation": AGENCY.name},
                head_of_region,
            ],
            "witnesses": [head_of_region],
        }
        positions = [each.position for each in self.signatories]
        self.ceremony = await prepare_ceremony(self.office, plan, self.agreements, positions)
        await self.ceremony.reserve_numbers("CONTOH-#/2026", "2026-01-28")

    @reported(wib(2026, 1, 28, 9), "Acara dibuka; mitra tahap pertama", "The ceremony opens; the first partners")
    async def open_the_ceremony(self) -> None:
        """The head signs once for all; the first partners sign."""
        await self.ceremony.open()
        await self.ceremony.sign_at_desks(self._stage(0))

    @reported(wib(2026, 1, 28, 10), "Mitra tahap kedua", "The second partners")
    async def sign_the_second_stage(self) -> None:
        """The next partners sign."""
        await self.ceremony.sign_at_desks(self._stage(1))

    @reported(
        wib(2026, 1, 28, 11, 30),
        "Mitra terakhir menjelang tengah hari",
        "The last ones near midday: 40 of 40",
    )
    async def sign_the_last_stage(self) -> None:
        """The last partners sign; the papers are counted, and the ceremony is closed."""
        await self.ceremony.sign_at_desks(self._stage(2))
        await self.ceremony.close(papers=len(self.agreements))

    @reported(wib(2026, 1, 28, 11, 45), "Kelompok seni tampil dan dihitung", "The ensemble performs and is counted")
    async def let_the_ensemble_perform(self) -> None:
        """Seventeen of eighteen perform at the ceremony; one is ill."""
        evening = {
            "held_on": "2026-01-28",
            "starts_at": "11:45",
            "occasion": "Penandatanganan perjanjian kerja sama",
            "venue": "Aula Lapas",
            "performers": [{"participants": "convict", "number": len(self.ensemble.participants) - 1}],
            "cohort_id": self.ensemble.id,
            "ceremony_id": self.ceremony.id,
        }
        await record_performance(self.office, self.ensemble_program, evening)

    @sequel(wib(2026, 1, 29, 9), "Sebuah unit contoh bergabung", "A made-up unit joins")
    async def open_the_made_up_office(self) -> None:
        """From here on everything is made up: a unit is founded on this stack."""
        await assign(self.client, KEEPER_OF_UNITS, "master_data_keeper", "nation", None)
        facility = await found_facility(self.client, KEEPER_OF_UNITS, FOUNDED)
        self.made_up = await open_office(self.client, facility, REGION, MADE_UP_STAFF)
        drafts = await _draft(self.made_up, MADE_UP_SIGNATORIES)
        self.made_up_agreements = await review(self.made_up, drafts, letter="CONTOH/2026")

    @sequel(wib(2026, 2, 2, 9), "Unit contoh: tiga mitra tidak hadir", "Made-up unit: three signers are absent")
    async def hold_the_made_up_ceremony(self) -> None:
        """Half of the partners sign; those who did not come have time until the end of February."""
        plan = {"title": "Penandatanganan di unit contoh", "planned_on": "2026-02-02", "venue": "Aula"}
        positions = [each.position for each in MADE_UP_SIGNATORIES]
        for each in self.made_up_agreements:
            await _set_last_day(self.made_up, each["id"], "2026-02-02", "2026-02-28")
        self.made_up_ceremony = await prepare_ceremony(self.made_up, plan, self.made_up_agreements, positions)
        await self.made_up_ceremony.reserve_numbers("CONTOH-#/2026", "2026-02-02")
        await self.made_up_ceremony.open()
        await self.made_up_ceremony.sign_at_desks(self.made_up_agreements[:-ABSENT])
        await self.made_up_ceremony.mark_absent(self.made_up_agreements[-ABSENT:])
        await self.made_up_ceremony.close(papers=len(self.made_up_agreements) - ABSENT)

    @sequel(wib(2026, 2, 2, 14), "Unit contoh: kewajiban konseling dicatat", "Made-up unit: the promise of counselling")
    async def record_the_promise(self) -> None:
        """The text of the narcotics agency promises counselling each month."""
        agreement = self.made_up_agreements[0]
        obligation = {
            "unit_id": agreement["parties"][1]["unit"]["id"],
            "description": "Konseling kelompok",
            "clause": "Pasal 5 ayat (1)",
            "scope_item_id": agreement["scope_items"][0]["id"],
            "measure": "sessions",
            "quantity": SESSIONS_A_MONTH,
            "schedule": "monthly",
        }
        await promise(self.made_up, agreement["id"], obligation)

    @sequel(wib(2026, 2, 9, 9), "Unit contoh: dua menyusul", "Made-up unit: two sign later")
    async def let_two_sign_later(self) -> None:
        """Two of the absent partners sign on the page of their agreement."""
        for each in self.made_up_agreements[-ABSENT:-1]:
            path, partner = f"/agreements/{each['id']}", each["parties"][1]["id"]
            await sign(self.made_up, path, partner, "Ketua", date(2026, 2, 9), by=MADE_UP_STAFF.officer)

    @sequel(
        wib(2026, 2, 27, 15),
        "Unit contoh: 20 konseling sebulan",
        "Made-up unit: 20 sessions in a month",
    )
    async def counsel_for_a_month(self) -> None:
        """The narcotics agency keeps its promise: a session on each working day of February."""
        agreement = self.made_up_agreements[0]
        self.counsellor = {"id": agreement["parties"][1]["unit"]["id"], "name": COUNSELLOR.name}
        self.counselling = await program_of(self.made_up, agreement["id"], COUNSELLOR.field)
        await open_program(self.made_up, self.counselling, date(2026, 2, 2))
        await until_promised(self.made_up, self.counselling)
        self.counselled = await start_cohort(self.made_up, self.counselling, date(2026, 2, 2), "P-KONS")
        for day in _working_days(date(2026, 2, 2), SESSIONS_A_MONTH):
            await self.counselled.hold_session(day, "Konseling kelompok", [self.counsellor], minutes=60)
        await until_counted(self.made_up, agreement["id"], SESSIONS_A_MONTH)
        await until_delivered(self.made_up, agreement["id"], SESSIONS_A_MONTH)

    @sequel(wib(2026, 3, 1, 0, 5), "Unit contoh: satu perjanjian gugur", "Made-up unit: one agreement lapses")
    async def let_one_lapse(self) -> None:
        """The last day to sign is over for the partner that never came."""
        path = f"/agreements/{self.made_up_agreements[-1]['id']}"

        async def lapsed() -> bool:
            return bool((await self.made_up.show(path))["state"] == "lapsed")

        await self.client.eventually("the agreement to lapse", lapsed)

    @sequel(
        wib(2026, 3, 30, 9),
        "Unit contoh: konseling terhenti",
        "Made-up unit: the counselling stops",
    )
    async def miss_the_counselling(self) -> None:
        """In March the agency does not come: four sessions are lost, and the next one waits at the officer's desk."""
        for day in (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 25)):
            await self.counselled.lose_session(day, "Konseling kelompok", [self.counsellor])

        async def waits() -> bool:
            page = await self.client.get("programs", "/waiting?kind=next_session", MADE_UP_STAFF.officer)
            return len(page.body["items"]) == 1

        await self.client.eventually("the next session to wait", waits)

    @sequel(wib(2026, 6, 2, 9), "Unit contoh: tidak ada kegiatan", "Made-up unit: the agreement is dormant")
    async def see_it_dormant(self) -> None:
        """Three months were missed, nothing takes place, and four others have never begun: the warnings go out."""
        signed = len(self.made_up_agreements) - 1
        await until_told(self.made_up, "obligation_missed", matters=MISSED_MONTHS)
        await until_told(self.made_up, "agreement_dormant", "agreement_never_begun", matters=signed)

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [
            ("agreements", self.ceremony.path),
            ("programs", f"/programs/{self.ensemble_program}/performances"),
            ("notifications", "/inbox"),
        ]

    def _stage(self, number: int) -> Sequence[Json]:
        """The partners of a stage: 15, 15 and 10. The article reports stages, and not how many signed in each."""
        size = len(self.agreements) * 3 // 8
        return self.agreements[number * size : (number + 1) * size]


async def _draft(office: Office, signatories: Sequence[Signatory]) -> list[Json]:
    contents = []
    for each in signatories:
        partner = await office.register_partner(each.name, each.category)
        contents.append(each.agreement(office.facility, partner, TERM))
    return await draft_and_submit(office, contents)


async def _set_last_day(office: Office, agreement: str, planned_on: str, sign_before: str) -> None:
    path = f"/agreements/{agreement}"
    plan = {"planned_on": planned_on, "sign_before": sign_before}
    etag = await office.etag(path)
    await office.client.put("agreements", f"{path}/signing-plan", office.staff.officer, plan, etag)


def _working_days(first: date, number: int) -> Iterator[date]:
    days = (first + timedelta(days=ahead) for ahead in range(2 * number))
    working = (day for day in days if day.weekday() < SATURDAY)
    for _, day in zip(range(number), working, strict=False):
        yield day
