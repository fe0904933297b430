"""Sample data, one of each kind: a signed and extended agreement, its programs, a cohort, a session, a notice.

Each step is an operation called by its name, so that its answer can be kept as the example of the operation.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx2

from tests.behaviour.client import OPERATOR, SERVICES, Service, Sinergi
from tests.behaviour.http.described import DescribedOperation, operations
from tests.behaviour.http.sample_correspondents import make_correspondents
from tests.behaviour.http.sample_editions import make_editions
from tests.behaviour.http.sample_meetings import call_meetings
from tests.behaviour.http.sample_names import make_names
from tests.behaviour.http.sample_obligations import change_obligation, fulfil_obligation
from tests.behaviour.http.sample_outcomes import make_outcomes, propose_outcomes
from tests.behaviour.http.sample_recipients import make_recipients
from tests.behaviour.http.sample_recognitions import make_recognitions
from tests.behaviour.http.sample_visits import make_visits
from tests.behaviour.http.sample_webhooks import make_webhooks
from tests.behaviour.office import DECIDED, ENVIRONMENT, Office, a_pdf
from tests.unit.shared.documents.examples import a_template

Json = dict[str, Any]
ROLES = ("officer", "head", "reviewer", "directorate", "contact", "subscriber", "host")
_BY_OTHERS = {
    "/positions": "operator",
    "/headships": "operator",
    "PUT /partners/{partner_id}": "directorate",
    "/mergers": "directorate",
    "/merger-reversals": "directorate",
    "/partner-duplicates": "directorate",
    "POST /fields": "directorate",
    "POST /units": "directorate",
    "/expiry-decisions": "head",
    "/recognitions/{recognition_id}/decisions": "head",
    "/evaluations/{evaluation_id}/corrections": "head",
    "/fields/{field}/": "directorate",
    "/facts": "directorate",
    "/text-templates": "directorate",
    "POST /templates": "directorate",
    "/closings": "directorate",
    "/periods": "directorate",
    "/submissions": "head",
    "/terminations": "head",
    "/termination-withdrawals": "head",
    "{agreement_id}/corrections": "head",
    "POST /addenda/{addendum_id}/reviews": "reviewer",
    "/addenda": "head",
    "/device-rule": "head",
    "/names/readings": "head",
    "POST /transfers/": "host",
    "POST /agreements/{agreement_id}/reviews": "reviewer",
    "POST /reviews": "reviewer",
    "/reviews/awaited": "contact",
    "POST /documents": "head",
    "/documents/{document_id}/readings": "head",
    "/tasks": "directorate",
    "/visits/{visit_id}/answers": "host",
    "/events": "subscriber",
    "/audit-trail": "operator",
    "/webhooks": "operator",
    "POST /recipients/me": "officer",
    "POST /recipients": "operator",
    "GET /recipients/ways": "operator",
    "GET /deliveries": "operator",
    "GET /matters": "operator",
    "/rules/{rule}/": "directorate",
    "/editions": "directorate",
    "/correspondents": "operator",
    "/links": "operator",
}
RETURNED = {"verdict": "differs", "faults": ["signature"], "comment": "Cap pada halaman 5 tidak ada."}
_A_LETTER = base64.b64encode(a_template("{{ pengirim }}", "{{ judul }}")).decode()
NOBODY = None
STRANGER = "stranger-without-any-position"


@dataclass
class SampleData:
    """The ids by the names of path parameters, the accounts by role, and the answers by operation."""

    sinergi: Sinergi
    facility: Mapping[str, Any]
    mark: str = field(default_factory=lambda: uuid4().hex[:10])
    ids: dict[str, str] = field(default_factory=dict)
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    visited: str = ""
    """The name of the facility that its own one visits."""

    def account(self, role: str) -> str:
        return f"{role}-{self.mark}"

    def without_real_names(self, text: str) -> str:
        """A text in which its two facilities have made-up names."""
        text = text.replace(self.facility["name"], "Lapas Contoh")
        return text.replace(self.visited, "Rutan Contoh") if self.visited else text

    @property
    def roles(self) -> dict[str, str | None]:
        """The account of every role; None sends no token."""
        return {"nobody": NOBODY, "stranger": STRANGER, "operator": OPERATOR} | {
            role: self.account(role) for role in ROLES
        }

    def role_for(self, operation: str) -> str:
        """The role that may call an operation."""
        found = (role for part, role in _BY_OTHERS.items() if part in operation)
        return next(found, "officer")

    def day(self, days: int) -> str:
        return (self.sinergi.today(self.facility["zone"]) + timedelta(days=days)).isoformat()

    def path(self, template: str, **ids: str) -> str:
        return template.format(**(self.ids | ids))

    async def do(
        self,
        name: str,
        body: Any = None,
        role: str = "officer",
        *,
        if_match: str | None = None,
        query: str = "",
        **ids: str,
    ) -> httpx2.Response:
        """Call one operation and keep its answer."""
        method, template = name.split(" ")
        described = next(each for service in SERVICES for each in operations(service) if each.name == name)
        service: Service = getattr(self.sinergi, described.service)
        path, account = self.path(template, **ids), self.roles[role]
        if method == "GET":
            answer = await service.get(f"{path}?{query}" if query else path, account)
        elif method == "PUT":
            answer = await service.put(path, body, account, if_match=if_match)
        else:
            answer = await service.post(path, body, account, if_match=if_match)
        assert answer.is_success, answer.text
        self.keep(described, answer)
        return answer

    def keep(self, described: DescribedOperation, answer: httpx2.Response) -> None:
        if answer.headers.get("content-type") == "application/json":
            self.answers.setdefault((described.service, described.name), answer.json())

    async def move(self, name: str, body: Any, role: str = "officer", **ids: str) -> httpx2.Response:
        """Change an agreement at its present version; `name` is the operation on it."""
        method, step = name.split(" ")
        path = self.path("/agreements/{agreement_id}", **ids)
        present = await self.sinergi.agreements.get(path, self.account("officer"))
        operation = f"{method} /agreements/{{agreement_id}}/{step}"
        return await self.do(operation, body, role, if_match=present.headers["etag"], **ids)

    async def make(self) -> "SampleData":
        self.ids |= {"facility_id": self.facility["id"], "unit_id": self.facility["id"], "code": "healthy_living"}
        await self._people()
        await self._agreement()
        await self._second_drafts()
        await self._proposals()
        await self._program()
        await self._offer()
        await make_outcomes(self)
        await make_visits(self)
        await make_webhooks(self)
        await make_editions(self)
        await make_names(self)
        await self._notice()
        await make_recipients(self)
        await make_correspondents(self)
        await self._ends()
        await self._ceremonies()
        await self._new_lines()
        await self._notice_and_erratum()
        await self._addenda()
        await self._obligations()
        await self._evaluations()
        await make_recognitions(self)
        await call_meetings(self)
        await self._unit()
        await self._import()
        return self

    async def _people(self) -> None:
        for role, capability, kind, unit in (
            ("officer", "officer", "facility", self.facility["id"]),
            ("head", "head", "facility", self.facility["id"]),
            ("reviewer", "regional_reviewer", "region", self.facility["region"]),
            ("directorate", "directorate", "nation", ""),
        ):
            await self.sinergi.assign(self.account(role), capability, kind, unit)
        await self._subscriber()
        partner = {"name": f"Pemerintah Kabupaten Contoh {self.mark}", "category": "local_government"}
        self.ids["partner_id"] = (await self.do("POST /partners", partner)).json()["id"]
        await self.sinergi.assign(self.account("contact"), "partner_contact", "partner", self.ids["partner_id"])
        await self._partners()
        position = {"account": f"deputy-{self.mark}", "capability": "head", "scope_kind": "facility"}
        body = position | {"unit": self.facility["id"], "capacity": "daily_acting", "letter": "SPRIN-7/2026"}
        self.ids["position_id"] = (await self.do("POST /positions", body, "operator")).json()["id"]
        await self.do(
            "POST /positions/{position_id}/endings",
            {"last_day": self.day(30), "reason": "Pejabat definitif dilantik."},
            "operator",
            if_match='"1"',
        )

    async def _partners(self) -> None:
        """A partner with another name, one that is registered twice, and one that no longer exists."""
        name = f"Pemerintah Kabupaten Contoh {self.mark}"
        body = {"name": name, "legal_form": "Pemerintah daerah", "since": self.day(-900)}
        await self.do("PUT /partners/{partner_id}", body, "directorate", if_match='"1"')
        changes: tuple[tuple[str, Json], ...] = (
            ("mergers", {"into": self.ids["partner_id"], "reason": "Terdaftar dua kali."}),
            ("closings", {"closed_on": self.day(-1), "reason": "Dibubarkan."}),
        )
        for step, body in changes:
            other = {"name": f"Mitra Contoh {step} {self.mark}", "category": "local_government"}
            registered = await self.sinergi.agreements.post("/partners", other, self.account("officer"))
            id_ = registered.json()["id"]
            await self.do(f"POST /partners/{{partner_id}}/{step}", body, "directorate", if_match='"1"', partner_id=id_)
            if step == "mergers":
                # The examples show the merged partners, so it is taken back only afterwards.
                await self.do("GET /partners/{partner_id}")
                reversal = ("POST /partners/{partner_id}/merger-reversals", {"reason": "Dua lembaga."}, "directorate")
                await self.do(*reversal, if_match='"2"', partner_id=id_)
        await self._particulars()
        await self._pair()
        await self._template()

    async def _particulars(self) -> None:
        """Contacts and head of the partner, a field that is added, and a fact of the facility."""
        tag = (await self.sinergi.agreements.get(self.path("/partners/{partner_id}"), OPERATOR)).headers["ETag"]
        body = {"level": "regency", "region": self.facility["region"], "head": {"office": "Bupati"}}
        body |= {"contacts": [{"office": "Bagian Kerja Sama Setda", "duty": "Naskah"}], "risk_flags": ["in_dispute"]}
        await self.do("PUT /partners/{partner_id}/particulars", body, "directorate", if_match=tag)
        await self.do("GET /partners/{partner_id}/particulars")
        code = "".join(chr(ord("a") + int(digit, 16)) for digit in self.mark)
        await self.do("POST /fields", {"code": code, "name": {"id": "Perlebahan", "en": "Beekeeping"}}, "directorate")
        fact = {"kind": "capacity", "valid_from": self.day(-30), "value": "250", "source": "Daftar kapasitas"}
        await self.do("POST /units/{unit_id}/facts", fact, "directorate")

    async def _template(self) -> None:
        """The template of cover letters is changed, and the shipped one is put in use again."""
        self.ids["text_kind"] = "cover_letter"
        path = self.path("/text-templates/{text_kind}")
        for step, body in (
            ("changes", {"file_name": "surat-pengantar.docx", "content": _A_LETTER, "reason": "Kop surat yang baru."}),
            ("restorations", {"reason": "Kop surat yang lama."}),
        ):
            tag = (await self.sinergi.agreements.get(path, OPERATOR)).headers["ETag"]
            await self.do(f"POST /text-templates/{{text_kind}}/{step}", body, "directorate", if_match=tag)

    async def _pair(self) -> None:
        """Two partners that may be one, and are not."""
        for name in (f"Yayasan Kembar {self.mark}", f"Yys. Kembar {self.mark}"):
            body = {"name": name, "category": "foundation_ngo"}
            registered = await self.sinergi.agreements.post("/partners", body, self.account("officer"))
        found = await self.sinergi.agreements.get(f"/partner-duplicates?partner_id={registered.json()['id']}", OPERATOR)
        self.ids["duplicate_id"] = found.json()["items"][0]["id"]
        await self.do("GET /partner-duplicates", role="directorate")
        await self.do("GET /partner-duplicates/{duplicate_id}", role="directorate")
        await self.do("POST /partner-duplicates/{duplicate_id}/dismissals", {"reason": "Dua yayasan."}, "directorate")

    async def _subscriber(self) -> None:
        """A subscriber has no desk, so `appoint` cannot see in its inbox that it is known."""
        account = self.account("subscriber")
        body = {"account": account, "capability": "system_subscriber", "scope_kind": "nation"}
        assert (await self.sinergi.agreements.post("/positions", body, OPERATOR)).status_code == 201

        async def known() -> bool:
            return (await self.sinergi.programs.get("/templates", account)).status_code == 200

        await self.sinergi.eventually(known)

    @property
    def office(self) -> Office:
        """The office of the facility; it has no agency."""
        return Office(self.sinergi, self.facility, self.mark, self.ids["partner_id"], "")

    def draft(self, title: str) -> Json:
        waste = {"field": "environment", "description": "Pemilahan dan pengolahan sampah", "pillar": "independence"}
        return self.office.draft_body(
            title=f"{title} {self.mark}", term=self.office.term(-300, 60), scope_items=[waste]
        )

    async def _agreement(self) -> None:
        drafted = await self.do("POST /agreements", self.draft("Nota Kesepakatan Contoh"))
        self.ids["agreement_id"] = drafted.json()["id"]
        await self.move("POST submissions", {}, "head")
        verdict = {"verdict": "pass", "signing_planned_on": self.day(1)}
        await self.move("POST reviews", {"side": "region"} | verdict, "reviewer")
        await self.move("POST reviews", {"side": "partner", "verdict": "pass"}, "contact")
        await self.move("PUT signing-plan", {"planned_on": self.day(2), "sign_before": self.day(30)})
        facility, partner = (await self.do("GET /agreements/{agreement_id}")).json()["parties"]
        await self._sign(facility)
        number = {"agreement_id": self.ids["agreement_id"], "party_id": partner["id"]}
        await self.do("POST /document-numbers", {"numbers": [number | {"number": f"415.4/{self.mark}"}]})
        await self.move("POST signatures", self.office.signature(partner))
        self.answers.pop(("agreements", "GET /agreements/{agreement_id}"))
        await self._documents()

    async def _documents(self) -> None:
        """A paper that is returned and erased, and one that matches and is read."""
        for number, check in enumerate((RETURNED, {"verdict": "matches"})):
            id_ = await self._file()
            self.ids["document_id"] = id_
            await self.do("POST /documents/{document_id}/checks", check, "head", if_match='"1"')
            if number == 0:
                erasure = {"ground": "wrong_file", "reason": "Berkas perjanjian lain."}
                await self.do("POST /documents/{document_id}/erasures", erasure, "head", if_match='"2"')
        await self.do("GET /documents/{document_id}/content", role="contact")

    async def _file(self) -> str:
        path = self.path("/agreements/{agreement_id}/documents?kind=signed_paper")
        return str((await self.send("POST /agreements/{agreement_id}/documents", path, a_pdf(), "Naskah.pdf"))["id"])

    async def send(self, operation: str, path: str, content: bytes, name: str) -> Json:
        """Send a file as the role that may; the answer's body."""
        described = next(each for service in SERVICES for each in operations(service) if each.name == operation)
        service: Service = getattr(self.sinergi, described.service)
        answer = await service.send_file(path, content, self.roles[self.role_for(operation)], name=name)
        assert answer.is_success, answer.text
        self.keep(described, answer)
        body: Json = answer.json()
        return body

    async def _sign(self, party: Json) -> None:
        """A wrong number and a wrong signature of our facility, then the right ones."""
        ours = {"party_id": party["id"]}
        await self.move("POST document-numbers", ours | {"number": f"W13.PAS.PAS21-{self.mark}"}, "head")
        right = {"number": f"W13.PAS.PAS12-{self.mark}", "reason": "Salah ketik."}
        (known,) = (await self.office.show(self.ids["agreement_id"]))["numbers"]
        await self.move("POST document-numbers/{number_id}/replacements", ours | right, "head", number_id=known["id"])
        await self.move("POST signatures", self.office.signature(party), "head")
        (signature,) = (await self.office.show(self.ids["agreement_id"]))["signatures"]
        self.ids |= {"signature_id": signature["id"], "number_id": known["id"]}
        await self.move("POST signatures/{signature_id}/voidings", ours | {"reason": "Tanpa cap dinas."}, "head")
        await self.move("POST signatures", self.office.signature(party), "head")

    async def _second_drafts(self) -> None:
        meeting = {
            "kinds": ["evaluation", "renewal_planning"],
            "held": {"edtf": self.day(-1), "as_written": "kemarin"},
            "about": [{"kind": "agreement", "id": self.ids["agreement_id"]}],
            "venue": "Ruang Rapat",
            "host": {"unit_id": self.ids["partner_id"]},
            "chaired_by": {"position": "Kepala Bagian Kerja Sama", "organisation": "Sekretariat Daerah"},
            "attendance": [{"unit_id": self.facility["id"], "group": "Pejabat struktural", "people": 6}],
            "action_items": [{"task": "Menyusun draf", "owner": {"unit_id": self.facility["id"]}}],
            "uncovered_practices": [{"field": "agriculture", "description": "Hortikultura"}],
        }
        self.ids["meeting_id"] = (await self.do("POST /meetings", meeting)).json()["id"]
        minutes = (await self.do("GET /meetings/{meeting_id}")).json()
        self.ids["action_item_id"] = minutes["action_items"][0]["id"]
        await self.do("POST /action-items/{action_item_id}/completions", {"completed_on": self.day(0)})
        correction = {name: meeting[name] for name in ("kinds", "held", "host", "uncovered_practices")}
        correction |= {"reason": "Tempat rapat keliru.", "venue": "Aula"}
        await self.do("POST /meetings/{meeting_id}/corrections", correction, if_match='"2"')
        self.ids["version"] = "3"
        before = (await self.do("GET /agreements/{agreement_id}")).json()
        extension = {
            "title": f"Perpanjangan Nota Kesepakatan Contoh {self.mark}",
            "term": self.office.term(61, 900),
            "kept": [item["id"] for item in before["scope_items"]],
            "added": [
                {
                    "field": "agriculture",
                    "description": "Hortikultura",
                    "pillar": "independence",
                    "ground": "meeting",
                    "meeting_id": self.ids["meeting_id"],
                }
            ],
        }
        extended = await self.do("POST /agreements/{agreement_id}/extensions", extension)
        self.ids["extension_id"] = extended.json()["id"]
        other = (await self.do("POST /agreements", self.draft("Draf Contoh") | {"exploration": True})).json()["id"]
        await self.move("POST drafting", {}, agreement_id=other)
        changed = await self.office.content(other, title=f"Draf Contoh yang Diubah {self.mark}")
        await self.move("PUT draft", changed, agreement_id=other)
        await self.move("POST withdrawals", {"reason": "Mitra menunda rencana."}, agreement_id=other)

    async def _proposals(self) -> None:
        """A proposal that is completed, welcomed, accepted and included in the agreement; and one that is declined."""
        sides = {"made_by": self.facility["id"], "made_to": self.ids["partner_id"]}
        proposal = {"kind": "instructor", "title": "Dua instruktur menjahit", "field": "work_training", **sides}
        self.ids["proposal_id"] = (await self.do("POST /proposals", proposal)).json()["id"]
        known = {"letter": "CONTOH-7", "document": "Map 7", "proposed": {"edtf": self.day(-1), "as_written": "kemarin"}}
        record = {name: proposal[name] for name in ("title", "field")} | known
        await self.do("PUT /proposals/{proposal_id}", record, if_match='"1"')
        answer = {"answered_on": self.day(0)}
        answers = "POST /proposals/{proposal_id}/answers"
        await self.do(answers, answer | {"answer": "interest_expressed"}, "contact", if_match='"2"')
        await self.do(answers, answer | {"answer": "accepted"}, "contact", if_match='"3"')
        (item, *_) = (await self.office.show(self.ids["agreement_id"]))["scope_items"]
        included = {"scope_item_id": item["id"]}
        await self.do("POST /proposals/{proposal_id}/inclusions", included, if_match='"4"')
        declined = (await self.do("POST /proposals", proposal | {"kind": "facility_support"})).json()["id"]
        no = answer | {"answer": "declined", "reason": "no_budget"}
        await self.do(answers, no, "contact", if_match='"1"', proposal_id=declined)

    async def _ends(self) -> None:
        """Agreements that are opened again, declined, cancelled, ended early, and one of the past."""
        past = self.draft("Perjanjian Lama") | {"term": self.office.term(-900, 200)}
        known = {"source": "paper", "confidence": "confirmed", "signed_on": self.day(-900)}
        numbers = [{"unit_id": self.facility["id"], "number": f"CONTOH-1-{self.mark}", "year": 2023}]
        await self.do("POST /agreements/registrations", past | known | {"numbers": numbers}, "head")
        together = await self.office.submit(await self._drafted("Naskah Ditelaah Bersama"))
        passed = {"agreement_id": together, "version": (await self.office.show(together))["version"], "side": "region"}
        await self.do("POST /reviews", {"reviews": [passed]}, "reviewer")
        waiting = await self.office.review(await self._drafted("Naskah Disetujui"))
        await self.move("POST reopenings", {"reason": "Salah ketik pada Pasal 7."}, agreement_id=waiting)
        declined = await self.office.review(await self._drafted("Naskah Ditolak"))
        partner = (await self.office.show(declined))["parties"][1]
        body = {"party_id": partner["id"], "reason": "Mitra mengundurkan diri."}
        await self.move("POST declines", body, "contact", agreement_id=declined)
        cancelled = await self.office.review(await self._drafted("Naskah Dibatalkan"))
        partner = (await self.office.show(cancelled))["parties"][1]
        await self.office.perform(cancelled, "signatures", self.office.signature(partner))
        await self.move("POST cancellations", {"reason": "Pagu anggaran dihapus."}, agreement_id=cancelled)
        ended = await self.office.signed(await self._drafted("Perjanjian Diakhiri"))
        addendum = {"signed_on": self.day(0), "in_force_until": self.day(900), "reason": "Adendum Nomor CONTOH-2/2026."}
        await self.move("POST addenda", addendum, "head", agreement_id=ended)
        ending = {"ground": "by_consent", "terminated_on": self.day(0), "reason": "Mitra pindah."}
        await self.move("POST terminations", ending, "head", agreement_id=ended)

    async def _ceremonies(self) -> None:
        """A ceremony with two agreements from its list to its summary, and one that is called off."""
        texts = [await self.office.review(await self._drafted(f"Naskah Acara {number}")) for number in (1, 2, 3)]
        first, late, other = [await self.office.show(each) for each in texts]
        plan: Json = {"title": f"Penandatanganan {self.mark}", "planned_on": self.day(0), "venue": "Aula"}
        plan |= {"begins_at": "09:00"}
        plan |= {"witnesses": [{"position": "Kepala Kantor Wilayah", "organisation": "Kantor Wilayah Contoh"}]}
        new = plan | {"keeper_id": self.facility["id"]}
        self.ids["ceremony_id"] = (await self.do("POST /ceremonies", new)).json()["id"]
        signatory = {"party_id": first["parties"][1]["id"], "signs_as": {"position": "Bupati"}}
        listed: Json = {"agreements": [{"agreement_id": first["id"], "signatories": [signatory]}]}
        listed["agreements"].append({"agreement_id": late["id"]})
        item = {"scope_item_id": first["scope_items"][0]["id"], "capacity": 30}
        listed["opens"] = [{"agreement_id": first["id"]} | item]
        await self._at_ceremony("PUT preparation", plan | listed)
        units = {"agreements": listed["agreements"], "opens": listed["opens"]}
        await self._at_ceremony("PUT units/{unit_id}/agreements", units)
        await self._at_ceremony("POST number-blocks", {"pattern": f"CONTOH-#-{self.mark}", "first": 101})
        await self._at_ceremony("POST invitations", {})
        await self._at_ceremony("POST openings", {})
        await self._at_ceremony("POST keeper-signatures", {"position": "Kepala Lapas"}, "head")
        body = {"agreement_id": first["id"], "party_id": first["parties"][1]["id"]}
        await self._at_ceremony("POST signatures", body)
        await self._at_ceremony("POST marks", {"agreement_id": late["id"], "mark": "late"})
        await self.do("GET /ceremonies/{ceremony_id}")
        await self._at_ceremony("POST closings", {"papers_counted": 1})
        called_off = new | {"agreements": [{"agreement_id": other["id"]}]}
        answer = await self.sinergi.agreements.post("/ceremonies", called_off, self.account("officer"))
        called_off_id = answer.json()["id"]
        for step, content, tag in (("invitations", None, '"1"'), ("cancellations", {"reason": "Aula penuh."}, '"2"')):
            path = f"POST /ceremonies/{{ceremony_id}}/{step}"
            await self.do(path, content, if_match=tag, ceremony_id=called_off_id)

    async def _at_ceremony(self, step: str, body: Json, role: str = "officer") -> None:
        method, step = step.split()
        path = self.path("/ceremonies/{ceremony_id}")
        tag = (await self.sinergi.agreements.get(path, self.account("officer"))).headers["etag"]
        await self.do(f"{method} /ceremonies/{{ceremony_id}}/{step}", body, role, if_match=tag)

    async def _notice_and_erratum(self) -> None:
        """A notice that is withdrawn, and an erratum."""
        id_ = await self.office.signed(await self._drafted("Perjanjian dengan Ralat"))
        notice = {"ground": "by_notice", "terminated_on": self.day(20), "reason": "Mitra pindah."}
        await self.office.perform(id_, "terminations", notice, self.office.head)
        await self.move("POST termination-withdrawals", {"reason": "Disepakati lanjut."}, "head", agreement_id=id_)
        erratum = {"in_force_until": self.day(70), "reason": "Salah ketik."}
        await self.move("POST corrections", erratum, "head", agreement_id=id_)
        past = self.draft("Perjanjian Lama yang Diralat") | {"term": self.office.term(-900, 200)}
        known = {"source": "paper", "confidence": "confirmed", "signed_on": self.day(-900)}
        registered = await self.office.agreements.post("/agreements/registrations", past | known, self.office.head)
        await self.office.perform(
            registered.json()["id"], "corrections", {"funding": "APBD"} | {"reason": "Keliru."}, self.office.head
        )
        await self.do("GET /agreements/{agreement_id}/changed-heads", agreement_id=id_)

    async def _new_lines(self) -> None:
        """A merger of two agreements, and a part of a third one."""
        signed = [await self.office.signed(await self._drafted(f"Perjanjian {n}")) for n in ("A", "B", "C")]
        first = await self.office.content(signed[0])
        kept = []
        for id_ in signed:
            item = (await self.office.show(id_))["scope_items"][0]
            kept.append({name: item[name] for name in ("field", "description")} | {"continues": [item["id"]]})
        content = first | {"level": "facility", "term": self.office.term(21, 800)}
        merger = content | {"title": f"Gabungan {self.mark}", "merges": signed[:2], "scope_items": kept[:2]}
        await self.do("POST /agreements/mergers", merger)
        part = content | {"title": f"Pecahan {self.mark}", "scope_items": kept[2:]}
        await self.do("POST /agreements/{agreement_id}/parts", part, agreement_id=signed[2])

    async def _addenda(self) -> None:
        """An addendum that is withdrawn, and one that a party has signed."""
        id_ = await self.office.signed(await self._drafted("Perjanjian dengan Adendum"))
        addendum = {"effective_on": self.day(0), "reason": "Diperpanjang.", "term": {"in_force_until": self.day(900)}}
        draft = "POST /agreements/{agreement_id}/addendum-drafts"
        first = (await self.do(draft, addendum, agreement_id=id_)).json()["id"]
        await self.do("POST /addenda/{addendum_id}/withdrawals", if_match='"1"', addendum_id=first)
        self.ids["addendum_id"] = (await self.do(draft, addendum, agreement_id=id_)).json()["id"]
        ours = {"unit_id": self.facility["id"], "position": "Kepala", "method": "wet_ink", "signed_on": self.day(0)}
        changed = addendum | {"added_items": [ENVIRONMENT | DECIDED], "removed_items": [await self._last_item(id_)]}
        await self.do("PUT /addenda/{addendum_id}/draft", changed, "officer", if_match='"1"')
        await self.do("POST /addenda/{addendum_id}/submissions", None, "head", if_match='"2"')
        comment = {"clause": "Butir 1", "text": "Sebutkan sasarannya."}
        returned = {"side": "region", "verdict": "revise", "comments": [comment]}
        await self.do("POST /addenda/{addendum_id}/reviews", returned, "reviewer", if_match='"3"')
        await self.do("GET /addenda/{addendum_id}/reviews")
        await self.office.pass_addendum(self.ids["addendum_id"])
        await self.do("POST /addenda/{addendum_id}/signatures", ours, "head", if_match='"7"')
        await self.do("GET /addenda/{addendum_id}")
        await self.do("GET /agreements/{agreement_id}/addenda", agreement_id=id_)

    async def _obligations(self) -> None:
        """An obligation with a due of each kind: asked for, delivered, waived; it has ended."""
        id_ = await self.office.signed(await self._drafted("Perjanjian dengan Kewajiban"))
        promise: Json = {"unit_id": self.office.partner_id, "description": "Instruktur menjahit", "clause": "Pasal 5"}
        promise |= {"measure": "persons", "quantity": 2, "schedule": "on_request"}
        made = await self.do("POST /agreements/{agreement_id}/obligations", promise, agreement_id=id_)
        self.ids["obligation_id"] = made.json()["id"]
        for n, day in enumerate((10, 20), 1):
            await self.do("POST /obligations/{obligation_id}/requests", {"due_on": self.day(day)}, if_match=f'"{n}"')
        first, second = (await self.do("GET /obligations/{obligation_id}")).json()["dues"]
        delivery = {
            "due_id": first["id"],
            "quantity": 2,
            "delivered_on": self.day(0),
            "evidence": "Surat tugas CONTOH-3",
        }
        await self.do("POST /obligations/{obligation_id}/deliveries", delivery)
        waiver = {"due_id": second["id"], "reason": "Ruang kerja ditutup."}
        await self.do("POST /obligations/{obligation_id}/waivers", waiver, if_match='"4"')
        ending = {"ended_on": self.day(30), "reason": "Tidak ada dalam naskah."}
        await self.do("POST /obligations/{obligation_id}/endings", ending, if_match='"5"')
        await self.do("GET /agreements/{agreement_id}/obligations", agreement_id=id_)
        for path in ("ledger", "ledger/table"):
            await self.do(f"GET /agreements/{{agreement_id}}/{path}", agreement_id=id_)
            await self.do(f"GET /partners/{{partner_id}}/{path}", partner_id=self.office.partner_id)
        await fulfil_obligation(self)
        await change_obligation(self, await self.office.signed(await self._drafted("Perjanjian yang Diubah")))
        # It will be overdue when the calendar moves.
        late = promise | {"schedule": "once", "due_on": self.day(1)}
        await self.do("POST /agreements/{agreement_id}/obligations", late, agreement_id=id_)

    async def _evaluations(self) -> None:
        """An evaluation that is completed, and one that is cancelled."""
        ids = [await self.office.signed(await self._drafted("Perjanjian yang Dievaluasi")) for _ in range(2)]
        opening: Json = {"title": "Evaluasi 2025", "agreements": ids, "due_on": self.day(30)}
        opening |= {"period_from": self.day(-300), "period_until": self.day(0)}
        self.ids["evaluation_id"] = (await self.do("POST /evaluations", opening)).json()["id"]
        finding: Json = {"finding": "Konseling berjalan, pelatihan belum.", "recommendation": "addend"}
        finding |= {"reason": "Pelatihan las belum tercakup.", "score_ours": 4, "score_partner": 3}
        for version, id_ in enumerate(ids, 1):
            given = finding | {"agreement_id": id_}
            await self.do("PUT /evaluations/{evaluation_id}/findings", given, if_match=f'"{version}"')
        await self.do("POST /evaluations/{evaluation_id}/completions", {}, if_match='"3"')
        await self.do("GET /evaluations/{evaluation_id}")
        await self.do("GET /evaluations")
        await self.do("GET /agreements-to-evaluate")
        await self.do("GET /agreements/{agreement_id}/evaluations", agreement_id=ids[0])
        other = (await self.do("POST /evaluations", opening)).json()["id"]
        reason = {"reason": "Periodenya keliru."}
        await self.do("POST /evaluations/{evaluation_id}/cancellations", reason, if_match='"1"', evaluation_id=other)

    async def _last_item(self, agreement_id: str) -> str:
        return str((await self.office.show(agreement_id))["scope_items"][-1]["id"])

    async def _drafted(self, title: str, **changes: Any) -> str:
        return await self.office.draft(**(self.draft(title) | changes))

    async def _unit(self) -> None:
        """The facility gets another class today."""
        same = {name: self.facility[name] for name in ("name", "region", "zone")}
        other = "IIB" if self.facility["facility_class"] == "IIA" else "IIA"
        period = same | {"valid_from": self.day(0), "facility_kind": self.facility["kind"], "facility_class": other}
        unit = await self.sinergi.agreements.get(self.path("/units/{unit_id}"), self.roles["directorate"])
        await self.do("POST /units/{unit_id}/periods", period, "directorate", if_match=unit.headers["etag"])

    async def _import(self) -> None:
        """A table of two partners, one of which is corrected; and one agreement, which is taken back."""
        partners = (
            f"Nama mitra;Kategori;Induk\r\nYayasan Contoh {self.mark};Yayasan;\r\nKoperasi Contoh {self.mark};;\r\n"
        )
        self.ids |= {"import_id": await self._send_table("partners", partners), "number": "3", "kind": "partners"}
        await self.do("POST /imports/{import_id}/runs", {"step": "check"})
        await self.do("POST /imports/{import_id}/rows/{number}/corrections", {"cells": {"category": "Koperasi"}})
        await self.do("POST /imports/{import_id}/acceptances")
        titles = "UPT;Mitra;Nomor PKS;Judul;Mulai;Berakhir"
        partner = f"Pemerintah Kabupaten Contoh {self.mark}"
        row = f"{self.facility['name']};{partner};CONTOH-2-{self.mark};PKS Contoh;1 Maret 2019;28 Februari 2021"
        other = await self._send_table("agreements", f"{titles}\r\n{row}\r\n")
        for step in ("checks", "acceptances"):
            await self.do(f"POST /imports/{{import_id}}/{step}", import_id=other)
        await self.do("POST /imports/{import_id}/withdrawals", {"reason": "Berkas tahun yang salah."}, import_id=other)

    async def _send_table(self, kind: str, table: str) -> str:
        return str((await self.send("POST /imports", f"/imports?kind={kind}", table.encode(), "tabel.csv"))["id"])

    async def _program(self) -> None:
        self.ids["program_id"] = await self.sinergi.eventually(self._planned)
        await self._own_programs()
        await self._practices()
        opening = {"opened_on": self.day(-1), "capacity": 30}
        await self.do("POST /programs/{program_id}/openings", opening, if_match='"1"')
        ref = f"P-{self.mark.upper()}"
        cohort = {"name": "Angkatan I", "started_on": self.day(-1)}
        admitted = [
            {
                "participant_ref": f"{ref}{number}",
                "kind": "convict",
                "basis": "hearing",
                "basis_reference": "TPP-2026/014",
            }
            for number in range(1, 6)
        ]
        started = await self.do("POST /programs/{program_id}/cohorts", cohort | {"participants": admitted})
        self.ids["cohort_id"] = started.json()["id"]
        late = {"participant_ref": f"{ref}6", "kind": "detainee", "basis": "voluntary"}
        late_body = {"admitted_on": self.day(-1), "participants": [late]}
        admitted_late = await self.do("POST /cohorts/{cohort_id}/enrolments", late_body)
        self.ids["enrolment_id"] = admitted_late.json()["enrolments"][0]["id"]
        ending = {"ended_on": self.day(-1), "reason": "withdrew"}
        await self.do("POST /enrolments/{enrolment_id}/endings", ending)
        correction = {"ending": ending | {"reason": "released"}, "reason": "Alasannya keliru."}
        await self.do("POST /enrolments/{enrolment_id}/corrections", correction, if_match='"2"')
        session = {
            "held_on": self.day(0),
            "topic": "Pemilahan sampah dari sumbernya",
            "instructors": [{"id": self.ids["partner_id"], "name": "Pemerintah Kabupaten Contoh"}],
            "attendance": [
                *({"participant_ref": f"{ref}{number}", "mark": "active"} for number in range(1, 5)),
                {"participant_ref": f"{ref}5", "mark": "absent", "reason": "ill"},
            ],
        }
        self.ids["session_id"] = (await self.do("POST /cohorts/{cohort_id}/sessions", session)).json()["id"]
        await self.do("PUT /sessions/{session_id}", session | {"minutes": 90, "reason": "Lamanya."}, if_match='"1"')
        audience = [{"participants": "convict", "number": 40}]
        talk = {"held_on": self.day(0), "kind": "talk", "topic": "Penyuluhan hukum", "audience": audience}
        held = (await self.do("POST /programs/{program_id}/sessions", talk)).json()["id"]
        retraction = {"reason": "Tercatat dua kali."}
        await self.do("POST /sessions/{session_id}/retractions", retraction, if_match='"1"', session_id=held)
        cancelled = {"planned_on": self.day(0), "topic": "Pengomposan", "cancelled_by": "partner"}
        for place in ("cohorts/{cohort_id}", "programs/{program_id}"):
            await self.do(f"POST /{place}/cancellations", cancelled)
        holders = [{"code": code, "number": f"SK-{self.mark}/{code}"} for code in ("K-01", "K-02")]
        certificates = {"kind": "participation", "issued_on": self.day(0), "holders": holders}
        given = (await self.do("POST /cohorts/{cohort_id}/certificates", certificates)).json()["ids"]
        self.ids["certificate_id"] = given[1]
        await self.do("GET /certificates/{certificate_id}/paper")
        wrong = {"ground": "wrong_entry"}
        await self.do("POST /certificates/{certificate_id}/withdrawals", wrong, if_match='"1"', certificate_id=given[1])
        await self._sheets()
        await self._timetable()
        await self._candidates(f"{ref}7", f"{ref}8")
        await self._evidence()
        await self._completed_cohort(cohort | {"name": "Angkatan II"}, late | {"participant_ref": f"{ref}9"}, session)

    async def _completed_cohort(self, cohort: Json, participant: Json, session: Json) -> None:
        """A cohort of one participant that ran to its end."""
        programs, officer = self.sinergi.programs, self.account("officer")
        body = cohort | {"participants": [participant]}
        started = await programs.post(self.path("/programs/{program_id}/cohorts"), body, officer)
        id_ = started.json()["id"]
        present = [{"participant_ref": participant["participant_ref"], "mark": "active"}]
        held = session | {"attendance": present, "topic": "Pembibitan"}
        assert (await programs.post(f"/cohorts/{id_}/sessions", held, officer)).is_success
        completion = {"completed_on": self.day(0)}
        await self.do("POST /cohorts/{cohort_id}/completions", completion, if_match='"1"', cohort_id=id_)

    async def _sheets(self) -> None:
        """A sheet that becomes a session, one that is discarded, and one that stays open."""
        sheet = {"held_on": self.day(0), "topic": "Pengomposan", "minutes": 90}
        lines = [{"code": "K-01", "mark": "aktif"}, {"code": "K-02", "mark": "hadir"}]
        for topic in ("Pengomposan", "Pembibitan", "Penyiraman"):
            opened = await self.do("POST /cohorts/{cohort_id}/sheets", sheet | {"topic": topic})
            self.ids["sheet_id"] = opened.json()["id"]
            entered = await self.do("POST /sheets/{sheet_id}/marks", {"lines": lines})
            table = b"Kode;Kehadiran;Alasan\r\nK-02;tidak hadir;sakit\r\n"
            await self.send(
                "POST /sheets/{sheet_id}/tables", self.path("/sheets/{sheet_id}/tables"), table, "daftar.csv"
            )
            if topic == "Pengomposan":
                body = {"rest_unexcused": True}
                await self.do("POST /sheets/{sheet_id}/recordings", body, if_match='"3"')
            elif topic == "Pembibitan":
                await self.do("POST /sheets/{sheet_id}/discards", if_match='"3"')
        assert entered.json()["missing"]

    async def _timetable(self) -> None:
        """An instructor, and planned sessions: moved, cancelled, with a sheet, and held."""
        rule = {"keeps_sheets": True}
        await self.do("PUT /facilities/{facility_id}/device-rule", rule, "head", if_match='"0"')
        instructor: Json = {"duty": "Penyuluh pengelolaan sampah"}
        instructor["organisation"] = {"id": self.ids["partner_id"], "name": "Pemerintah Kabupaten Contoh"}
        instructor["permit"] = {"number": "IM-2026/031", "since": self.day(0), "until": self.day(90)}
        registered = await self.do("POST /facilities/{facility_id}/instructors", instructor)
        self.ids["instructor_id"] = registered.json()["id"]
        instructor["certificate"] = {"number": "BNSP-2025/118"}
        await self.do("PUT /instructors/{instructor_id}", instructor, if_match='"1"')
        plan: Json = {"first_on": self.day(0), "starts_at": "09:00", "minutes": 90, "topic": "Pembibitan"}
        plan |= {"venue": "Aula blok A", "instructors": [self.ids["instructor_id"]]}
        for starts_at in ("08:00", "09:00", "13:00"):
            planned = await self.do("POST /cohorts/{cohort_id}/plans", plan | {"starts_at": starts_at})
            self.ids["plan_id"] = planned.json()["plans"][0]["id"]
            if starts_at == "08:00":
                cancelled = {"cancelled_by": "partner"}
                await self.do("POST /planned-sessions/{plan_id}/cancellations", cancelled, if_match='"1"')
            elif starts_at == "09:00":
                await self.do("POST /planned-sessions/{plan_id}/sheets")
        move = {"planned_on": self.day(0), "starts_at": "14:00", "venue": "Bengkel", "moved_by": "partner"}
        await self.do("POST /planned-sessions/{plan_id}/moves", move, if_match='"1"')
        talk: Json = {"held_on": self.day(0), "kind": "talk", "topic": "Penyuluhan kesehatan"}
        talk |= {"audience": [{"participants": "convict", "number": 40}]}
        held = await self.do("POST /programs/{program_id}/sessions", talk)
        open_plan = plan | {"starts_at": "16:00", "kind": "talk", "instructors": []}
        planned = await self.do("POST /programs/{program_id}/plans", open_plan)
        holding, plan_id = {"session_id": held.json()["id"]}, planned.json()["plans"][0]["id"]
        await self.do("POST /planned-sessions/{plan_id}/holdings", holding, if_match='"1"', plan_id=plan_id)

    async def _candidates(self, first: str, second: str) -> None:
        """Two candidates: one is admitted in turn, the other one is removed."""
        participants = [{"participant_ref": each, "kind": "convict", "basis": "voluntary"} for each in (first, second)]
        body = {"listed_on": self.day(0), "participants": participants}
        listed = await self.do("POST /programs/{program_id}/candidates", body)
        self.ids["candidate_id"] = listed.json()["candidates"][1]["id"]
        await self.do("POST /cohorts/{cohort_id}/call-ups", {"admitted_on": self.day(0), "number": 1})
        await self.do("POST /candidates/{candidate_id}/endings", {"reason": "transferred"}, if_match='"1"')
        another = {**participants[1], "participant_ref": f"{second}9"}
        await self.do("POST /programs/{program_id}/candidates", body | {"participants": [another]})

    async def _evidence(self) -> None:
        """Minutes that stay, and minutes that are erased."""
        operation = "POST /sessions/{session_id}/evidence"
        path = self.path("/sessions/{session_id}/evidence?kind=minutes")
        erased = (await self.send(operation, path, a_pdf(), "notula-lama.pdf"))["id"]
        erasure = {"ground": "wrong_file"}
        await self.do("POST /evidence/{evidence_id}/erasures", erasure, if_match='"1"', evidence_id=erased)
        self.ids["evidence_id"] = (await self.send(operation, path, a_pdf(), "notula.pdf"))["id"]

    async def close_the_month(self) -> None:
        """A month later the head closes the month, and changes to it are proposed and decided."""
        clock, today = self.sinergi.clock, self.day(0)
        self.ids["month"] = today[:7]
        audience = [{"participants": "convict", "number": 40}]
        talk = {"held_on": today, "kind": "talk", "topic": "Penyuluhan", "audience": audience}
        held = (await self.do("POST /programs/{program_id}/sessions", talk)).json()["id"]
        clock.move_to(clock.now() + timedelta(days=31))
        try:
            await self.do("POST /facilities/{facility_id}/months/{month}/closings", {"nihil": False}, "head")
            late = talk | {"topic": "Penyuluhan gizi", "reason": "Lembarnya terlambat."}
            open_one = await self.do("POST /programs/{program_id}/amendments", late)
            decision, id_ = {"verdict": "approved"}, open_one.json()["id"]
            await self.do(
                "POST /amendments/{amendment_id}/decisions", decision, "head", if_match='"1"', amendment_id=id_
            )
            retraction = {"retract": True, "reason": "Tercatat dua kali."}
            proposed = await self.do(
                "POST /sessions/{session_id}/amendments", retraction, if_match='"1"', session_id=held
            )
            id_ = proposed.json()["id"]
            await self.do("POST /amendments/{amendment_id}/withdrawals", if_match='"1"', amendment_id=id_)
            cohort = await self.do("GET /cohorts/{cohort_id}")
            marks = [
                {"participant_ref": each["participant_ref"], "mark": "active"}
                for each in cohort.json()["roster"]
                if each["ended_on"] in (None, today)
            ]
            roster = {"held_on": today, "topic": "Penyiangan", "attendance": marks, "reason": "Terlambat."}
            self.ids["amendment_id"] = (await self.do("POST /cohorts/{cohort_id}/amendments", roster)).json()["id"]
            await propose_outcomes(self, today)
        finally:
            clock.reset()

    async def _practices(self) -> None:
        """A national practice with its second version, and one of the facility under it."""
        code = "beekeeping"
        stages = [{"title": {"id": "Merawat koloni", "en": "Keeping a colony"}, "sessions": 16, "minutes": 120}]
        practice = {
            "title": {"id": "Beternak lebah madu", "en": "Beekeeping"},
            "method": {"id": "Praktik di kotak lebah bersama peternak", "en": "Practice at the hives"},
            "stages": stages,
            "minimum_attendance": 80,
            "certificate": "participation",
            "source": {"id": "Kerja sama dengan dinas peternakan", "en": "Cooperation with the livestock office"},
        }
        national = practice | {"code": code, "category": "food_security", "fields": ["livestock"]}
        await self.do("POST /templates", national, "directorate")
        change = practice | {"minimum_attendance": 85, "change": "Kehadiran dinaikkan sesudah evaluasi."}
        await self.do("POST /templates/{code}/versions", change, "directorate", if_match='"1"', code=code)
        await self.do("GET /templates/{code}/versions", code=code)
        await self.do("GET /templates/{code}/versions/{version}", code=code, version="1")
        own = practice | {"stages": [stages[0] | {"sessions": 20}], "minimum_attendance": 85}
        own |= {"facility_id": self.facility["id"], "under": code, "adopted_from": {"code": code, "version": 2}}
        await self.do("POST /facility-templates", own)

    async def _own_programs(self) -> None:
        """Two programs without an agreement, of one kind with the one that is planned: one is joined into it."""
        own = {"facility_id": self.facility["id"], "template": "waste_bank_and_greening"}
        own |= {"name": "Bank sampah blok timur", "fiscal_year": self.sinergi.today().year}
        own |= {"pillar": "independence"}
        first = (await self.do("POST /programs", own)).json()["id"]
        second = (await self.do("POST /programs", own | {"name": "Bank sampah blok barat"})).json()["id"]
        into = {"into": self.ids["program_id"]}
        await self.do("POST /programs/{program_id}/joinings", into, if_match='"1"', program_id=first)
        await self.do("POST /programs/{program_id}/separations", {"other": second})
        opening = {"opened_on": self.day(-1), "capacity": 30}
        await self.do("POST /programs/{program_id}/openings", opening, if_match='"1"', program_id=second)
        funding = {"funding": [{"source": "state_budget", "amount": 15_000_000}, {"source": "partner"}]}
        await self.do("PUT /programs/{program_id}/funding", funding, if_match='"2"', program_id=second)
        suspension = {"suspended_on": self.day(-1), "reason": "disease"}
        await self.do("POST /programs/{program_id}/suspensions", suspension, if_match='"3"', program_id=second)
        resumption = {"resumed_on": self.day(0)}
        await self.do("POST /programs/{program_id}/resumptions", resumption, if_match='"4"', program_id=second)
        ending = {"outcome": "cancelled", "ended_on": self.day(0), "reason": "partner_withdrew"}
        await self.do("POST /programs/{program_id}/endings", ending, if_match='"5"', program_id=second)

    async def _planned(self) -> str:
        page = await self.sinergi.programs.get(
            f"/programs?agreement={self.ids['agreement_id']}&fiscal_year={self.sinergi.today().year}",
            self.account("directorate"),
        )
        assert page.json()["items"]
        return str(page.json()["items"][0]["id"])

    async def national(self, title: str) -> str:
        """A signed agreement of the directorate general that is offered to the facility; its id."""
        units = await self.sinergi.agreements.get("/units?kind=directorate_general", self.account("directorate"))
        fields = {"sport": "Pembinaan olahraga", "culture": "Pembinaan seni", "health": "Pemeriksaan kesehatan"}
        items = [{"field": each, "description": fields[each], "pillar": "personality"} for each in fields]
        parties = [{"unit_id": units.json()["items"][0]["id"]}, {"unit_id": self.ids["partner_id"]}]
        where = {"level": "national", "parties": parties, "runs_at": [self.facility["id"]], "scope_items": items}
        return await self.office.signed(await self._drafted(title, **where))

    async def offer_of(self, agreement_id: str) -> Json:
        """The offer of an agreement to the facility."""

        async def offered() -> Json:
            page = await self.sinergi.programs.get(f"/offers?agreement={agreement_id}", self.account("officer"))
            assert page.json()["items"]
            return dict(page.json()["items"][0])

        return await self.sinergi.eventually(offered)

    async def _offer(self) -> None:
        """An offer with an item that is accepted, one that is declined, and one that is open."""
        self.ids["national_id"] = await self.national("Perjanjian Nasional Contoh")
        self.ids["offer_id"] = (await self.offer_of(self.ids["national_id"]))["id"]
        items = (await self.do("GET /offers/{offer_id}")).json()["items"]
        answers: list[Json] = [
            {"scope_item_id": items[0]["scope_item_id"], "answer": "accepted"},
            {"scope_item_id": items[1]["scope_item_id"], "answer": "declined", "reason": "no_staff"},
        ]
        await self.do("POST /offers/{offer_id}/answers", {"answers": answers}, if_match='"1"')
        self.answers.pop(("programs", "GET /offers/{offer_id}"))
        path = f"/agreements/{self.ids['national_id']}/offers"

        async def reported() -> bool:
            counts = await self.sinergi.agreements.get(path, self.account("directorate"))
            return bool(counts.json()["declined"])

        await self.sinergi.eventually(reported)
        for name in ("offers", "offers/facilities"):
            await self.do(
                f"GET /agreements/{{agreement_id}}/{name}", role="directorate", agreement_id=self.ids["national_id"]
            )

    async def _notice(self) -> None:
        async def notice_id() -> str:
            page = await self.sinergi.notifications.get("/inbox", self.account("officer"))
            planned = [notice for notice in page.json()["items"] if notice["rule"] == "program_planned"]
            assert planned
            return str(planned[0]["id"])

        self.ids["notice_id"] = await self.sinergi.eventually(notice_id)
        await self.do("GET /inbox/{notice_id}/steps")
        matter = (await self.do("GET /matters", role="operator")).json()["items"][0]
        named = {name: matter[name] for name in ("rule", "business_key", "desk")}
        await self.do("GET /matters/history", role="operator", query=urlencode(named))
        await self.do("POST /inbox/{notice_id}/readings", {})
