"""Palembang, step by step, through HTTP: 37 drafts, their review, one ceremony at four desks, programs of 2023."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from deploy.demo.palembang.cast import (
    FACILITY_NAME,
    OFFICE_OF_THAT_TIME,
    OPENING,
    PRODUCTS_OF_2022,
    RECOGNISED,
    REGION,
    RETURNING,
    SIGNATORIES,
    STAFF,
    VALUES_OF_2022,
)
from deploy.demo.playing import Story, reported, sequel, wib
from deploy.demo.steps.agreements import draft_and_submit, review
from deploy.demo.steps.ceremony import Ceremony, prepare_ceremony, until_opened
from deploy.demo.steps.coaching import complete_program, open_program, plan_program, record_output
from deploy.demo.steps.office import Json, Office, find_facility, open_office
from deploy.demo.steps.signatories import Signatory

TERM = {"kind": "fixed", "starts_on": "2023-02-01", "ends_on": "2023-12-31"}
TO_IMPROVE = {"recommendation": "addend", "reason": "Kehadiran instruktur perlu diperbaiki."}
TERM_OF_2022 = {"kind": "fixed", "starts_on": "2022-02-01", "ends_on": "2022-12-31"}


@dataclass
class PalembangStory(Story):
    """The story, and the ids of its cast as they become known. A test may play it with some of the partners."""

    signatories: Sequence[Signatory] = SIGNATORIES
    office: Office = field(init=False)
    ceremony: Ceremony = field(init=False)
    partners: list[str] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    recognitions: list[str] = field(default_factory=list)
    agreements: list[Json] = field(default_factory=list)

    @sequel(wib(2023, 1, 9, 9), "UPT dan 37 mitra terdaftar", "The facility and 37 partners are registered")
    async def begin(self) -> None:
        """Open the office, and register the partners."""
        facility = await find_facility(self.client, FACILITY_NAME, REGION)
        self.office = await open_office(self.client, facility, REGION, STAFF)
        self.partners = [await self.office.register_partner(each.name, each.category) for each in self.signatories]

    @sequel(
        wib(2023, 1, 10, 9),
        "Perjanjian tahun 2022 dari mitra lama dicatat",
        "The agreements of 2022 of returning partners",
    )
    async def register_those_of_2022(self) -> None:
        """Some partners return: their agreements of 2022 are registered from the papers."""
        for number, (partner, each) in enumerate(self._returning(), 1):
            past = {"source": "paper", "confidence": "confirmed", "signed_on": "2022-02-01"}
            numbers = [{"unit_id": self.office.facility, "number": f"CONTOH-{number}/2022"}]
            body = each.agreement(self.office.facility, partner, TERM_OF_2022) | past | {"numbers": numbers}
            registered = await self.office.post("/agreements/registrations", body, by=STAFF.head)
            self.past.append(registered.body["id"])

    @sequel(
        wib(2023, 1, 10, 14), "Hasil tahun 2022 dicatat: kue, tas, batik", "The products of 2022: cakes, bags, batik"
    )
    async def record_the_products_of_2022(self) -> None:
        """Three programs of the year before are registered with their products, and completed."""
        for (practice, name, made), value in zip(PRODUCTS_OF_2022, VALUES_OF_2022, strict=True):
            program = await plan_program(self.office, practice, name, 2022)
            await open_program(self.office, program, date(2022, 1, 3))
            await record_output(self.office, program, {"made": "2022", **made, "value": value, "disposal": "sold"})
            await complete_program(self.office, program, date(2022, 12, 31))

    # The article reports the evaluation, and not its day.
    @reported(wib(2023, 1, 11, 9), "Kerja sama tahun 2022 dievaluasi", "The cooperation of the year 2022 is evaluated")
    async def evaluate_the_year(self) -> None:
        """One meeting with all returning partners looks back at their agreements."""
        minutes = {
            "kinds": ["evaluation", "renewal_planning"],
            "held": {"edtf": "2023-01-11", "weekday": "wednesday"},
            "about": [{"kind": "agreement", "id": each} for each in self.past],
            "host": {"unit_id": self.office.facility},
            "chaired_by": {"position": "Kepala Lapas", "unit_id": self.office.facility},
            "attendance": [{"group": "Mitra tahun 2022", "organisation": "Mitra", "people": len(self.past)}],
            "decisions": [
                "Pelatihan tahun 2022 menghasilkan kue, tas, dan batik.",
                "Kerja sama dengan mitra lama diperbaiki dan dilanjutkan pada tahun 2023.",
            ],
        }
        await self.office.post("/meetings", minutes)

    # The article reports that partners of 2022 were given awards, and neither how many nor what for.
    @sequel(
        wib(2023, 1, 11, 13),
        "Hasil evaluasi dicatat, dan penghargaan diusulkan",
        "The findings are recorded, and recognitions proposed",
    )
    async def propose_recognitions(self) -> None:
        """One evaluation of all agreements of 2022 commends the first ones, whose partners are proposed."""
        opening = {"title": "Evaluasi kerja sama 2022", "agreements": self.past, "due_on": "2023-01-31"}
        opening |= {"period_from": "2022-02-01", "period_until": "2022-12-31"}
        path = f"/evaluations/{(await self.office.post('/evaluations', opening)).body['id']}"
        for number, agreement in enumerate(self.past):
            finding = {"agreement_id": agreement, "finding": "Pelatihan berjalan."}
            finding |= {"recommendation": "renew"} if number < RECOGNISED else TO_IMPROVE
            await self.office.record(path, "findings", finding)
        await self.office.change(path, "completions", {})
        for partner, _ in self._returning()[:RECOGNISED]:
            about = {"unit_id": self.office.facility, "partner_id": partner, "kind": "charter"}
            period = {"period_from": "2022-02-01", "period_until": "2022-12-31"}
            body = about | period | {"ground": "commended_by_evaluation"}
            self.recognitions.append((await self.office.post("/recognitions", body)).body["id"])

    @sequel(wib(2023, 1, 11, 15), "Kepala memberikan penghargaan", "The head gives the recognitions")
    async def recognise(self) -> None:
        """The head decides; the officer has proposed."""
        for each in self.recognitions:
            await self.office.change(f"/recognitions/{each}", "decisions", {"granted": True}, by=STAFF.head)

    @sequel(wib(2023, 1, 12, 9), "Draf 37 perjanjian diajukan", "The drafts of 37 agreements are submitted")
    async def draft_all(self) -> None:
        """Draft an agreement for each partner, and submit it."""
        contents = [each.agreement(self.office.facility, partner, TERM) for partner, each in self._parties()]
        self.agreements = await draft_and_submit(self.office, contents)

    @sequel(wib(2023, 1, 18, 10), "Telaah kantor wilayah dan mitra", "Reviewed by the region and the partners")
    async def review_all(self) -> None:
        """The regional office passes all drafts together; the partners have agreed by letter."""
        self.agreements = await review(self.office, self.agreements, letter="CONTOH/2023")

    @sequel(wib(2023, 1, 24, 10), "Penandatanganan bersama disiapkan", "The ceremony is prepared")
    async def prepare_the_ceremony(self) -> None:
        """Prepare the ceremony from the list, with a number for each agreement and the programs that open."""
        official = {"position": "Kepala Divisi Pemasyarakatan", "organisation": OFFICE_OF_THAT_TIME}
        plan = {
            "title": "Penandatanganan Perjanjian Kerja Sama dengan 37 Pemangku Kepentingan",
            "planned_on": "2023-01-31",
            "begins_at": "09:00",
            "speakers": [official],
            "witnesses": [official],
        }
        positions = [each.position for each in self.signatories]
        self.ceremony = await prepare_ceremony(self.office, plan, self.agreements, positions, self._opening())
        await self.ceremony.reserve_numbers("CONTOH-#/2023", "2023-01-31")

    @reported(
        wib(2023, 1, 31, 9),
        "37 perjanjian ditandatangani dalam satu acara",
        "37 agreements are signed in one ceremony",
    )
    async def hold_the_ceremony(self) -> None:
        """The head signs once for all; the partners sign at four desks; the papers are counted."""
        await self.ceremony.open()
        await self.ceremony.sign_at_desks(self.agreements)
        await self.ceremony.close(papers=len(self.agreements))

    @reported(
        wib(2023, 1, 31, 12),
        "Rehabilitasi dan pelatihan kemandirian tahun anggaran 2023 dibuka",
        "Rehabilitation and independence training of the fiscal year 2023 open",
    )
    async def see_the_programs_open(self) -> None:
        """The programs of the fiscal year open as of the day of the ceremony."""
        await until_opened(self.ceremony, len(self._opening()))

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [
            ("agreements", self.ceremony.path),
            ("programs", f"/ceremony-openings?ceremony_id={self.ceremony.id}"),
            ("notifications", "/inbox"),
        ]

    def _parties(self) -> list[tuple[str, Signatory]]:
        return list(zip(self.partners, self.signatories, strict=True))

    def _returning(self) -> list[tuple[str, Signatory]]:
        return self._parties()[:RETURNING]

    def _opening(self) -> list[Json]:
        return [each for each in self.agreements if each["scope_items"][0]["field"] in OPENING]
