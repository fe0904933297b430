"""A life of an agreement and its program in which somebody writes a person's name into every text that takes one."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import OPERATOR, Service, Sinergi
from tests.behaviour.personal_data.went_in import WentIn

Body = dict[str, Any]


@dataclass(frozen=True)
class Writer:
    """Writes names into the texts of one facility's agreements and program."""

    desk: Desk
    went_in: WentIn

    @property
    def sinergi(self) -> Sinergi:
        return self.desk.sinergi

    async def write_everywhere(self) -> None:
        """Every step that takes a text."""
        await self.the_register()
        agreement = await self.a_draft()
        await self.a_review(agreement)
        await self.signatures(agreement)
        await self.a_meeting(agreement)
        program = await self.a_program()
        await self.a_cohort(program)
        await self.an_extension(agreement)
        await self.a_withdrawal()

    async def the_register(self) -> None:
        partner = self._texts("NewPartner", "name", "legal_form", "distinct_reason")
        for body in (
            partner | {"category": "foundation_ngo"},
            {"name": self._plant("agreements/NewPartner.name of an individual"), "category": "individual"},
        ):
            id_ = (await self._post(self.sinergi.agreements, "/partners", body))["id"]
            parties = [{"facility_id": self.desk.facility["id"]}, {"partner_id": id_}]
            await self.desk.drafted(parties=parties, scope_items=[])
        position = {"account": f"kenari-{uuid4().hex[:8]}", "capability": "directorate", "scope_kind": "nation"}
        position |= self._texts("NewPosition", "letter")
        given = await self._post(self.sinergi.agreements, "/positions", position, OPERATOR)
        ending = {"last_day": self.sinergi.today().isoformat()} | self._texts("Ending", "reason")
        await self._post(self.sinergi.agreements, f"/positions/{given['id']}/endings", ending, OPERATOR, '"1"')
        await self.sinergi.agreements.get(f"/partners?name={self._plant('query/name')}", self.desk.officer)

    async def a_draft(self) -> str:
        year = self.sinergi.today(self.desk.facility["zone"]).year
        term = {"effective_from": f"{year}-01-01", "effective_until": f"{year + 2}-12-31"}
        item = {"field": "environment", "pillar": "independence"}
        id_ = await self.desk.drafted(
            **self._texts("NewAgreement", "title", "legal_basis", "funding"),
            term=term,
            scope_items=[item | self._texts("NewScopeItem", "description", "target")],
        )
        changed = self._texts("ChangedDraft", "title", "legal_basis", "funding") | {
            "term": term,
            "scope_items": [item | self._texts("DraftedScopeItem", "description", "target")],
        }
        tag = await self.desk.etag(id_)
        answer = await self.sinergi.agreements.put(f"/agreements/{id_}/draft", changed, self.desk.officer, if_match=tag)
        assert answer.status_code == 200, answer.text
        return id_

    async def a_review(self, id_: str) -> None:
        await self.desk.in_review(id_)
        comment = self._texts("CommentBody", "clause", "text")
        comment["text"] += f" kenari-{uuid4().hex[:8]}@contoh.example 081234567890"
        verdict = {"side": "partner", "verdict": "revise", "comments": [comment]} | self._texts("Review", "letter")
        await self.desk.did(id_, "reviews", verdict, self.desk.contact)
        await self.desk.in_review(id_)
        passed = {"side": "region", "verdict": "pass"}
        refused = await self.desk.do(id_, "reviews", passed | self._texts("Review", "unit"), self.desk.reviewer)
        assert refused.status_code == 409, refused.text
        await self.desk.did(id_, "reviews", passed, self.desk.reviewer)
        await self.desk.did(id_, "reviews", {"side": "partner", "verdict": "pass"}, self.desk.contact)

    async def signatures(self, id_: str) -> None:
        facility, partner = (await self.desk.show(id_))["parties"]
        papers = ("position", "appointment_letter", "power_of_attorney", "document_number")
        acting = self.desk.signature(facility, capacity="acting", **self._texts("NewSignature", *papers))
        await self.desk.did(id_, "signatures", acting)
        await self.desk.did(id_, "signatures", self.desk.signature(partner, document_number=None))
        late = {"party_id": partner["id"]} | self._texts("LateNumber", "document_number")
        await self.desk.did(id_, "document-numbers", late)

    async def a_meeting(self, id_: str) -> None:
        seat = self._texts("SeatBody", "position", "organisation")
        meeting = {"agreement_id": id_, "kind": "evaluation", "held_on": self.desk.day(0), "chaired_by": seat}
        meeting |= self._texts("NewMeeting", "venue", "venue_owner", "host")
        meeting["decisions"] = [self._plant("agreements/NewMeeting.decisions")]
        meeting["attendance"] = [self._texts("AttendanceBody", "position", "organisation")]
        meeting["action_items"] = [self._texts("ActionItemBody", "task") | {"owner": seat}]
        await self._post(self.sinergi.agreements, "/meetings", meeting)

    async def a_program(self) -> str:
        async def planned() -> str:
            page = await self.sinergi.programs.get(f"/programs?facility={self.desk.facility['id']}", self.desk.officer)
            assert page.json()["items"], "nothing planned yet"
            return f"/programs/{page.json()['items'][0]['id']}"

        program = await self.sinergi.eventually(planned)
        opening = {"opened_on": self.desk.day(0), "capacity": 9}
        await self._post(self.sinergi.programs, f"{program}/openings", opening, tag='"1"')
        return program

    async def a_cohort(self, program: str) -> None:
        ref = f"P-{uuid4().hex[:8].upper()}0"
        admitted = {"participant_ref": ref, "hearing_ref": f"TPP-{uuid4().hex[:6]}/014"}
        cohort = self._texts("NewCohort", "name", of="programs") | {"started_on": self.desk.day(0)}
        path = f"{program}/cohorts"
        named = admitted | self._texts("Admission", "participant_ref", of="programs")
        await self._refused(path, cohort | {"participants": [named]})
        started = await self._post(self.sinergi.programs, path, cohort | {"participants": [admitted]})
        await self._refused(path, cohort | {"participants": [admitted | {"participant_ref": f"{ref}1"}]})
        session = self._texts("NewSession", "topic", of="programs") | {"held_on": self.desk.day(0)}
        session["instructor"] = {"id": str(uuid4())} | self._texts("Instructor", "name", of="programs")
        path = f"/cohorts/{started['id']}/sessions"
        other = self._texts("Attendance", "participant_ref", of="programs") | {"mark": "active"}
        await self._refused(path, session | {"attendance": [other]})
        session["attendance"] = [{"participant_ref": ref, "mark": "active"}]
        await self._post(self.sinergi.programs, path, session)

    async def an_extension(self, id_: str) -> None:
        added = {"field": "health", "description": "Pemeriksaan kesehatan", "pillar": "personality"}
        texts = self._texts("NewExtension", "title", "reason")
        extension = await self.desk.extend(id_, added=[added], **texts)
        assert extension.status_code == 201, extension.text
        await self.desk.signed(extension.json()["id"])

    async def a_withdrawal(self) -> None:
        """Its key and its correlation id are chosen by the sender too."""
        id_ = await self.desk.drafted()
        chosen = {header: self._plant(f"headers/{header}") for header in ("Idempotency-Key", "X-Correlation-Id")}
        answer = await self.sinergi.agreements.send(
            "POST",
            f"/agreements/{id_}/withdrawals",
            self.desk.officer,
            headers={"If-Match": '"1"', **chosen},
            json=self._texts("Withdrawal", "reason"),
        )
        assert answer.is_success, answer.text

    def _plant(self, kind: str) -> str:
        return self.went_in.plant(kind)

    def _texts(self, model: str, *fields: str, of: str = "agreements") -> Body:
        """These fields of a request, each with a name of its own."""
        return {field: self._plant(f"{of}/{model}.{field}") for field in fields}

    async def _post(
        self, service: Service, path: str, body: Body, as_: str | None = None, tag: str | None = None
    ) -> Body:
        answer = await service.post(path, body, as_ or self.desk.officer, if_match=tag)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def _refused(self, path: str, body: Body) -> None:
        answer = await self.sinergi.programs.post(path, body, self.desk.officer)
        assert answer.status_code in {409, 422}, answer.text
