"""Purbalingga visits Purwokerto, step by step, through HTTP: one practice is adopted, and another guest adopts none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from deploy.demo.playing import Story, reported, sequel, wib
from deploy.demo.purbalingga.cast import (
    FOOD,
    FOUNDED,
    GUEST_NAME,
    HOST_NAME,
    HOST_OFFICER,
    KEEPER_OF_UNITS,
    MADE_UP_OFFICER,
    REGION,
    REHABILITATION,
    STAFF,
)
from deploy.demo.steps.coaching import open_program, plan_program, start_cohort
from deploy.demo.steps.office import Json, Office, find_facility, found_facility, open_office
from deploy.demo.steps.positions import assign, until_known
from deploy.demo.steps.staff import Staff

FIRST_SESSION, SESSIONS = date(2026, 2, 9), 8
CHECKED_ON = date(2026, 6, 15)


@dataclass
class PurbalinggaStory(Story):
    """The story, and the ids of its cast as they become known."""

    host: str = ""
    guest: str = ""
    made_up: str = ""
    rehabilitation: str = ""
    food: str = ""
    visit: str = ""
    adoption: str = ""
    adopted: str = ""
    second_visit: str = ""
    second_adoption: str = ""

    @sequel(wib(2025, 12, 1, 8), "Tuan rumah dan tamu terdaftar", "Host and guest are registered")
    async def begin(self) -> None:
        """Assign the positions. The host runs both programs on its own, without an agreement."""
        self.host = await find_facility(self.client, HOST_NAME, REGION)
        self.guest = await find_facility(self.client, GUEST_NAME, REGION)
        await self._make_up_a_guest()
        await self._officer(HOST_OFFICER, self.host)
        await open_office(self.client, self.guest, REGION, STAFF)
        await until_known(self.client, (HOST_OFFICER,))
        office = Office(self.client, self.host, Staff(HOST_OFFICER, HOST_OFFICER, STAFF.reviewer))
        self.rehabilitation, self.food = [
            await plan_program(office, template, name, 2025) for template, name in (REHABILITATION, FOOD)
        ]
        for program in (self.rehabilitation, self.food):
            await open_program(office, program, date(2025, 12, 1))

    @reported(
        wib(2025, 12, 1, 9),
        "Kunjungan kerja sama dan studi tiru dicatat",
        "The visit is recorded as it was reported, on a day without a year",
    )
    async def record_the_visit(self) -> None:
        """Rehabilitation and food security, an exchange, two inspections, and further cooperation as a task."""
        body = {
            "host_id": self.host,
            "guest_id": self.guest,
            "topics": [
                {"title": "Program rehabilitasi", "programs": [self.rehabilitation]},
                {"title": "Program ketahanan pangan", "programs": [self.food]},
            ],
            "held": "XXXX-11-28",
            "as_written": "Kamis (28/11)",
            "started_at": "09:00",
            "attendance": [
                {"side": "host", "group": "Pejabat struktural"},
                {"side": "guest", "group": "Rombongan rutan"},
            ],
            "exchanged": [
                {"given_by": "host", "kind": "strategy", "title": "Rehabilitasi terstruktur dan pemulihan perilaku"},
                {"given_by": "host", "kind": "mechanism", "title": "Rehabilitasi berbasis komunitas"},
                {"given_by": "host", "kind": "procedure", "title": "Pengelolaan kegiatan produktif"},
            ],
            "inspections": [
                {
                    "site": "Area ketahanan pangan",
                    "findings": "Pertanian, perikanan, dan lahan produktif dikelola warga binaan.",
                    "program_id": self.food,
                },
                {
                    "site": "Tempat rehabilitasi",
                    "findings": "Kegiatan sehari-hari peserta.",
                    "program_id": self.rehabilitation,
                },
            ],
            "action_items": [
                {"task": "Membahas peluang kerja sama lanjutan", "owner": "guest", "due_on": "2026-01-31"}
            ],
        }
        self.visit = await self._post("/visits/registrations", HOST_OFFICER, body)

    @sequel(wib(2025, 12, 15, 9), "Tamu merencanakan replikasi", "The guest plans to adopt the food garden")
    async def plan_the_adoption(self) -> None:
        """The practice comes from the host's program; it is checked after six months."""
        self.adoption = await self._adopt(self.visit, STAFF.officer, date(2025, 12, 15), date(2026, 3, 31))

    @sequel(wib(2025, 12, 16, 9), "Unit contoh meminta kunjungan", "A made-up unit asks for a visit")
    async def request_another_visit(self) -> None:
        """A second guest asks for the same topic."""
        body = {
            "host_id": self.host,
            "guest_id": self.made_up,
            "topics": ["Program ketahanan pangan"],
            "planned_on": "2026-01-08",
            "starts_at": "09:00",
            "letter": "CONTOH-112/2025",
        }
        self.second_visit = await self._post("/visits", MADE_UP_OFFICER, body)

    @sequel(wib(2025, 12, 18, 9), "Tuan rumah menyetujui", "The host agrees, and binds the topic to its program")
    async def agree(self) -> None:
        """The host names the program that it will show."""
        answer = {"answer": "agreed", "planned_on": "2026-01-08", "starts_at": "09:00", "programs": [[self.food]]}
        await self._change(self.second_visit, "answers", HOST_OFFICER, answer)

    @sequel(wib(2026, 1, 8, 14), "Kunjungan kedua dilaksanakan", "The second visit takes place")
    async def hold_the_second_visit(self) -> None:
        """The made-up guest records it, and plans to adopt the same practice on the next day."""
        record = {
            "held": "2026-01-08",
            "started_at": "09:00",
            "inspections": [{"site": "Area ketahanan pangan", "program_id": self.food}],
        }
        await self._change(self.second_visit, "records", MADE_UP_OFFICER, record)

    @sequel(wib(2026, 1, 9, 9), "Unit contoh merencanakan replikasi", "The made-up unit plans to adopt it, too")
    async def plan_the_second_adoption(self) -> None:
        """A plan like the first one."""
        self.second_adoption = await self._adopt(
            self.second_visit, MADE_UP_OFFICER, date(2026, 1, 9), date(2026, 4, 30)
        )

    @sequel(wib(2026, 1, 12, 9), "Program replikasi direncanakan", "The adopted program is planned")
    async def plan_the_adopted_program(self) -> None:
        """The guest plans a program of the same practice by hand, and names it: the lineage is complete."""
        self.adopted = await plan_program(self._office, FOOD[0], "Kebun pangan rutan", 2026)
        path, plan = self.adoption.rsplit("/adoptions/", 1)
        await self._change(path, f"adoptions/{plan}/programs", STAFF.officer, {"program_id": self.adopted})

    @sequel(wib(2026, 1, 20, 10), "Kerja sama lanjutan dibahas", "Further cooperation is discussed: the task is done")
    async def complete_the_task(self) -> None:
        """The guest completes the task of the visit in time."""
        visit = (await self.client.get("programs", self.visit, STAFF.officer)).body
        path = f"{self.visit}/action-items/{visit['action_items'][0]['id']}/completions"
        await self.client.post("programs", path, STAFF.officer, {"completed_on": "2026-01-20"})

    @sequel(wib(2026, 4, 6, 14), "Program replikasi berkegiatan", "The adopted program holds its sessions")
    async def run_the_adopted_program(self) -> None:
        """It opens, a cohort begins, and a session is held each week."""
        await open_program(self._office, self.adopted, date(2026, 2, 2))
        cohort = await start_cohort(self._office, self.adopted, FIRST_SESSION, "P-PBG")
        for week in range(SESSIONS):
            held = FIRST_SESSION + timedelta(weeks=week)
            await cohort.hold_session(held, f"Kebun pangan, pertemuan {week + 1}", kind="practice", minutes=120)

    @sequel(wib(2026, 6, 15, 9), "Replikasi diperiksa setelah enam bulan", "The adoption is confirmed after six months")
    async def confirm(self) -> None:
        """The case waits for the guest from this day on; the program has held sessions."""
        await self._until_waiting(STAFF.officer)
        await self._check(self.adoption, STAFF.officer, {"outcome": "adopted", "checked_on": CHECKED_ON.isoformat()})

    @sequel(wib(2026, 7, 10, 9), "Unit contoh tidak mereplikasi", "The made-up unit has adopted nothing, and says why")
    async def give_up(self) -> None:
        """It has no land."""
        await self._until_waiting(MADE_UP_OFFICER)
        result = {"outcome": "not_adopted", "checked_on": "2026-07-10", "reason": "no_land"}
        await self._check(self.second_adoption, MADE_UP_OFFICER, result)

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [("programs", self.visit), ("programs", f"/adoptions?facility={self.host}"), ("programs", "/visits")]

    @property
    def _office(self) -> Office:
        return Office(self.client, self.guest, STAFF)

    async def _make_up_a_guest(self) -> None:
        await assign(self.client, KEEPER_OF_UNITS, "master_data_keeper", "nation", None)
        self.made_up = await found_facility(self.client, KEEPER_OF_UNITS, FOUNDED)
        await self._officer(MADE_UP_OFFICER, self.made_up)
        await until_known(self.client, (MADE_UP_OFFICER,))

    async def _officer(self, account: str, facility: str) -> None:
        for capability in ("cooperation_officer", "coaching_officer"):
            await assign(self.client, account, capability, "facility", facility)

    async def _adopt(self, visit: str, account: str, planned: date, by: date) -> str:
        plan = {"from_program": self.food, "planned_on": planned.isoformat(), "adopt_by": by.isoformat()}
        return f"{visit}/adoptions/{(await self._change(visit, 'adoptions', account, plan))['id']}"

    async def _check(self, adoption: str, account: str, result: Json) -> None:
        path, plan = adoption.rsplit("/adoptions/", 1)
        await self._change(path, f"adoptions/{plan}/checks", account, result)

    async def _until_waiting(self, account: str) -> None:
        async def waiting() -> Sequence[Json]:
            page = await self.client.get("programs", "/waiting?kind=adoption_to_check", account)
            items: list[Json] = page.body["items"]
            return items

        await self.client.eventually("the adoption to wait for its check", waiting)

    async def _post(self, path: str, account: str, body: Json) -> str:
        return f"/visits/{(await self.client.post('programs', path, account, body)).body['id']}"

    async def _change(self, path: str, step: str, account: str, body: Json) -> Json:
        etag = (await self.client.get("programs", path, account)).etag
        return dict((await self.client.post("programs", f"{path}/{step}", account, body, etag)).body)
