"""A sample of real objects: a facility with its partner, agreements in every state, programs, a cohort, notices.

All of them belong to the units of the + columns. `row.request` creates a new object for each change, so that a
permitted change does not affect the request of the next column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.parts import FacilityRef, PartnerRef
from shared.values.capabilities import Capability, ScopeKind
from tests.behaviour.access.columns import COLUMNS, Column, column_of
from tests.behaviour.access.names import make_names
from tests.behaviour.access.visits import make_visits
from tests.behaviour.client import OPERATOR, Service, Sinergi
from tests.behaviour.office import SECOND_DIRECTORATE, Office, a_pdf
from tests.behaviour.saying import say
from tests.unit.notifications import examples as an

Json = dict[str, Any]
FIELDS = ("sport", "culture", "religion", "livestock", "fisheries", "legal_awareness", "work_training")
PILLAR = "personality"
DESKS: tuple[tuple[Capability, ScopeKind], ...] = (
    (Capability.COOPERATION_OFFICER, "facility"),
    (Capability.COACHING_OFFICER, "facility"),
    (Capability.HEAD, "facility"),
    (Capability.REVIEWER, "region"),
    (Capability.COOPERATION_OFFICER, "nation"),
    (Capability.PARTNER_CONTACT, "partner"),
)
"""Desks that get notices."""


@dataclass
class Sample:
    """The objects on which the table is observed. `others` are the units of the − columns."""

    sinergi: Sinergi
    office: Office
    others: Mapping[str, str]
    ids: dict[str, str] = field(default_factory=dict)
    """The ids of objects that no row changes, by the kind of object."""
    notices: set[str] = field(default_factory=set)
    """The ids of notices about our units: at a desk that other tests share, their texts may be a number only."""
    planned: list[str] = field(default_factory=list)
    """The ids of programs that are not open yet."""
    closed_months: int = 0
    """The number of closed months in years long past."""

    @property
    def units(self) -> Mapping[str, str]:
        """The units of the + columns, by the kind of scope."""
        facility = self.office.facility
        return {
            "facility": facility["id"],
            "region": facility["region"],
            "partner": self.office.partner_id,
            "nation": "",
        }

    @property
    def keeper(self) -> str:
        """The account that keeps agreements of the regional level."""
        return self.of(Capability.COOPERATION_OFFICER, "region")

    def of(self, capability: Capability, kind: ScopeKind) -> str:
        """The account of a column in our units."""
        account = column_of(capability, "" if kind == "nation" else "+", kind).account(self.office.suffix)
        assert account
        return account

    def ours(self, text: str) -> bool:
        """Whether an answer contains anything that belongs to the + columns."""
        facility = self.office.facility
        names = (facility["id"], facility["name"], self.office.partner_id, self.office.suffix, *self.notices)
        return any(name in text for name in (*names, f'"unit":"{facility["region"]}"'))

    @property
    def term(self) -> Json:
        """A term that begins on the first day of this fiscal year."""
        first = self.sinergi.today().replace(month=1, day=1)
        return {"kind": "fixed", "starts_on": first.isoformat(), "ends_on": self.office.day(700)}

    async def create(self) -> None:
        """Assign a position to the account of each column, and create the objects that no row changes."""
        accounts = [await self._assign(column) for column in COLUMNS if column.capability]
        for account in accounts:
            await self.sinergi.eventually(partial(self._has_arrived, account), seconds=60)
        await self.sinergi.assign(self.office.officer, "officer", "facility", self.units["facility"])
        await self.sinergi.assign(self.office.head, "head", "facility", self.units["facility"])
        for account in (self.office.reviewer, self.office.second_reviewer):
            await self.sinergi.assign(account, "regional_reviewer", "region", self.units["region"])
        await self.sinergi.assign(self.office.contact, "partner_contact", "partner", self.units["partner"])
        await self.drafted("facility")
        self.ids["reviewed"] = await self.in_review("facility")
        for _ in range(2):
            await self.in_review("regional")
        await self.kept_elsewhere()
        self.ids["agreement"] = await self._reviewed_twice_and_signed()
        offices = await self.sinergi.agreements.get("/regional-offices", OPERATOR)
        self.ids["regional_office"] = next(
            office["id"] for office in offices.json() if office["code"] == self.units["region"]
        )
        self.ids["unit"] = self.units["facility"]
        self.ids["fiscal_year"] = str(self.sinergi.today().year)
        self.ids["meeting"] = await self.record_meeting(self.ids["agreement"])
        internal = self.meeting_body(self.ids["agreement"]) | {"visibility": "internal"}
        self.ids["internal_meeting"] = await self._recorded(internal)
        self.ids["action_item"] = await self.action_item(self.units["facility"])
        self.ids["proposal"] = await self.proposal(self.units["facility"], self.units["partner"])
        self.ids["document"] = await self._checked_paper()
        await self._programs()
        await self._offer()
        await self._notices()
        self.ids["position"] = await self.position()
        self.ids["held_ceremony"] = await self.held_ceremony()
        self.ids["ceremony"] = (await self.ceremony())[0].removeprefix("/ceremonies/")
        self.ids |= {"import": await self._import(), "number": "2", "kind": "partners"}
        self.ids["text_kind"] = "minutes"
        await make_visits(self)
        await make_names(self)

    async def _import(self) -> str:
        """A table of one partner that the facility has sent."""
        rows = f"Nama mitra;Kategori\r\nYayasan Contoh {uuid4()};Yayasan\r\n"
        account = self.of(Capability.COOPERATION_OFFICER, "facility")
        answer = await self.sinergi.agreements.send_file("/imports?kind=partners", rows.encode(), account)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    async def _assign(self, column: Column) -> str:
        assert column.scope_kind
        unit = (self.others if column.sign == "−" else self.units)[column.scope_kind]
        body = {"account": column.account(self.office.suffix), "capability": column.capability}
        body |= {"scope_kind": column.scope_kind, "unit": unit}
        return str((await self._posted(self.sinergi.agreements, "/positions", body, OPERATOR))["account"])

    async def _has_arrived(self, account: str) -> None:
        for service in (self.sinergi.agreements, self.sinergi.programs, self.sinergi.notifications):
            assert (await service.get("/positions/freshness", account)).status_code == 200

    async def position(self) -> str:
        """A new position that no test uses."""
        body = {"account": f"unused-{uuid4()}", "capability": "reader", "scope_kind": "facility"}
        body |= {"unit": self.units["facility"]}
        return str((await self._posted(self.sinergi.agreements, "/positions", body, OPERATOR))["id"])

    async def partner(self) -> str:
        """A new partner that no test uses."""
        body = {"name": f"Yayasan Contoh {uuid4()}", "category": "foundation_ngo"}
        return str((await self._posted(self.sinergi.agreements, "/partners", body, OPERATOR))["id"])

    async def drafted(self, level: str, **changes: Any) -> str:
        """A draft of this level."""
        return await self.office.draft(level=level, term=self.term, **changes)

    async def in_review(self, level: str, **changes: Any) -> str:
        """A draft under review."""
        return await self.office.submit(await self.drafted(level, **changes))

    async def validated(self, level: str, **changes: Any) -> str:
        """A draft that every side has approved."""
        return await self.office.review(await self.drafted(level, **changes))

    async def ceremony(self, *, opened: bool = False) -> tuple[str, Json]:
        """A ceremony with one agreement, whose program opens; its path, and the agreement."""
        agreement = await self.office.show(await self.validated("facility"))
        listed = {"agreement_id": agreement["id"]}
        item = {"scope_item_id": agreement["scope_items"][0]["id"], "capacity": 20}
        body: Json = {"keeper_id": self.units["facility"], "title": "Penandatanganan", "planned_on": self.office.day(0)}
        body |= {"agreements": [listed], "opens": [listed | item]}
        prepared = await self._posted(self.sinergi.agreements, "/ceremonies", body, self.office.officer)
        path = f"/ceremonies/{prepared['id']}"
        if opened:
            answer = await self.sinergi.agreements.post(f"{path}/openings", None, self.office.officer, if_match='"1"')
            assert answer.is_success, answer.text
        return path, agreement

    async def held_ceremony(self) -> str:
        """A closed ceremony of which the service programs knows; its id."""
        path, agreement = await self.ceremony(opened=True)
        service, officer, signs_as = self.sinergi.agreements, self.office.officer, {"position": "Kepala"}
        signed = await service.post(f"{path}/keeper-signatures", signs_as, self.office.head)
        assert signed.is_success, signed.text
        theirs = {"agreement_id": agreement["id"], "party_id": agreement["parties"][1]["id"], "signs_as": signs_as}
        await self._posted(service, f"{path}/signatures", theirs, officer)
        tag = (await service.get(path, officer)).headers["ETag"]
        await self._posted(service, f"{path}/closings", {"papers_counted": 1}, officer, tag)
        id_ = path.removeprefix("/ceremonies/")

        async def known() -> bool:
            found = await self.sinergi.programs.get(f"/ceremony-openings?ceremony_id={id_}", officer)
            return bool(found.json()["items"])

        await self.sinergi.eventually(known)
        return id_

    async def half_signed(self, level: str) -> tuple[str, Json]:
        """An agreement that only its partner has signed, without a document number; and the partner as a party."""
        agreement_id, partner = await self.to_be_signed(level)
        await self.office.perform(agreement_id, "signatures", self.office.signature(partner), self.office.keeper(level))
        return agreement_id, partner

    async def to_be_signed(self, level: str) -> tuple[str, Json]:
        """An agreement that waits for its signatures; and the partner as a party."""
        agreement_id = await self.validated(level)
        return agreement_id, (await self.office.show(agreement_id))["parties"][1]

    async def kept_elsewhere(self) -> str:
        """A draft under review that another facility keeps, with ours as a further party."""
        units = (self.others["facility"], self.units["facility"], self.units["partner"])
        body = self.office.draft_body(term=self.term, parties=[{"unit_id": id_} for id_ in units])
        officer, head = (
            str(column_of(capability, "−", "facility").account(self.office.suffix))
            for capability in (Capability.COOPERATION_OFFICER, Capability.HEAD)
        )
        id_ = str((await self._posted(self.sinergi.agreements, "/agreements", body, officer))["id"])
        await self.office.perform(id_, "submissions", None, head)
        return id_

    async def signed(self, level: str, **changes: Any) -> str:
        """An agreement that all parties have signed."""
        return await self.office.signed(await self.drafted(level, **changes))

    async def document(self, agreement_id: str) -> str:
        """A document that none of the columns has filed."""
        return await self.office.file(agreement_id, "attachment", SECOND_DIRECTORATE)

    async def _checked_paper(self) -> str:
        """A signed paper that matches; its readers are on record."""
        id_ = await self.office.file(self.ids["agreement"], as_=SECOND_DIRECTORATE)
        answer = await self.office.attempt_with_document(id_, "checks", {"verdict": "matches"}, self.office.officer)
        assert answer.is_success, answer.text
        return id_

    async def record_meeting(self, agreement_id: str, keeper: str | None = None) -> str:
        """A meeting about an agreement."""
        return await self._recorded(self.meeting_body(agreement_id), keeper)

    def unit_id(self, scope_kind: str) -> str:
        """The id of the unit of a + column; that of a regional office is not its code."""
        return self.ids["regional_office"] if scope_kind == "region" else self.units[scope_kind]

    async def action_item(self, owner_id: str) -> str:
        """An open action item of a meeting about the agreement that no row changes, owned by a unit."""
        item = {"task": "Menyusun draf", "owner": {"unit_id": owner_id}}
        body = self.meeting_body(self.ids["agreement"]) | {"action_items": [item]}
        meeting = await self.sinergi.agreements.get(f"/meetings/{await self._recorded(body)}", self.office.officer)
        return str(meeting.json()["action_items"][0]["id"])

    def proposal_body(self, made_by: str, made_to: str) -> Json:
        """The body of a proposal that was made today."""
        sides = {"made_by": made_by, "made_to": made_to, "proposed": {"edtf": self.office.day(0)}}
        return sides | {"kind": "instructor", "title": f"Instruktur {uuid4()}"}

    async def proposal(self, made_by: str, made_to: str) -> str:
        """A new proposal between our units; its id."""
        body = self.proposal_body(made_by, made_to)
        return str((await self._posted(self.sinergi.agreements, "/proposals", body, self.office.officer))["id"])

    async def accepted_proposal(self) -> str:
        """A new proposal that the partner has accepted; its id."""
        id_ = await self.proposal(self.units["facility"], self.units["partner"])
        answer = {"answer": "accepted", "answered_on": self.office.day(0)}
        await self._posted(self.sinergi.agreements, f"/proposals/{id_}/answers", answer, self.office.contact, '"1"')
        return id_

    def meeting_body(self, agreement_id: str) -> Json:
        """The body of a meeting that was held today."""
        about = [{"kind": "agreement", "id": agreement_id}]
        return {"kinds": ["coordination"], "held": {"edtf": self.office.day(0)}, "about": about}

    def own_program_body(self) -> Json:
        """The body of a program without an agreement."""
        own = {"facility_id": self.units["facility"], "template": "horticulture"}
        return own | {"name": f"Kebun {uuid4()}", "fiscal_year": self.sinergi.today().year}

    async def own_program(self) -> str:
        """A new program without an agreement, all of one kind; its path."""
        answer = await self._posted(self.sinergi.programs, "/programs", self.own_program_body(), self.office.officer)
        return f"/programs/{answer['id']}"

    async def opened_program(self) -> str:
        """A new program without an agreement that is open; its path."""
        path = await self.own_program()
        opening = {"opened_on": self.office.day(0), "capacity": 20}
        await self._posted(self.sinergi.programs, f"{path}/openings", opening, self.office.officer, '"1"')
        return path

    async def suspended_program(self) -> str:
        """A new program without an agreement that is suspended; its path."""
        path = await self.opened_program()
        suspension = {"suspended_on": self.office.day(0), "reason": "disease"}
        await self._posted(self.sinergi.programs, f"{path}/suspensions", suspension, self.office.officer, '"2"')
        return path

    def cohort_body(self) -> Json:
        """The body of a cohort that starts today, with a participant of its own."""
        ref = f"P-{uuid4().hex[:8].upper()}0"
        participants = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"}]
        return {"name": f"Angkatan {uuid4().hex[:8]}", "started_on": self.office.day(0), "participants": participants}

    def enrolments_body(self) -> Json:
        """The body of a late admission, with a participant of its own."""
        ref = f"P-{uuid4().hex[:8].upper()}0"
        participants = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"}]
        return {"admitted_on": self.office.day(0), "participants": participants}

    async def enrolment(self) -> str:
        """A new enrolment in the cohort that no session has; its id."""
        path = f"/cohorts/{self.ids['second_cohort']}/enrolments"
        answer = await self._posted(self.sinergi.programs, path, self.enrolments_body(), self.office.officer)
        return str(answer["enrolments"][0]["id"])

    async def ended_enrolment(self) -> str:
        """A new enrolment that has ended; its id."""
        id_ = await self.enrolment()
        ending = {"ended_on": self.office.day(0), "reason": "withdrew"}
        await self._posted(self.sinergi.programs, f"/enrolments/{id_}/endings", ending, self.office.officer)
        return id_

    def session_body(self) -> Json:
        """The body of a session of the cohort that no row changes."""
        marks = [{"participant_ref": self.ids["participant"], "mark": "active"}]
        return {"held_on": self.office.day(0), "topic": "Pemilahan sampah", "attendance": marks}

    def open_session_body(self) -> Json:
        """The body of an open session of the program that no row changes."""
        audience = [{"participants": "convict", "number": 40}]
        return {"held_on": self.office.day(0), "kind": "talk", "topic": f"Topik {uuid4()}", "audience": audience}

    async def open_session(self) -> str:
        """An open session of the program that no row changes; its path."""
        path = f"/programs/{self.ids['program']}/sessions"
        answer = await self._posted(self.sinergi.programs, path, self.open_session_body(), self.office.officer)
        return f"/sessions/{answer['id']}"

    async def _recorded(self, body: Json, keeper: str | None = None) -> str:
        return str(
            (await self._posted(self.sinergi.agreements, "/meetings", body, keeper or self.office.officer))["id"]
        )

    async def _reviewed_twice_and_signed(self) -> str:
        items = [{"field": field, "description": "Kegiatan bersama", "pillar": PILLAR} for field in FIELDS]
        agreement_id = await self.in_review("facility", scope_items=items)
        comments = [{"clause": "Pasal 4", "text": "Sebutkan dinasnya."}]
        sent_back = {"side": "region", "verdict": "revise", "comments": comments}
        await self.office.perform(agreement_id, "reviews", sent_back, self.office.reviewer)
        return await self.office.signed(agreement_id)

    async def _programs(self) -> None:
        programs = self.sinergi.programs

        async def are_planned() -> list[Json]:
            path = f"/programs?limit=200&agreement={self.ids['agreement']}&fiscal_year={self.sinergi.today().year}"
            answer = await programs.get(path, self.office.officer)
            items: list[Json] = answer.json()["items"]
            assert len(items) == len(FIELDS), answer.text
            return items

        self.planned = [program["id"] for program in await self.sinergi.eventually(are_planned)]
        self.ids["program"] = self.planned.pop()
        path = f"/programs/{self.ids['program']}"
        opening = {"opened_on": self.office.day(0), "capacity": 1000}
        tag = (await programs.get(path, self.office.officer)).headers["ETag"]
        await self._posted(programs, f"{path}/openings", opening, self.office.officer, tag)
        cohort = self.cohort_body()
        self.ids["participant"] = cohort["participants"][0]["participant_ref"]
        self.ids["cohort"] = (await self._posted(programs, f"{path}/cohorts", cohort, self.office.officer))["id"]
        second = self.cohort_body()
        started = await self._posted(programs, f"{path}/cohorts", second, self.office.officer)
        self.ids |= {"second_cohort": started["id"], "enrolment": started["enrolments"][0]["id"]}
        session = self.session_body()
        answer = await self._posted(programs, f"/cohorts/{self.ids['cohort']}/sessions", session, self.office.officer)
        self.ids["session"] = answer["id"]
        cancelled = {"planned_on": self.office.day(0), "topic": "Pengomposan", "cancelled_by": "partner"}
        path = f"/cohorts/{self.ids['cohort']}/cancellations"
        self.ids["cancellation"] = (await self._posted(programs, path, cancelled, self.office.officer))["id"]
        await self._timetable()

    async def _timetable(self) -> None:
        today = self.sinergi.today(self.office.facility["zone"])
        self.ids |= {"month": f"{today:%Y-%m}", "first_day": self.office.day(0), "last_day": self.office.day(1)}
        path = f"/facilities/{self.units['facility']}/instructors"
        registered = await self._posted(self.sinergi.programs, path, {"duty": "Penyuluh"}, self.office.officer)
        self.ids["instructor"] = registered["id"]
        self.ids["sheet"] = (await self.sheet()).removeprefix("/sheets/")
        self.ids["plan"] = (await self.plan()).removeprefix("/planned-sessions/")
        self.ids["candidate"] = await self.candidate()
        self.ids["evidence"] = await self.evidence(self.ids["session"])

    async def sheet(self, *, marked: bool = False) -> str:
        """An open sheet of the cohort that no row changes; its path."""
        body = {"held_on": self.office.day(0), "topic": f"Topik {uuid4()}"}
        path = f"/cohorts/{self.ids['cohort']}/sheets"
        sheet = f"/sheets/{(await self._posted(self.sinergi.programs, path, body, self.office.officer))['id']}"
        if marked:
            lines = {"lines": [{"code": "K-01", "mark": "active"}]}
            await self._posted(self.sinergi.programs, f"{sheet}/marks", lines, self.office.officer)
        return sheet

    def plan_body(self) -> Json:
        """The body of one planned session of today."""
        body: Json = {"first_on": self.office.day(0), "starts_at": "09:00", "minutes": 60}
        return body | {"topic": f"Topik {uuid4()}", "venue": f"Aula {uuid4()}"}

    async def plan(self, kind: str = "cohorts", of: str = "cohort") -> str:
        """A planned session of a cohort or program that no row changes; its path."""
        path = f"/{kind}/{self.ids[of]}/plans"
        planned = await self._posted(self.sinergi.programs, path, self.plan_body(), self.office.officer)
        return f"/planned-sessions/{planned['plans'][0]['id']}"

    async def candidate(self) -> str:
        """A new candidate of the program that no row changes; the id."""
        body = {"listed_on": self.office.day(0), "participants": self.enrolments_body()["participants"]}
        path = f"/programs/{self.ids['program']}/candidates"
        listed = await self._posted(self.sinergi.programs, path, body, self.office.officer)
        return str(listed["candidates"][0]["id"])

    async def evidence(self, session_id: str | None = None) -> str:
        """New minutes of a session; the id."""
        path = f"/sessions/{session_id}" if session_id else await self.open_session()
        answer = await self.sinergi.programs.send_file(f"{path}/evidence?kind=minutes", a_pdf(), self.office.officer)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    async def late_session(self) -> tuple[str, Json]:
        """A program that was open in a closed month, and an open session of that month that was not recorded."""
        first = self.sinergi.today(self.office.facility["zone"]).replace(day=1)
        if first.month == 1:
            pytest.skip("in January no month of this fiscal year is over")
        before = first - timedelta(days=1)
        closing = f"/facilities/{self.units['facility']}/months/{before:%Y-%m}/closings"
        answer = await self.sinergi.programs.post(closing, {"nihil": True}, self.office.head)
        assert answer.status_code in (201, 409), answer.text
        program = await self.own_program()
        opening = {"opened_on": before.isoformat(), "capacity": 20}
        await self._posted(self.sinergi.programs, f"{program}/openings", opening, self.office.officer, '"1"')
        return program, self.open_session_body() | {"held_on": before.isoformat(), "reason": "Terlambat."}

    async def amendment(self) -> str:
        """A new amendment of a closed month; the id."""
        program, body = await self.late_session()
        path = f"{program}/amendments"
        return str((await self._posted(self.sinergi.programs, path, body, self.office.officer))["id"])

    async def _offer(self) -> None:
        """An offer of the directorate general to our facility, with one item."""
        units = await self.sinergi.agreements.get("/units?kind=directorate_general", OPERATOR)
        parties = [{"unit_id": units.json()["items"][0]["id"]}, {"unit_id": self.units["partner"]}]
        items = [{"field": "sport", "description": "Pembinaan olahraga", "pillar": PILLAR}]
        where = {"runs_at": [self.units["facility"]], "scope_items": items}
        self.ids["national_agreement"] = await self.signed("national", parties=parties, **where)

        async def is_made() -> Json:
            answer = await self.sinergi.programs.get(
                f"/offers?agreement={self.ids['national_agreement']}", self.office.officer
            )
            assert answer.json()["items"], answer.text
            return dict(answer.json()["items"][0])

        self.ids["offer"] = (await self.sinergi.eventually(is_made))["id"]
        offer = await self.sinergi.programs.get(f"/offers/{self.ids['offer']}", self.office.officer)
        self.ids["offered_item"] = offer.json()["items"][0]["scope_item_id"]

    async def _notices(self) -> None:
        # A notice counts all matters of its group, so that each desk needs matters of two groups.
        agreement = uuid4()
        about = {"agreement_id": agreement, "line_id": agreement}
        facility = FacilityRef.model_validate(self.office.facility)
        partner = PartnerRef(id=self.units["partner"], name="Yayasan Contoh")
        units: Json = {"parties": an.parties(facility, partner), **an.kept_by(facility)}
        met = tuple(party.unit for party in units["parties"])
        uncovered = an.meeting_held(meeting_id=uuid4(), units=met, host=None)
        to_review = an.submitted(sides=("directorate_general",), **about, **units)
        await say(self.sinergi, "agreements", uncovered, an.validated(agreement_id=uuid4(), **units), to_review)
        without_basis = an.authorisation_ended(program_id=uuid4(), facility=facility, covered_by=())
        missing = an.template_missing(scope_item_id=uuid4(), facility=facility)
        await say(self.sinergi, "programs", missing, without_basis)
        for capability, kind in DESKS:
            account = self.of(capability, kind)
            self.ids[f"notice:{capability}:{kind}"] = await self.sinergi.eventually(partial(self._notice, account))
        read = f"/inbox/{self.ids[f'notice:{Capability.COOPERATION_OFFICER}:facility']}/readings"
        answer = await self.sinergi.notifications.post(read, None, self.office.officer)
        assert answer.status_code == 200, answer.text

    async def _notice(self, account: str) -> str:
        """A notice for the rows to read. Another one must stay unread, because read notices leave the waiting list."""
        answer = await self.sinergi.notifications.get("/inbox?unread=true&severity=action&limit=200", account)
        own = [notice["id"] for notice in answer.json()["items"] if notice["facility_id"] == self.units["facility"]]
        assert len(own) > 1, answer.text
        self.notices.update(own)
        return str(own[-1])

    async def _posted(self, service: Service, path: str, body: Json, as_: str, tag: str | None = None) -> Json:
        answer = await service.post(path, body, as_, if_match=tag)
        assert answer.is_success, answer.text
        body_of_answer: Json = answer.json()
        return body_of_answer
