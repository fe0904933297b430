"""An agreement and its program, in which a person's name is written into every text that accepts one."""

import base64
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.behaviour.access.rows_of_ways import refused_way
from tests.behaviour.client import OPERATOR, Service, Sinergi
from tests.behaviour.notifications.letters import prepared_letter
from tests.behaviour.office import HEALTH, SECOND_DIRECTORATE, Office, a_pdf, register_partner
from tests.behaviour.personal_data.recorded_values import RecordedValues
from tests.behaviour.webhooks.a_subscriber import enter_subscriber
from tests.unit.shared.documents.examples import a_template

Body = dict[str, Any]


@dataclass(frozen=True)
class Writer:
    """Writes names into the texts of the agreements and the program of one facility."""

    office: Office
    recorded: RecordedValues

    @property
    def sinergi(self) -> Sinergi:
        return self.office.sinergi

    async def write_everywhere(self) -> None:
        """Perform every operation that accepts a text."""
        await self.register()
        agreement = await self.draft()
        await self.review(agreement)
        await self.sign(agreement)
        await self.file(agreement)
        await self.meet(agreement)
        await self.call_a_meeting()
        await self.propose()
        program = await self.open_program()
        await self.hold_session(program)
        await self.bring_forth(program)
        await self.publish_practice()
        await self.answer_offer()
        await self.name_participants()
        await self.visit()
        await self.disable_webhook()
        await self.change_rules()
        await self.extend(agreement)
        await self.join_and_split()
        await self.withdraw()
        await self.decline()
        await self.cancel()
        await self.register_the_past()
        await self.change_unit()
        await self.hold_ceremony()
        await self.import_table()
        await self.change_template()
        await self.amend_closed_month()
        await self.be_reached()

    async def be_reached(self) -> None:
        """Addresses of an account; an invalid one is refused and not repeated."""
        notifications, mark = self.sinergi.notifications, uuid4().hex[:8]
        addresses = {"email": f"kenari-{mark}@contoh.example", "sms": "081234567892"}
        for channel, address in addresses.items():
            body = {"channel": channel, "address": address}
            await self._post(notifications, "/recipients/me/ways", body, self.office.officer)
        for model, path, more in (
            ("NewWay", "/recipients/me/ways", {}),
            ("NewWayOf", "/recipients", {"account": self.office.head}),
        ):
            body = self._texts(model, "address", of="notifications") | {"channel": "email"} | more
            refused = await notifications.post(path, body, OPERATOR if more else self.office.officer)
            assert refused.status_code == 422, refused.text
        path = f"/recipients/ways/{await refused_way(self.sinergi)}/replacements"
        wrong = self._texts("OtherAddress", "address", of="notifications")
        assert (await notifications.post(path, wrong, OPERATOR)).status_code == 422
        await self._answer_invitation()
        letter = (await prepared_letter(self.sinergi, self.office))["id"]
        sent = self._texts("LetterSent", "number", of="notifications") | {"sent_on": self.office.day(0)}
        await self._post(notifications, f"/letters/{letter}/sendings", sent, tag='"1"')
        texts = self._texts("NewCorrespondent", "office", "consent", of="notifications")
        of_partner = texts | {"partner_id": self.office.partner_id, "channel": "email"}
        await self._post(notifications, "/correspondents", of_partner | {"address": addresses["email"]}, OPERATOR)
        wrong = of_partner | self._texts("NewCorrespondent", "address", of="notifications")
        assert (await notifications.post("/correspondents", wrong, OPERATOR)).status_code == 422

    async def _answer_invitation(self) -> None:
        """An invited partner sends a deputy, whose office is named."""
        body = {"called_by": self.office.facility["id"], "kinds": ["coordination"], "planned_on": self.office.day(7)}
        body |= {"venue": "Aula", "invited": [self.office.partner_id]}
        meeting = (await self._post(self.sinergi.agreements, "/meeting-calls", body))["id"]
        notifications = self.sinergi.notifications

        async def arrived() -> None:
            shown = await notifications.get(f"/invitations/{meeting}", self.office.officer)
            assert shown.status_code == 200, shown.text

        await self.sinergi.eventually(arrived)
        answer = self._texts("NewAnswer", "deputy", of="notifications")
        answer |= {"unit_id": self.office.partner_id, "answer": "deputy"}
        await self._post(notifications, f"/invitations/{meeting}/answers", answer, self.office.contact)

    async def register(self) -> None:
        partner = self._texts("NewPartner", "name", "legal_form", "distinct_reason")
        for body in (
            partner | {"category": "foundation_ngo"},
            {"name": self._name("agreements/NewPartner.name of an individual"), "category": "individual"},
        ):
            id_ = (await self._post(self.sinergi.agreements, "/partners", body))["id"]
            parties = [{"unit_id": self.office.facility["id"]}, {"unit_id": id_}]
            await self.office.draft(parties=parties, scope_items=[])
        await self.change_partners()
        position = {"account": f"kenari-{uuid4().hex[:8]}", "capability": "reader", "scope_kind": "nation"}
        position |= self._texts("NewPosition", "letter", "title")
        given = await self._post(self.sinergi.agreements, "/positions", position, OPERATOR)
        ending = {"last_day": self.sinergi.today().isoformat()} | self._texts("Ending", "reason")
        await self._post(self.sinergi.agreements, f"/positions/{given['id']}/endings", ending, OPERATOR, '"1"')
        await self.sinergi.agreements.get(f"/partners?name={self._name('query/name')}", self.office.officer)

    async def change_partners(self) -> None:
        """Rename a partner, merge another one into the office's own, and close a third."""
        renamed, merged, closed, described = [
            await register_partner(self.sinergi, {"name": f"Yayasan {uuid4()}", "category": "foundation_ngo"})
            for _ in range(4)
        ]
        change = self._texts("PartnerChange", "name", "legal_form", "distinct_reason")
        path = f"/partners/{renamed}"
        answer = await self.sinergi.agreements.put(path, change, self.office.directorate, if_match='"1"')
        assert answer.is_success, answer.text
        merger = {"into": self.office.partner_id} | self._texts("Merger", "reason", "letter")
        path, keeper = f"/partners/{merged}", self.office.directorate
        await self._post(self.sinergi.agreements, f"{path}/mergers", merger, keeper, '"1"')
        reversal = self._texts("MergerReversal", "reason", "letter")
        await self._post(self.sinergi.agreements, f"{path}/merger-reversals", reversal, keeper, '"2"')
        await self.describe_partner(described)
        closing = {"closed_on": self.office.day(-1)} | self._texts("Closing", "reason")
        await self._post(
            self.sinergi.agreements, f"/partners/{closed}/closings", closing, self.office.directorate, '"1"'
        )

    async def describe_partner(self, partner_id: str) -> None:
        """Head and contacts of a partner, a pair that is none, a field, and a fact of a unit."""
        agreements, keeper = self.sinergi.agreements, self.office.directorate
        contact = self._texts("NewContact", "office", "duty")
        contact |= {"email": f"kenari-{uuid4().hex[:8]}@contoh.example", "phone": "081234567891"}
        body = {"head": self._texts("NewHead", "office"), "contacts": [contact]}
        path = f"/partners/{partner_id}/particulars"
        answer = await agreements.put(path, body, keeper, if_match='"1"')
        assert answer.is_success, answer.text
        mark = uuid4().hex
        for name in (f"Yayasan Kembar {mark}", f"Yys. Kembar {mark}"):
            id_ = await register_partner(self.sinergi, {"name": name, "category": "foundation_ngo"})
        (pair,) = (await agreements.get(f"/partner-duplicates?partner_id={id_}", keeper)).json()["items"]
        dismissal = self._texts("Dismissal", "reason")
        await self._post(agreements, f"/partner-duplicates/{pair['id']}/dismissals", dismissal, keeper)
        field = {
            "code": "".join(chr(ord("a") + int(digit, 16)) for digit in mark),
            "name": self._texts("FieldName", "id", "en"),
        }
        await self._post(agreements, "/fields", field, keeper)
        fact = {"kind": "province", "valid_from": self.office.day(-9)} | self._texts("NewFact", "value", "source")
        await self._post(agreements, f"/units/{self.office.facility['id']}/facts", fact, keeper)

    async def draft(self) -> str:
        id_ = await self.office.draft(
            **self._texts("NewAgreement", "title", "legal_basis", "funding", "called"),
            term=self._term(),
            scope_items=[self._item()],
        )
        changed = await self.office.change(
            id_,
            **self._texts("ChangedDraft", "title", "legal_basis", "funding", "called"),
            scope_items=[self._item()],
        )
        assert changed.status_code == 200, changed.text
        return id_

    def _term(self) -> Body:
        year = self.sinergi.today(self.office.facility["zone"]).year
        return {"kind": "fixed", "starts_on": f"{year}-01-01", "ends_on": f"{year + 2}-12-31"}

    def _item(self, *more: str) -> Body:
        texts = self._texts("NewScopeItem", "description", "target", "own_section", *more)
        return {"field": "environment", "pillar": "independence"} | texts

    async def review(self, id_: str) -> None:
        await self.office.submit(id_)
        comment = self._texts("NewComment", "clause", "text")
        comment["text"] += f" kenari-{uuid4().hex[:8]}@contoh.example 081234567890"
        verdict = {"side": "partner", "verdict": "revise", "comments": [comment]} | self._texts("NewReview", "letter")
        await self.office.perform(id_, "reviews", verdict, self.office.contact)
        await self.office.submit(id_)
        passed = {"side": "region", "verdict": "pass"}
        refused = await self.office.attempt(
            id_, "reviews", passed | self._texts("NewReview", "unit"), self.office.reviewer
        )
        assert refused.status_code == 409, refused.text
        passed |= self._texts("NewReview", "override_reason")
        await self.office.perform(id_, "reviews", passed, self.office.reviewer)
        await self.pass_together(id_)
        await self.office.perform(id_, "reopenings", self._texts("Reopening", "reason"))
        await self.office.review(id_)

    async def pass_together(self, id_: str) -> None:
        """The partner passes the draft in a list of drafts."""
        version = (await self.office.show(id_))["version"]
        one = {"agreement_id": id_, "version": version, "side": "partner"}
        unknown = one | self._texts("NewPass", "unit")
        refused = await self.sinergi.agreements.post("/reviews", {"reviews": [unknown]}, self.office.contact)
        assert refused.status_code == 409, refused.text
        known = one | self._texts("NewPass", "letter", "override_reason")
        given = await self.sinergi.agreements.post("/reviews", {"reviews": [known]}, self.office.contact)
        assert given.is_success, given.text

    async def sign(self, id_: str) -> None:
        office = self.office
        facility, partner = (await office.show(id_))["parties"]
        plan = {"planned_on": office.day(1)} | self._texts("SigningPlan", "reason")
        path, tag = f"/agreements/{id_}/signing-plan", await office.etag(id_)
        answer = await self.sinergi.agreements.put(path, plan, office.officer, if_match=tag)
        assert answer.is_success, answer.text
        await self.number(id_, facility, partner)
        papers = ("position", "letter", "evidence", "override_reason")
        for times in range(2):
            acting = office.signature(facility, capacity="acting", **self._texts("NewSignature", *papers))
            await office.perform(id_, "signatures", acting, office.head)
            if times == 0:
                await self.void(id_, facility)
        await office.perform(id_, "signatures", office.signature(partner))

    async def number(self, id_: str, facility: Body, partner: Body) -> None:
        """A number of ours that is replaced, and one of the partner's in a block."""
        ours = {"party_id": facility["id"]}
        new = ours | self._texts("NewNumber", "number", "override_reason")
        await self.office.perform(id_, "document-numbers", new, self.office.head)
        (known,) = (await self.office.show(id_))["numbers"]
        replacement = ours | self._texts("Replacement", "number", "reason", "override_reason")
        step = f"document-numbers/{known['id']}/replacements"
        await self.office.perform(id_, step, replacement, self.office.head)
        theirs = {"agreement_id": id_, "party_id": partner["id"]}
        theirs |= self._texts("ReservedNumber", "number", "override_reason")
        answer = await self.sinergi.agreements.post("/document-numbers", {"numbers": [theirs]}, self.office.officer)
        assert answer.is_success, answer.text

    async def void(self, id_: str, party: Body) -> None:
        (signature,) = (await self.office.show(id_))["signatures"]
        body = {"party_id": party["id"]} | self._texts("Voiding", "reason", "override_reason")
        await self.office.perform(id_, f"signatures/{signature['id']}/voidings", body, self.office.head)

    async def file(self, id_: str) -> None:
        """A document that is returned, read and erased."""
        office, path = self.office, f"/agreements/{id_}/documents?kind=letter"
        name = f"{self._name('headers/Content-Disposition')}.pdf"
        filed = await self.sinergi.agreements.send_file(path, a_pdf(), office.officer, name=name)
        assert filed.status_code == 201, filed.text
        path = f"/documents/{filed.json()['id']}"
        assert (await self.sinergi.agreements.get(f"{path}/content", office.head)).status_code == 200
        returned = {"verdict": "differs", "faults": ["pages"]} | self._texts("Check", "comment")
        await self._post(self.sinergi.agreements, f"{path}/checks", returned, office.head, '"1"')
        erased = {"ground": "wrong_file"} | self._texts("Erasure", "reason")
        await self._post(self.sinergi.agreements, f"{path}/erasures", erased, office.head, '"2"')

    async def meet(self, id_: str) -> None:
        seat = self._texts("NewSeat", "position", "organisation")
        meeting = {"kinds": ["evaluation"], "about": [{"kind": "agreement", "id": id_}], "chaired_by": seat}
        meeting["held"] = {"edtf": self.office.day(0)} | self._texts("ReportedMeetingDay", "as_written")
        meeting |= self._texts("NewMeeting", "venue") | {"host": self._texts("NewOrganisation", "organisation")}
        meeting["decisions"] = [self._name("agreements/NewMeeting.decisions")]
        present = self._texts("NewAttendance", "organisation")
        meeting["attendance"] = [present | self._texts("NewAttendance", each) for each in ("position", "group")]
        owner = {"unit_id": self.office.facility["id"]} | self._texts("NewOwner", "position")
        meeting["action_items"] = [self._texts("NewActionItem", "task") | {"owner": owner}]
        practice = {"field": "religion"} | self._texts("NewUncoveredPractice", "description")
        meeting["uncovered_practices"] = [practice]
        recorded = await self._post(self.sinergi.agreements, "/meetings", meeting)
        correction = {name: meeting[name] for name in ("kinds", "held")} | self._texts(
            "MinutesCorrection", "venue", "reason"
        )
        correction["decisions"] = [self._name("agreements/MinutesCorrection.decisions")]
        correction["action_items"] = [self._texts("CorrectedActionItem", "task") | {"owner": owner}]
        path = f"/meetings/{recorded['id']}/corrections"
        await self._post(self.sinergi.agreements, path, correction, None, '"1"')
        twice = {"kinds": ["monitoring"], "recorded_by": self.office.facility["id"]}
        path = f"/meetings/{(await self._post(self.sinergi.agreements, '/meetings', twice))['id']}/retractions"
        await self._post(self.sinergi.agreements, path, self._texts("Retraction", "reason"), None, '"1"')

    async def call_a_meeting(self) -> None:
        """A meeting that is called, moved and called off."""
        plan = {"planned_on": self.office.day(1)}
        units = {"called_by": self.office.facility["id"], "invited": [self.office.partner_id]}
        agenda = {"agenda": [self._name("agreements/NewMeetingCall.agenda")]}
        body = plan | units | agenda | {"kinds": ["evaluation"]} | self._texts("NewMeetingCall", "venue")
        path = f"/meeting-calls/{(await self._post(self.sinergi.agreements, '/meeting-calls', body))['id']}"
        moved = plan | {"agenda": [self._name("agreements/MeetingPlan.agenda")]} | self._texts("MeetingPlan", "venue")
        answer = await self.sinergi.agreements.put(path, moved, self.office.officer, if_match='"1"')
        assert answer.is_success, answer.text
        reason = self._texts("MeetingCancellation", "reason")
        await self._post(self.sinergi.agreements, f"{path}/cancellations", reason, None, '"2"')

    async def propose(self) -> None:
        """A proposal that is completed and declined."""
        content = ("title", "description", "letter", "document")
        day = {"proposed": {"edtf": self.office.day(0)} | self._texts("ReportedProposalDay", "as_written")}
        sides = {"kind": "other", "made_by": self.office.facility["id"], "made_to": self.office.partner_id}
        body = sides | day | self._texts("NewProposal", *content)
        path = f"/proposals/{(await self._post(self.sinergi.agreements, '/proposals', body))['id']}"
        record = day | self._texts("ProposalRecord", *content)
        answer = await self.sinergi.agreements.put(path, record, self.office.officer, if_match='"1"')
        assert answer.is_success, answer.text
        declined = {"answer": "declined", "answered_on": self.office.day(0), "reason": "no_budget"}
        declined |= self._texts("NewAnswer", "note", "letter")
        await self._post(self.sinergi.agreements, f"{path}/answers", declined, tag='"2"')

    async def open_program(self) -> str:
        async def planned() -> str:
            page = await self.sinergi.programs.get(
                f"/programs?facility={self.office.facility['id']}&fiscal_year={self.sinergi.today().year}",
                self.office.officer,
            )
            assert page.json()["items"], "nothing planned yet"
            return f"/programs/{page.json()['items'][0]['id']}"

        program = await self.sinergi.eventually(planned)
        own = {"facility_id": self.office.facility["id"], "template": "horticulture"}
        own |= {"fiscal_year": self.sinergi.today().year} | self._texts("NewProgram", "name", of="programs")
        await self._post(self.sinergi.programs, "/programs", own)
        opening = {"opened_on": self.office.day(0), "capacity": 9} | self._texts("Opening", "name", of="programs")
        await self._post(self.sinergi.programs, f"{program}/openings", opening, tag='"1"')
        return program

    async def publish_practice(self) -> None:
        """A practice of the facility, its second version, and a program of it."""
        programs = self.sinergi.programs
        stage = {"title": self._texts("TemplateWords", "id", "en", of="programs"), "sessions": 4, "minutes": 90}
        words = {
            each: self._texts("TemplateWords", "id", "en", of="programs") for each in ("title", "method", "source")
        }
        practice = words | {"stages": [stage], "minimum_attendance": 80, "certificate": "none"}
        own = practice | {"facility_id": self.office.facility["id"], "under": "horticulture"}
        code = (await self._post(programs, "/facility-templates", own))["code"]
        version = practice | {"minimum_attendance": 85} | self._texts("NewTemplateVersion", "change", of="programs")
        await self._post(programs, f"/templates/{code}/versions", version, tag='"1"')
        plan = {"facility_id": self.office.facility["id"], "template": code, "name": "Kebun"}
        await self._post(programs, "/programs", plan | {"fiscal_year": self.sinergi.today().year})

    async def disable_webhook(self) -> None:
        """An operator disables a webhook."""
        name = await enter_subscriber(self.sinergi, f"contoh-{uuid4().hex[:8]}")
        new = {"subscriber": name, "address": "https://hook.example.com/", "topics": ["sandbox.v1"]}
        made = await self._post(self.sinergi.notifications, "/webhooks", new, OPERATOR)
        disabling = self._texts("Disabling", "reason", of="notifications")
        await self._post(self.sinergi.notifications, f"/webhooks/{made['id']}/disablings", disabling, OPERATOR, '"1"')

    async def change_rules(self) -> None:
        """A text that is proposed and declined, and an edition that is in force for a moment."""
        notifications, keeper = self.sinergi.notifications, self.office.directorate
        line, text = (
            self._texts(each, "id", "en", of="notifications") for each in ("LineInLanguages", "TextInLanguages")
        )
        texts = {"template": "agreement_lapsed", "subject": line, "body": text}
        new = {"templates": [texts]} | self._texts("NewEdition", "reason", of="notifications")
        path = f"/editions/{(await self._post(notifications, '/editions', new, keeper))['number']}"
        declined = {"in_force": False} | self._texts("EditionDecision", "reason", of="notifications")
        await self._post(notifications, f"{path}/decisions", declined, keeper, '"1"')
        harmless = {"reason": "Percobaan.", "rules": [{"rule": "agreement_lapsed", "useful_days": 31}]}
        path = f"/editions/{(await self._post(notifications, '/editions', harmless, keeper))['number']}"
        await self._post(notifications, f"{path}/trials", {}, keeper, '"1"')
        await self._post(notifications, f"{path}/decisions", {"in_force": True}, SECOND_DIRECTORATE, '"2"')
        taken_back = self._texts("EditionWithdrawal", "reason", of="notifications")
        await self._post(notifications, f"{path}/withdrawals", taken_back, keeper, '"3"')

    async def answer_offer(self) -> None:
        """The directorate general answers for the facility what its own agreement offers there."""
        office, programs = self.office, self.sinergi.programs
        found = await self.sinergi.agreements.get("/units?kind=directorate_general", office.directorate)
        parties = [{"unit_id": found.json()["items"][0]["id"]}, {"unit_id": office.partner_id}]
        where = {"level": "national", "parties": parties, "runs_at": [office.facility["id"]]}
        id_ = await office.signed(await office.draft(term=self._term(), scope_items=[HEALTH], **where))

        async def offered() -> str:
            page = await programs.get(f"/offers?agreement={id_}", office.officer)
            return f"/offers/{page.json()['items'][0]['id']}"

        path = await self.sinergi.eventually(offered)
        (item,) = (await programs.get(path, office.officer)).json()["items"]
        answer = {"scope_item_id": item["scope_item_id"], "answer": "declined", "reason": "no_staff"}
        body = {"answers": [answer]} | self._texts("Answers", "override_reason", of="programs")
        await self._post(programs, f"{path}/answers", body, office.directorate, '"1"')

    async def visit(self) -> None:
        """A visit that is requested, and one that is recorded with everything that can be written about it."""
        guest = f"guest-of-{self.office.suffix}"
        facilities = {"host_id": self.office.facility["id"], "guest_id": next(self.sinergi.facilities)["id"]}
        await self.sinergi.assign(guest, "officer", "facility", facilities["guest_id"])
        programs = self.sinergi.programs
        asked = facilities | {"topics": [self._name("programs/NewVisit.topics")]}
        path = await self._post(programs, "/visits", asked | self._texts("NewVisit", "letter", of="programs"), guest)
        answer = {"answer": "agreed", "planned_on": self.office.day(0), "programs": [[]]}
        await self._post(programs, f"/visits/{path['id']}/answers", answer, tag='"1"')
        record = self._texts("NewVisitRecord", "as_written", of="programs")
        await self._post(programs, f"/visits/{path['id']}/records", record, tag='"2"')
        minutes = self._texts("VisitRegistration", "as_written", of="programs")
        minutes |= {"topics": [self._texts("Topic", "title", of="programs")]}
        minutes["attendance"] = [
            {"side": "host"} | self._texts("VisitAttendance", each, of="programs") for each in ("position", "group")
        ]
        passed_on = {"given_by": "host", "kind": "document"}
        minutes["exchanged"] = [passed_on | self._texts("Exchange", "title", of="programs")]
        minutes["inspections"] = [self._texts("Inspection", "site", "findings", of="programs")]
        minutes["action_items"] = [self._texts("NewTask", "task", of="programs") | {"owner": "host"}]
        await self._post(programs, "/visits/registrations", facilities | minutes)

    async def name_participants(self) -> None:
        """The files of a facility with names, and rows of them that are refused."""
        programs, path = self.sinergi.programs, f"/facilities/{self.office.facility['id']}"
        name, number, refused = [self._name(f"files/names.{each}") for each in ("name", "register_number", "refused")]
        titles = "Nomor registrasi;Nama;Jenis"
        file = f"{titles}\r\n{number};{name};narapidana\r\n{refused}-2;{refused};{refused}\r\n"
        given = await programs.send_file(f"{path}/names/tables", file.encode(), self.office.officer)
        assert (given.json()["new"], len(given.json()["refused"])) == (1, 1), given.text
        name, refused = self._name("files/sdp.name"), self._name("files/sdp.refused")
        day = self.office.day(0)
        rows = (
            f"B.I 71/2026;masuk;{day};{name};tahanan;",
            f"{refused};bebas;{day};{refused};;",
            f"B.I 71/2026;pindah;{day};;;{refused}",
            f"B.I 71/2026;{refused};{day};;;",
            f"B.I 71/2026;bebas;{refused};;;",
        )
        file = "\r\n".join(("Nomor registrasi;Peristiwa;Tanggal;Nama;Jenis;UPT tujuan", *rows, ""))
        taken = await programs.send_file(f"{path}/sdp-files", file.encode(), self.office.officer)
        assert (taken.json()["arrived"], len(taken.json()["refused"])) == (1, 4), taken.text
        for kind in ("names", "readings"):
            as_ = self.office.officer if kind == "names" else self.office.head
            address = f"{path}/names" if kind == "names" else f"{path}/names/readings"
            assert (await programs.get(address, as_)).is_success

    async def hold_session(self, program: str) -> None:
        ref = f"P-{uuid4().hex[:8].upper()}0"
        admitted = {
            "participant_ref": ref,
            "kind": "convict",
            "basis": "hearing",
            "basis_reference": f"TPP-{uuid4().hex[:6]}/014",
        }
        cohort = self._texts("NewCohort", "name", of="programs") | {"started_on": self.office.day(0)}
        path = f"{program}/cohorts"
        named = admitted | self._texts("Admission", "participant_ref", of="programs")
        await self._refused(path, cohort | {"participants": [named]})
        started = await self._post(self.sinergi.programs, path, cohort | {"participants": [admitted]})
        await self._refused(path, cohort | {"participants": [admitted | {"participant_ref": f"{ref}1"}]})
        enrolment = f"/enrolments/{started['enrolments'][0]['id']}"
        ended = {"ended_on": self.office.day(0), "reason": "released"}
        await self._post(self.sinergi.programs, f"{enrolment}/endings", ended)
        undone = {"ending": None} | self._texts("EndCorrection", "reason", of="programs")
        await self._post(self.sinergi.programs, f"{enrolment}/corrections", undone, tag='"2"')
        session = self._texts("NewSession", "topic", of="programs") | {"held_on": self.office.day(0)}
        session["instructors"] = [{"id": str(uuid4())} | self._texts("Instructor", "name", of="programs")]
        path = f"/cohorts/{started['id']}/sessions"
        other = self._texts("Attendance", "participant_ref", of="programs") | {"mark": "active"}
        await self._refused(path, session | {"attendance": [other]})
        session["attendance"] = [{"participant_ref": ref, "mark": "active"}]
        held = await self._post(self.sinergi.programs, path, session)
        await self.change_sessions(program, f"/sessions/{held['id']}", session)
        await self.plan_sessions(f"/cohorts/{started['id']}")
        await self.enter_marks(f"/cohorts/{started['id']}")
        given: dict[str, Any] = {"kind": "participation", "issued_on": self.office.day(0)}
        given |= self._texts("NewCertificates", "issuer", of="programs")
        given["holders"] = [{"code": "K-01"} | self._texts("CertificateHolder", "number", of="programs")]
        await self._post(self.sinergi.programs, f"/cohorts/{started['id']}/certificates", given)
        await self.file_evidence(f"/sessions/{held['id']}")

    async def bring_forth(self, program: str) -> None:
        """Record a product and a performance, correct and retract them."""
        made = {"made": self.office.day(0), "product": "other", "quantity": 3, "unit": "set", "disposal": "kept"}
        given = {"held_on": self.office.day(0), "performers": [{"participants": "convict", "number": 9}]}
        for plural, one, body, texts in (
            ("outputs", "Output", made, ("description",)),
            ("performances", "Performance", given, ("occasion", "venue")),
        ):
            new = body | self._texts(f"New{one}", *texts, of="programs")
            recorded = await self._post(self.sinergi.programs, f"{program}/{plural}", new)
            path = f"/{plural}/{recorded['id']}"
            right = body | self._texts(f"{one}Correction", *texts, "reason", of="programs")
            corrected = await self.sinergi.programs.put(path, right, self.office.officer, if_match='"1"')
            assert corrected.is_success, corrected.text
            reason = self._texts("OutcomeRetraction", "reason", of="programs")
            await self._post(self.sinergi.programs, f"{path}/retractions", reason, tag='"2"')

    async def _propose_outcomes(self, program: str, day: str) -> None:
        """Propose a product and a performance of a month that is closed."""
        made = {"made": day, "product": "other", "quantity": 3, "unit": "set", "disposal": "kept"}
        given = {"held_on": day, "performers": [{"participants": "convict", "number": 9}]}
        for kind, facts, texts in (
            ("output", made, self._texts("OutputFacts", "description", of="programs")),
            ("performance", given, self._texts("PerformanceFacts", "occasion", "venue", of="programs")),
        ):
            proposal = self._texts("NewOutcomeProposal", "reason", of="programs") | {kind: facts | texts}
            await self._post(self.sinergi.programs, f"{program}/outcome-proposals", proposal)

    async def plan_sessions(self, cohort: str) -> None:
        """Register an instructor, plan a session and move it."""
        programs = self.sinergi.programs
        instructor = self._texts("NewInstructor", "duty", of="programs")
        instructor["organisation"] = {"id": str(uuid4())} | self._texts("InstructorOrganisation", "name", of="programs")
        instructor["certificate"] = self._texts("InstructorCertificate", "number", of="programs")
        days = {"since": self.office.day(0), "until": self.office.day(9)}
        instructor["permit"] = days | self._texts("GatePermit", "number", of="programs")
        registered = await self._post(programs, f"/facilities/{self.office.facility['id']}/instructors", instructor)
        plan = {"first_on": self.office.day(0), "starts_at": "09:00", "minutes": 60, "instructors": [registered["id"]]}
        planned = await self._post(
            programs, f"{cohort}/plans", plan | self._texts("NewPlans", "topic", "venue", of="programs")
        )
        move = {"planned_on": self.office.day(0), "starts_at": "10:00", "moved_by": "facility"}
        move |= self._texts("PlanMoving", "venue", of="programs")
        await self._post(programs, f"/planned-sessions/{planned['plans'][0]['id']}/moves", move, tag='"1"')

    async def enter_marks(self, cohort: str) -> None:
        """Open a sheet, and enter a line that is refused because it has names."""
        sheet = {"held_on": self.office.day(0)} | self._texts("NewSheet", "topic", of="programs")
        opened = await self._post(self.sinergi.programs, f"{cohort}/sheets", sheet)
        line = self._texts("EnteredLine", "code", "mark", "reason", of="programs")
        entered = await self._post(self.sinergi.programs, f"/sheets/{opened['id']}/marks", {"lines": [line]})
        assert entered["kept"] == 0

    async def file_evidence(self, session: str) -> None:
        """File the minutes of a session under a name."""
        name = self._name("headers/Content-Disposition")
        path = f"{session}/evidence?kind=minutes"
        answer = await self.sinergi.programs.send_file(path, a_pdf(), self.office.officer, name=f"{name}.pdf")
        assert answer.is_success, answer.text

    async def amend_closed_month(self) -> None:
        """Propose a session of a month that is closed, and that it does not count; a month later."""
        programs, clock = self.sinergi.programs, self.sinergi.clock
        own = {"facility_id": self.office.facility["id"], "template": "waste_bank_and_greening"}
        own |= {"name": "Bank sampah", "fiscal_year": self.sinergi.today().year, "pillar": "independence"}
        program = f"/programs/{(await self._post(programs, '/programs', own))['id']}"
        today = self.office.day(0)
        await self._post(programs, f"{program}/openings", {"opened_on": today, "capacity": 20}, tag='"1"')
        talk = {"held_on": today, "topic": "Penyuluhan", "audience": [{"participants": "convict", "number": 40}]}
        session = f"/sessions/{(await self._post(programs, f'{program}/sessions', talk))['id']}"
        clock.move_to(clock.now() + timedelta(days=31))
        try:
            closing = f"/facilities/{self.office.facility['id']}/months/{today[:7]}/closings"
            await self._post(programs, closing, {"nihil": False}, self.office.head)
            late = talk | self._texts("ProposedSession", "topic", "reason", of="programs")
            await self._post(programs, f"{program}/amendments", late)
            retraction = {"retract": True} | self._texts("ProposedRetraction", "reason", of="programs")
            await self._post(programs, f"{session}/amendments", retraction, tag='"1"')
            await self._propose_outcomes(program, today)
        finally:
            clock.reset()

    async def change_sessions(self, program: str, path: str, session: Body) -> None:
        """Correct a session, retract an open one, and cancel another one."""
        corrected = session | self._texts("SessionCorrection", "topic", "reason", of="programs")
        answer = await self.sinergi.programs.put(path, corrected, self.office.officer, if_match='"1"')
        assert answer.is_success, answer.text
        talk = {"held_on": self.office.day(0), "audience": [{"participants": "convict", "number": 40}]}
        talk |= self._texts("NewOpenSession", "topic", of="programs")
        held = await self._post(self.sinergi.programs, f"{program}/sessions", talk)
        retraction = self._texts("Retraction", "reason", of="programs")
        await self._post(self.sinergi.programs, f"/sessions/{held['id']}/retractions", retraction, tag='"1"')
        cancelled = {"planned_on": self.office.day(0), "cancelled_by": "partner"}
        cancelled |= self._texts("NewCancellation", "topic", of="programs")
        await self._post(self.sinergi.programs, f"{program}/cancellations", cancelled)

    async def extend(self, id_: str) -> None:
        """An extension that is signed, and ended before its time."""
        added = self._item("ground_reason") | {"ground": "decided_without"}
        texts = self._texts("NewExtension", "title", "called")
        extension = await self.office.extend(id_, added=[added], term=self.office.term(0, 800), **texts)
        assert extension.status_code == 201, extension.text
        new = await self.office.signed(extension.json()["id"])
        addendum = {"signed_on": self.office.day(0), "in_force_until": None} | self._texts("Addendum", "reason")
        await self.office.perform(new, "addenda", addendum, self.office.head)
        await self.amend(new)
        await self.promise(new)
        await self.evaluate(new)
        erratum = self._texts("Erratum", "title", "legal_basis", "funding", "called", "reason")
        await self.office.perform(new, "corrections", erratum, self.office.head)
        notice = {"ground": "by_notice", "terminated_on": self.office.day(9)} | self._texts("Termination", "reason")
        await self.office.perform(new, "terminations", notice, self.office.head)
        back = self._texts("NoticeWithdrawal", "reason")
        await self.office.perform(new, "termination-withdrawals", back, self.office.head)
        ending = {"ground": "by_consent", "terminated_on": self.office.day(0)} | self._texts("Termination", "reason")
        await self.office.perform(new, "terminations", ending, self.office.head)

    async def promise(self, id_: str) -> None:
        """An obligation with a delivery and a waiver, which is ended."""
        promise = {"unit_id": self.office.partner_id, "measure": "persons", "quantity": 2, "schedule": "on_request"}
        promise |= self._texts("NewObligation", "description", "clause")
        made = await self._post(self.sinergi.agreements, f"/agreements/{id_}/obligations", promise)
        path = f"/obligations/{made['id']}"
        for version, day in enumerate((10, 20), 1):
            asked = {"due_on": self.office.day(day)}
            obligation = await self._post(
                self.sinergi.agreements, f"{path}/requests", asked, self.office.officer, f'"{version}"'
            )
        first, second = (due["id"] for due in obligation["dues"])
        delivery = {"due_id": first, "quantity": 1, "delivered_on": self.office.day(0)}
        delivery |= self._texts("NewDelivery", "evidence")
        await self._post(self.sinergi.agreements, f"{path}/deliveries", delivery)
        waiver = {"due_id": second} | self._texts("Waiver", "reason")
        await self._post(self.sinergi.agreements, f"{path}/waivers", waiver, self.office.officer, '"4"')
        ending = {"ended_on": self.office.day(30)} | self._texts("ObligationEnding", "reason")
        await self._post(self.sinergi.agreements, f"{path}/endings", ending, self.office.officer, '"5"')

    async def evaluate(self, id_: str) -> None:
        """An evaluation with a finding, which is cancelled."""
        period = {"period_from": self.office.day(-30), "period_until": self.office.day(0)}
        opening = {"agreements": [id_], "due_on": self.office.day(30)} | period | self._texts("NewEvaluation", "title")
        made = await self._post(self.sinergi.agreements, "/evaluations", opening)
        path = f"/evaluations/{made['id']}"
        finding = {"agreement_id": id_, "recommendation": "addend"}
        finding |= self._texts("NewFinding", "finding", "reason", "partner_letter")
        recorded = await self.sinergi.agreements.put(f"{path}/findings", finding, self.office.officer, if_match='"1"')
        assert recorded.is_success, recorded.text
        reason = self._texts("EvaluationCancellation", "reason")
        await self._post(self.sinergi.agreements, f"{path}/cancellations", reason, self.office.officer, '"2"')
        again = await self._post(self.sinergi.agreements, "/evaluations", opening)
        path = f"/evaluations/{again['id']}"
        recorded = await self.sinergi.agreements.put(f"{path}/findings", finding, self.office.officer, if_match='"1"')
        assert recorded.is_success, recorded.text
        await self._post(self.sinergi.agreements, f"{path}/completions", {}, self.office.officer, '"2"')
        correction = self._texts("EvaluationCorrection", "reason")
        await self._post(self.sinergi.agreements, f"{path}/corrections", correction, self.office.head, '"3"')

    async def amend(self, id_: str) -> None:
        """An addendum that adds an item, signed by all."""
        added = self._item("ground_reason") | {"ground": "decided_without"}
        body = {"effective_on": self.office.day(0), "added_items": [added]}
        body |= self._texts("NewAddendum", "number", "reason")
        path = f"/agreements/{id_}/addendum-drafts"
        addendum = (await self._post(self.sinergi.agreements, path, body))["id"]
        await self._review_addendum(addendum, body)
        units = [party["unit"]["id"] for party in (await self.office.show(id_))["parties"]]
        for version, (unit_id, account) in enumerate(zip(units, (self.office.head, self.office.officer), strict=True)):
            signature = {"unit_id": unit_id, "method": "wet_ink", "signed_on": self.office.day(0)}
            signature |= self._texts("NewAddendumSignature", "position", "letter", "override_reason")
            path = f"/addenda/{addendum}/signatures"
            await self._post(self.sinergi.agreements, path, signature, account, f'"{version + 7}"')

    async def _review_addendum(self, addendum: str, body: Body) -> None:
        """The partner returns it, and everyone passes it after a change: six versions later all have."""
        submit = ("submissions", None, self.office.head)
        await self.office.with_addendum(addendum, *submit)
        comment = self._texts("NewAddendumComment", "clause", "text")
        returned = {"side": "partner", "verdict": "revise", "comments": [comment]}
        returned |= self._texts("NewAddendumReview", "letter")
        await self.office.with_addendum(addendum, "reviews", returned, self.office.officer)
        path = f"/addenda/{addendum}/draft"
        changed = await self.sinergi.agreements.put(path, body, self.office.officer, if_match='"3"')
        assert changed.is_success, changed.text
        await self.office.with_addendum(addendum, *submit)
        passed = {"side": "region", "verdict": "pass"}
        tag = '"5"'
        refused = await self.sinergi.agreements.post(
            f"/addenda/{addendum}/reviews",
            passed | self._texts("NewAddendumReview", "unit"),
            self.office.reviewer,
            if_match=tag,
        )
        assert refused.status_code in (403, 409), refused.text
        passed |= self._texts("NewAddendumReview", "override_reason")
        await self.office.with_addendum(addendum, "reviews", passed, self.office.reviewer)
        by_letter = {"side": "partner", "verdict": "pass"} | self._texts("NewAddendumReview", "letter")
        await self.office.with_addendum(addendum, "reviews", by_letter, self.office.officer)

    async def join_and_split(self) -> None:
        """A merger of two agreements, and a part of a third one."""
        ids = [await self.office.signed(await self.office.draft()) for _ in range(3)]
        items = [item for id_ in ids for item in (await self.office.show(id_))["scope_items"][:1]]
        kept = [
            {"field": item["field"], "continues": [item["id"]]} | self._texts("NewScopeItem", "description")
            for item in items
        ]
        content = await self.office.content(ids[0]) | {"level": "facility", "term": self.office.term(21, 800)}
        merger = content | {"merges": ids[:2], "scope_items": kept[:2]}
        merger |= self._texts("NewMerger", "title", "legal_basis", "funding", "called")
        await self._post(self.sinergi.agreements, "/agreements/mergers", merger)
        part = content | {"scope_items": kept[2:]}
        part |= self._texts("NewPart", "title", "legal_basis", "funding", "called")
        await self._post(self.sinergi.agreements, f"/agreements/{ids[2]}/parts", part)

    async def withdraw(self) -> None:
        """Withdraw a draft, with an idempotency key and a correlation id that contain a name."""
        id_ = await self.office.draft()
        chosen = {
            "Idempotency-Key": self._name("headers/Idempotency-Key", between="-"),
            "X-Correlation-Id": self._name("headers/X-Correlation-Id"),
        }
        answer = await self.sinergi.agreements.send(
            "POST",
            f"/agreements/{id_}/withdrawals",
            self.office.officer,
            headers={"If-Match": '"1"', **chosen},
            json=self._texts("Withdrawal", "reason"),
        )
        assert answer.is_success, answer.text

    async def decline(self) -> None:
        id_ = await self.office.review(await self.office.draft())
        _, partner = (await self.office.show(id_))["parties"]
        refused = {"party_id": partner["id"]} | self._texts("Refused", "reason")
        await self.office.perform(id_, "declines", refused, self.office.contact)

    async def cancel(self) -> None:
        """Cancel an agreement that one party has signed."""
        id_ = await self.office.review(await self.office.draft())
        facility, _ = (await self.office.show(id_))["parties"]
        await self.office.perform(id_, "signatures", self.office.signature(facility), self.office.head)
        await self.office.perform(id_, "cancellations", self._texts("Cancellation", "reason"))

    async def register_the_past(self) -> None:
        known = {"unit_id": self.office.facility["id"]} | self._texts("KnownNumber", "number")
        body = self.office.draft_body(
            **self._texts("Registration", "title", "legal_basis", "funding", "called"),
            term=self._term(),
            source="paper",
            confidence="confirmed",
            numbers=[known],
        )
        await self._post(self.sinergi.agreements, "/agreements/registrations", body, self.office.head)

    async def change_unit(self) -> None:
        """A period of the facility that begins in some years."""
        facility = self.office.facility
        period = {"valid_from": self.office.day(3_000), "facility_kind": facility["kind"], "zone": facility["zone"]}
        period |= {"region": facility["region"]} | self._texts("NewPeriod", "name", "facility_class", "office")
        path, account = f"/units/{facility['id']}", self.office.directorate
        tag = (await self.sinergi.agreements.get(path, account)).headers["etag"]
        await self._post(self.sinergi.agreements, f"{path}/periods", period, account, tag)
        founded = {
            "valid_from": self.office.day(0),
            "facility_kind": "lapas",
            "official_code": f"99.{uuid4().hex[:10]}",
        }
        founded |= {name: facility[name] for name in ("region", "zone")}
        founded |= self._texts("FoundedFacility", "name", "facility_class", "town", "located_in", "letter")
        await self._post(self.sinergi.agreements, "/units", founded, account)

    async def hold_ceremony(self) -> None:
        """A ceremony that is prepared, changed and closed, and one that is called off."""
        office = self.office
        text = await office.show(await office.review(await office.draft(term=self._term())))
        day = {"planned_on": office.day(0)}
        new = {"keeper_id": office.facility["id"]} | day | self._texts("NewCeremony", "title", "venue")
        called_off = await self._post(self.sinergi.agreements, "/ceremonies", new)
        reason = self._texts("CeremonyCancellation", "reason")
        await self._post(self.sinergi.agreements, f"/ceremonies/{called_off['id']}/cancellations", reason, None, '"1"')
        path = f"/ceremonies/{(await self._post(self.sinergi.agreements, '/ceremonies', new))['id']}"
        theirs = text["parties"][1]
        signs_as = {"capacity": "acting"} | self._texts("NewSigningAs", "position", "letter")
        signatories = [{"party_id": theirs["id"], "signs_as": signs_as}]
        plan: Body = day | self._texts("Preparation", "title", "venue")
        plan["witnesses"] = [self._texts("SpeakerOrWitness", "position", "organisation")]
        plan["agreements"] = [{"agreement_id": text["id"], "signatories": signatories}]
        answer = await self.sinergi.agreements.put(f"{path}/preparation", plan, office.officer, if_match='"1"')
        assert answer.is_success, answer.text
        block = {"pattern": f"{self._name('agreements/CeremonyNumberBlock.pattern')} #", "first": 1}
        block |= self._texts("CeremonyNumberBlock", "override_reason")
        numbered = await self.sinergi.agreements.post(f"{path}/number-blocks", block, office.officer)
        assert numbered.is_success, numbered.text
        await self._post(self.sinergi.agreements, f"{path}/openings", {}, None, '"2"')
        for_all = {"capacity": "acting"} | self._texts("SignatureForAll", "position", "letter", "override_reason")
        for_keeper = await self.sinergi.agreements.post(f"{path}/keeper-signatures", for_all, office.head)
        assert [each["result"] for each in for_keeper.json()] == ["signed"], for_keeper.text
        signed = {"agreement_id": text["id"], "party_id": theirs["id"]}
        await self._post(self.sinergi.agreements, f"{path}/signatures", signed)
        tag = (await self.sinergi.agreements.get(path, office.officer)).headers["etag"]
        closing = {"papers_counted": 2} | self._texts("CeremonyClosing", "papers_note")
        await self._post(self.sinergi.agreements, f"{path}/closings", closing, None, tag)

    async def import_table(self) -> None:
        """Tables that are sent and withdrawn, in both ways."""
        for step, body in (
            ("withdrawals", self._texts("ImportWithdrawal", "reason")),
            ("runs", {"step": "withdraw"} | self._texts("NewRun", "reason")),
        ):
            rows = f"Nama mitra;Kategori\r\nYayasan {uuid4()};Yayasan\r\n"
            name = f"{self._name('headers/Content-Disposition')}.csv"
            path, officer = "/imports?kind=partners", self.office.officer
            answer = await self.sinergi.agreements.send_file(path, rows.encode(), officer, name=name)
            assert answer.status_code == 201, answer.text
            await self._post(self.sinergi.agreements, f"/imports/{answer.json()['id']}/{step}", body)

    async def change_template(self) -> None:
        """A template of papers that is changed and restored."""
        path, keeper = "/text-templates/cover_letter", self.office.directorate
        content = base64.b64encode(a_template("{{ judul }}")).decode()
        change = {"content": content} | self._texts("TemplateChange", "file_name", "reason")
        for step, body in (("changes", change), ("restorations", self._texts("TemplateRestoration", "reason"))):
            tag = (await self.sinergi.agreements.get(path, keeper)).headers["etag"]
            await self._post(self.sinergi.agreements, f"{path}/{step}", body, keeper, tag)

    def _name(self, kind: str, between: str = " ") -> str:
        return self.recorded.new_name(kind, between)

    def _texts(self, model: str, *fields: str, of: str = "agreements") -> Body:
        """These fields of a request, each with another name."""
        return {field: self._name(f"{of}/{model}.{field}") for field in fields}

    async def _post(
        self, service: Service, path: str, body: Body, as_: str | None = None, tag: str | None = None
    ) -> Body:
        answer = await service.post(path, body, as_ or self.office.officer, if_match=tag)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def _refused(self, path: str, body: Body) -> None:
        answer = await self.sinergi.programs.post(path, body, self.office.officer)
        assert answer.status_code in {409, 422}, answer.text
