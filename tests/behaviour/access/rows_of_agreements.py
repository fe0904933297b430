"""The rows of agreements. Changes of an agreement have a row for each level, because each level has other keepers."""

import base64
from itertools import count
from typing import Any
from uuid import uuid4

from shared.values.capabilities import Capability
from shared.values.texts import Text
from tests.behaviour.access.row import Request, Row, in_part_without, lists, none_if, read
from tests.behaviour.access.sample import Sample
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Body, a_pdf, number
from tests.unit.shared.documents.examples import a_template

LEVELS = {
    "facility": Text("tingkat UPT", "facility level"),
    "regional": Text("tingkat wilayah", "regional level"),
    "national": Text("tingkat nasional", "national level"),
}
SIDES = {
    "region": Text("telaah kantor wilayah", "review by the region"),
    "directorate_general": Text("telaah Ditjenpas", "review by the directorate general"),
    "facility": Text("telaah UPT lain", "review by another facility"),
    "partner": Text("telaah mitra", "review by the partner"),
}
AGREEMENT = "/agreements/{agreement_id}"
SERVICE = "agreements"
FOR_ANOTHER_UNIT = {"override_reason": "UPT tidak terhubung."}
"""The reason that only the directorate general has to give."""
_LATER = count(4_000)
"""Days from today, so that each new period of a unit begins on another day."""


async def new_partner(_sample: Sample) -> Request:
    return Request("/partners", {"name": f"Yayasan Contoh {uuid4()}", "category": "foundation_ngo"})


async def renaming(sample: Sample) -> Request:
    target = f"/partners/{await sample.partner()}"
    return Request(target, {"name": f"Yayasan Contoh {uuid4()}"}, target)


async def merging(sample: Sample) -> Request:
    target = f"/partners/{await sample.partner()}"
    return Request(f"{target}/mergers", {"into": sample.units["partner"], "reason": "Terdaftar dua kali."}, target)


async def closing(sample: Sample) -> Request:
    target = f"/partners/{await sample.partner()}"
    today = sample.sinergi.today().isoformat()
    return Request(f"{target}/closings", {"closed_on": today, "reason": "Dibubarkan."}, target)


async def reversing(sample: Sample) -> Request:
    id_ = await sample.partner()
    merger = {"into": sample.units["partner"], "reason": "Terdaftar dua kali."}
    agreements = sample.sinergi.agreements
    assert (await agreements.post(f"/partners/{id_}/mergers", merger, OPERATOR, if_match='"1"')).is_success
    stays = (await agreements.get(f"/partners/{id_}", OPERATOR)).json()
    assert [each["version"] for each in stays["merged"] if each["id"] == id_] == [2]
    return Request(f"/partners/{id_}/merger-reversals", {"reason": "Dua lembaga."}, version=2)


async def describing(sample: Sample) -> Request:
    target = f"/partners/{await sample.partner()}"
    return Request(f"{target}/particulars", {"level": "regency", "contacts": [{"office": "Sekretariat"}]}, target)


async def pair(sample: Sample) -> str:
    """The id of two partners that may be one."""
    name = f"Kembar {uuid4().hex}"
    for spelling in (f"Yayasan {name}", f"Yys. {name}"):
        body = {"name": spelling, "category": "foundation_ngo"}
        registered = await sample.sinergi.agreements.post("/partners", body, OPERATOR)
        assert registered.is_success, registered.text
    found = await sample.sinergi.agreements.get(f"/partner-duplicates?partner_id={registered.json()['id']}", OPERATOR)
    return str(found.json()["items"][0]["id"])


async def showing_pair(sample: Sample) -> Request:
    return Request(f"/partner-duplicates/{await pair(sample)}")


async def dismissing(sample: Sample) -> Request:
    return Request(f"/partner-duplicates/{await pair(sample)}/dismissals", {"reason": "Dua yayasan."})


async def new_field(_sample: Sample) -> Request:
    code = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex)
    return Request("/fields", {"code": code, "name": {"id": f"Bidang {code}", "en": f"Field {code}"}})


async def changing_field(sample: Sample, step: str, body: Any) -> Request:
    new = await new_field(sample)
    added = await sample.sinergi.agreements.post("/fields", new.body, OPERATOR)
    assert added.status_code == 201, added.text
    return Request(f"/fields/{new.body['code']}/{step}", body, "/fields")


async def renaming_field(sample: Sample) -> Request:
    mark = uuid4().hex
    return await changing_field(sample, "names", {"id": f"Bidang {mark}", "en": f"Field {mark}"})


async def closing_field(sample: Sample) -> Request:
    return await changing_field(sample, "closings", None)


async def founding(sample: Sample) -> Request:
    mark, facility = uuid4().hex[:12], sample.office.facility
    about = {"name": f"Lapas Contoh {mark}", "facility_kind": "lapas", "town": "Contoh", "located_in": "Contoh"}
    about |= {"official_code": mark, "letter": "CONTOH-1", "valid_from": sample.office.day(0)}
    return Request("/units", about | {name: facility[name] for name in ("region", "zone")})


async def new_fact(sample: Sample) -> Request:
    fact = {"kind": "capacity", "valid_from": sample.office.day(-next(_LATER)), "value": "250", "source": "Contoh"}
    return Request(f"/units/{sample.office.facility['id']}/facts", fact)


async def changing_unit(sample: Sample) -> Request:
    facility = sample.office.facility
    period = {"facility_kind": facility["kind"], **{name: facility[name] for name in ("name", "region", "zone")}}
    target = f"/units/{facility['id']}"
    return Request(f"{target}/periods", period | {"valid_from": sample.office.day(next(_LATER))}, target)


def new_position(capability: str, scope_kind: str, variant: Text, *, daily_acting: bool = False) -> Row:
    async def request(sample: Sample) -> Request:
        body = {"account": f"unused-{uuid4()}", "capability": capability, "scope_kind": scope_kind}
        if daily_acting:
            last_day = sample.sinergi.today().isoformat()
            body |= {"capacity": "daily_acting", "letter": "SPRIN-7/2026", "valid_until": last_day}
        return Request("/positions", body | {"unit": sample.units[scope_kind]})

    return Row(SERVICE, "POST", "/positions", request, variant)


async def ending(sample: Sample) -> Request:
    target = f"/positions/{await sample.position()}"
    return Request(f"{target}/endings", {"last_day": sample.sinergi.today().isoformat(), "reason": "Mutasi"}, target)


def drafting(level: str) -> Row:
    async def request(sample: Sample) -> Request:
        return Request("/agreements", sample.office.draft_body(level=level))

    return Row(SERVICE, "POST", "/agreements", request, LEVELS[level])


def registering(level: str, *, over: bool) -> Row:
    async def request(sample: Sample) -> Request:
        known = {"source": "paper", "confidence": "confirmed", "term": sample.office.term(-400, -1 if over else 20)}
        return Request("/agreements/registrations", sample.office.draft_body(level=level, **known))

    state = Text("sudah berakhir", "over") if over else Text("belum berakhir", "not over")
    variant = Text(f"{LEVELS[level].id}, {state.id}", f"{LEVELS[level].en}, {state.en}")
    return Row(SERVICE, "POST", "/agreements/registrations", request, variant)


def changes_of(level: str) -> tuple[Row, ...]:
    """The changes of an agreement by its keepers, at this level."""

    async def beginning(sample: Sample) -> Request:
        target = f"/agreements/{await sample.drafted(level, exploration=True)}"
        return Request(f"{target}/drafting", None, target)

    async def rewriting(sample: Sample) -> Request:
        agreement_id = await sample.drafted(level)
        target = f"/agreements/{agreement_id}"
        body = await sample.office.content(agreement_id, title=f"Judul baru {sample.office.suffix}")
        return Request(f"{target}/draft", body, target)

    async def withdrawing(sample: Sample) -> Request:
        target = f"/agreements/{await sample.drafted(level)}"
        return Request(f"{target}/withdrawals", {"reason": "Mitra menunda."}, target)

    async def submitting(sample: Sample) -> Request:
        target = f"/agreements/{await sample.drafted(level)}"
        return Request(f"{target}/submissions", None, target)

    async def extending(sample: Sample) -> Request:
        agreement_id = await sample.signed(level)
        kept = [item["id"] for item in (await sample.office.show(agreement_id))["scope_items"]]
        body = {"title": f"Perpanjangan {sample.office.suffix}", "term": sample.office.term(701, 1400), "kept": kept}
        return Request(f"/agreements/{agreement_id}/extensions", body)

    async def meeting(sample: Sample) -> Request:
        return Request("/meetings", sample.meeting_body(await sample.drafted(level)))

    async def correcting(sample: Sample) -> Request:
        keeper = sample.office.keeper(level)
        path = f"/meetings/{await sample.record_meeting(await sample.drafted(level), keeper)}"
        body = {"kinds": ["coordination"], "held": {"edtf": sample.office.day(0)}, "reason": "Salah ketik."}
        return Request(f"{path}/corrections", body, path)

    return (
        Row(SERVICE, "POST", f"{AGREEMENT}/drafting", beginning, LEVELS[level]),
        Row(SERVICE, "PUT", f"{AGREEMENT}/draft", rewriting, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/withdrawals", withdrawing, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/submissions", submitting, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/extensions", extending, LEVELS[level]),
        Row(SERVICE, "POST", "/meetings", meeting, LEVELS[level]),
        Row(SERVICE, "POST", "/meetings/{meeting_id}/corrections", correcting, LEVELS[level]),
    )


async def _continuing(sample: Sample, ids: list[str]) -> Body:
    """The content of an agreement that continues every item of these, with the parties of the first."""
    shown = [await sample.office.show(id_) for id_ in ids]
    items = [
        {name: item[name] for name in ("field", "description", "pillar")} | {"continues": [item["id"]]}
        for each in shown
        for item in each["scope_items"]
    ]
    content = await sample.office.content(ids[0], title=f"Gabungan {sample.office.suffix}", scope_items=items)
    return content | {"level": shown[0]["level"], "term": sample.office.term(701, 1400)}


def new_lines_of(level: str) -> tuple[Row, ...]:
    """Agreements that continue others in a new line, at this level."""

    async def joining(sample: Sample) -> Request:
        ids = [await sample.signed(level), await sample.signed(level)]
        return Request("/agreements/mergers", await _continuing(sample, ids) | {"merges": ids})

    async def splitting(sample: Sample) -> Request:
        agreement_id = await sample.signed(level)
        return Request(f"/agreements/{agreement_id}/parts", await _continuing(sample, [agreement_id]))

    return (
        Row(SERVICE, "POST", "/agreements/mergers", joining, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/parts", splitting, LEVELS[level]),
    )


def signing_of(level: str) -> tuple[Row, ...]:
    """The plan, and the signatures of the parties, at this level."""

    async def planning(sample: Sample) -> Request:
        target = f"/agreements/{await sample.validated(level)}"
        return Request(f"{target}/signing-plan", {"planned_on": sample.office.day(7)}, target)

    async def signing(sample: Sample) -> Request:
        target = f"/agreements/{await sample.validated(level)}"
        party = (await sample.office.show(target.removeprefix("/agreements/")))["parties"][0]
        body = sample.office.signature(party, **FOR_ANOTHER_UNIT)
        return Request(f"{target}/signatures", body, target)

    async def voiding(sample: Sample) -> Request:
        agreement_id, party = await sample.half_signed(level)
        (signature,) = (await sample.office.show(agreement_id))["signatures"]
        target = f"/agreements/{agreement_id}"
        body = {"party_id": party["id"], "reason": "Halaman terakhir tanpa cap."} | FOR_ANOTHER_UNIT
        return Request(f"{target}/signatures/{signature['id']}/voidings", body, target)

    return (
        Row(SERVICE, "PUT", f"{AGREEMENT}/signing-plan", planning, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/signatures", signing, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/signatures/{{signature_id}}/voidings", voiding, LEVELS[level]),
    )


def numbering_of(level: str) -> tuple[Row, ...]:
    """The document numbers of the parties, at this level."""

    async def numbering(sample: Sample) -> Request:
        agreement_id, party = await sample.half_signed(level)
        target = f"/agreements/{agreement_id}"
        return Request(f"{target}/document-numbers", number(party) | FOR_ANOTHER_UNIT, target)

    async def renumbering(sample: Sample) -> Request:
        agreement_id, party = await sample.to_be_signed(level)
        await sample.office.perform(agreement_id, "document-numbers", number(party), sample.office.keeper(level))
        (known,) = (await sample.office.show(agreement_id))["numbers"]
        target = f"/agreements/{agreement_id}"
        body = number(party) | {"reason": "Salah ketik."} | FOR_ANOTHER_UNIT
        return Request(f"{target}/document-numbers/{known['id']}/replacements", body, target)

    async def reserving(sample: Sample) -> Request:
        agreement_id, party = await sample.to_be_signed(level)
        numbers = [number(party) | {"agreement_id": agreement_id} | FOR_ANOTHER_UNIT]
        return Request("/document-numbers", {"numbers": numbers})

    return (
        Row(SERVICE, "POST", f"{AGREEMENT}/document-numbers", numbering, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/document-numbers/{{number_id}}/replacements", renumbering, LEVELS[level]),
        Row(SERVICE, "POST", "/document-numbers", reserving, LEVELS[level]),
    )


def ending_of(level: str) -> tuple[Row, ...]:
    """The ways back and the early ends of an agreement, at this level."""

    async def reopening(sample: Sample) -> Request:
        target = f"/agreements/{await sample.validated(level)}"
        return Request(f"{target}/reopenings", {"reason": "Salah ketik pada Pasal 7."}, target)

    async def declining(sample: Sample) -> Request:
        agreement_id, party = await sample.to_be_signed(level)
        target = f"/agreements/{agreement_id}"
        body = {"party_id": party["id"], "reason": "Mitra mengundurkan diri."}
        return Request(f"{target}/declines", body, target)

    async def cancelling(sample: Sample) -> Request:
        target = f"/agreements/{(await sample.half_signed(level))[0]}"
        return Request(f"{target}/cancellations", {"reason": "Pagu anggaran dihapus."}, target)

    async def amending(sample: Sample) -> Request:
        target = f"/agreements/{await sample.signed(level)}"
        body = {"signed_on": sample.office.day(0), "in_force_until": None, "reason": "Adendum Nomor CONTOH-2."}
        return Request(f"{target}/addenda", body, target)

    async def withdrawing_notice(sample: Sample) -> Request:
        agreement_id = await sample.signed(level)
        notice = {"ground": "by_notice", "terminated_on": sample.office.day(30), "reason": "Mitra pindah."}
        await sample.office.perform(agreement_id, "terminations", notice, sample.office.submitter(level))
        target = f"/agreements/{agreement_id}"
        return Request(f"{target}/termination-withdrawals", {"reason": "Disepakati lanjut."}, target)

    async def correcting(sample: Sample) -> Request:
        target = f"/agreements/{await sample.signed(level)}"
        return Request(f"{target}/corrections", {"funding": "APBD", "reason": "Salah ketik."}, target)

    async def terminating(sample: Sample) -> Request:
        target = f"/agreements/{await sample.signed(level)}"
        body = {"ground": "by_consent", "terminated_on": sample.office.day(0), "reason": "Mitra pindah."}
        return Request(f"{target}/terminations", body, target)

    return (
        Row(SERVICE, "POST", f"{AGREEMENT}/reopenings", reopening, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/declines", declining, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/cancellations", cancelling, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/addenda", amending, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/terminations", terminating, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/termination-withdrawals", withdrawing_notice, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/corrections", correcting, LEVELS[level]),
    )


def documents_of(level: str) -> tuple[Row, ...]:
    """The documents of an agreement, at this level."""

    async def filing(sample: Sample) -> Request:
        path = f"/agreements/{await sample.drafted(level)}/documents?kind=attachment"
        return Request(path, a_pdf())

    async def checking(sample: Sample) -> Request:
        target = f"/documents/{await sample.document(await sample.drafted(level))}"
        return Request(f"{target}/checks", {"verdict": "matches"}, target)

    async def erasing(sample: Sample) -> Request:
        target = f"/documents/{await sample.document(await sample.drafted(level))}"
        return Request(f"{target}/erasures", {"ground": "wrong_file", "reason": "Berkas lain."}, target)

    return (
        Row(SERVICE, "POST", f"{AGREEMENT}/documents", filing, LEVELS[level]),
        Row(SERVICE, "POST", "/documents/{document_id}/checks", checking, LEVELS[level]),
        Row(SERVICE, "POST", "/documents/{document_id}/erasures", erasing, LEVELS[level]),
    )


async def changing_template(_sample: Sample) -> Request:
    target = "/text-templates/cover_letter"
    content = base64.b64encode(a_template("{{ judul }}")).decode()
    return Request(f"{target}/changes", {"file_name": "a.docx", "content": content, "reason": "Kop baru."}, target)


async def restoring_template(sample: Sample) -> Request:
    """A template that was changed before."""
    target, agreements = "/text-templates/cover_letter", sample.sinergi.agreements
    shown = await agreements.get(target, OPERATOR)
    if shown.json()["is_shipped"]:
        change = await changing_template(sample)
        await agreements.post(f"{target}/changes", change.body, OPERATOR, if_match=shown.headers["ETag"])
    return Request(f"{target}/restorations", {"reason": "Kop lama."}, target)


async def corrected_meeting(sample: Sample) -> Request:
    """The one correction of a meeting about the agreement that no row changes."""
    path = f"/meetings/{await sample.record_meeting(sample.ids['agreement'])}/corrections"
    body = {"kinds": ["coordination"], "held": {"edtf": sample.office.day(0)}, "reason": "Salah ketik."}
    answer = await sample.sinergi.agreements.post(path, body, sample.office.officer, if_match='"1"')
    assert answer.is_success, answer.text
    return Request(f"{path}/2")


async def internal_meeting(sample: Sample) -> Request:
    return Request(f"/meetings/{sample.ids['internal_meeting']}")


def recording_alone(scope_kind: str, variant: Text) -> Row:
    """A meeting about no agreement, recorded by a unit."""

    async def request(sample: Sample) -> Request:
        return Request("/meetings", {"kinds": ["coordination"], "recorded_by": sample.unit_id(scope_kind)})

    return Row(SERVICE, "POST", "/meetings", request, variant)


def proposing(by: str, to: str, variant: Text) -> Row:
    """A proposal of one of our units to another."""

    async def request(sample: Sample) -> Request:
        return Request("/proposals", sample.proposal_body(sample.unit_id(by), sample.unit_id(to)))

    return Row(SERVICE, "POST", "/proposals", request, variant)


def answering(by: str, to: str, variant: Text) -> Row:
    async def request(sample: Sample) -> Request:
        target = f"/proposals/{await sample.proposal(sample.unit_id(by), sample.unit_id(to))}"
        answer = {"answer": "accepted", "answered_on": sample.office.day(0), "letter": "415.4/1"}
        return Request(f"{target}/answers", answer, target)

    return Row(SERVICE, "POST", "/proposals/{proposal_id}/answers", request, variant)


def passing_several(side: str) -> Row:
    level = "regional" if side == "directorate_general" else "facility"

    async def request(sample: Sample) -> Request:
        id_ = await (sample.kept_elsewhere() if side == "facility" else sample.in_review(level))
        version = (await sample.office.show(id_))["version"]
        passed = {"agreement_id": id_, "version": version, "side": side} | FOR_ANOTHER_UNIT
        passed |= {"letter": "415.4/1"} if side == "partner" else {}
        return Request("/reviews", {"reviews": [passed]})

    return Row(SERVICE, "POST", "/reviews", request, SIDES[side])


def completing_proposal(by: str, to: str, variant: Text) -> Row:
    async def request(sample: Sample) -> Request:
        target = f"/proposals/{await sample.proposal(sample.unit_id(by), sample.unit_id(to))}"
        return Request(target, {"title": "Instruktur menjahit", "letter": "CONTOH-8"}, target)

    return Row(SERVICE, "PUT", "/proposals/{proposal_id}", request, variant)


async def including_proposal(sample: Sample) -> Request:
    target = f"/proposals/{await sample.accepted_proposal()}"
    (item, *_) = (await sample.office.show(sample.ids["agreement"]))["scope_items"]
    return Request(f"{target}/inclusions", {"scope_item_id": item["id"]}, target)


def completing(owner: str, variant: Text) -> Row:
    async def request(sample: Sample) -> Request:
        item = await sample.action_item(sample.unit_id(owner))
        return Request(f"/action-items/{item}/completions", {"completed_on": sample.office.day(0)})

    return Row(SERVICE, "POST", "/action-items/{action_item_id}/completions", request, variant)


CEREMONY = "/ceremonies/{ceremony_id}"


async def preparing(sample: Sample) -> Request:
    body = {"keeper_id": sample.units["facility"], "title": "Penandatanganan", "planned_on": sample.office.day(9)}
    return Request("/ceremonies", body)


async def changing_preparation(sample: Sample) -> Request:
    target, agreement = await sample.ceremony()
    body: dict[str, Any] = {"title": "Penandatanganan", "planned_on": sample.office.day(9)}
    body |= {"agreements": [{"agreement_id": agreement["id"]}]}
    return Request(f"{target}/preparation", body, target)


async def listing_own(sample: Sample) -> Request:
    target, agreement = await sample.ceremony()
    body = {"agreements": [{"agreement_id": agreement["id"]}]}
    return Request(f"{target}/units/{sample.units['facility']}/agreements", body, target)


async def numbering_in_a_block(sample: Sample) -> Request:
    target, _ = await sample.ceremony()
    return Request(f"{target}/number-blocks", {"pattern": f"CONTOH-#-{uuid4()}", "first": 1} | FOR_ANOTHER_UNIT)


async def inviting_to_ceremony(sample: Sample) -> Request:
    target, _ = await sample.ceremony()
    return Request(f"{target}/invitations", None, target)


async def opening_ceremony(sample: Sample) -> Request:
    target, _ = await sample.ceremony()
    return Request(f"{target}/openings", None, target)


async def calling_off(sample: Sample) -> Request:
    target, _ = await sample.ceremony()
    return Request(f"{target}/cancellations", {"reason": "Aula belum selesai."}, target)


async def signing_for_all(sample: Sample) -> Request:
    target, _ = await sample.ceremony(opened=True)
    return Request(f"{target}/keeper-signatures", {"position": "Kepala Lapas"} | FOR_ANOTHER_UNIT)


async def signing_at_desk(sample: Sample) -> Request:
    target, agreement = await sample.ceremony(opened=True)
    body = {"agreement_id": agreement["id"], "party_id": agreement["parties"][1]["id"]}
    return Request(f"{target}/signatures", body | {"signs_as": {"position": "Bupati"}})


async def marking(sample: Sample) -> Request:
    target, agreement = await sample.ceremony(opened=True)
    return Request(f"{target}/marks", {"agreement_id": agreement["id"], "mark": "late"})


async def closing_ceremony(sample: Sample) -> Request:
    target, agreement = await sample.ceremony(opened=True)
    mark = {"agreement_id": agreement["id"], "mark": "absent"}
    assert (await sample.sinergi.agreements.post(f"{target}/marks", mark, sample.office.officer)).is_success
    return Request(f"{target}/closings", {"papers_counted": 0}, target)


async def record_of_ceremony(sample: Sample) -> Request:
    return Request(f"/ceremonies/{sample.ids['held_ceremony']}/record")


CEREMONIES = (
    read(SERVICE, "/ceremonies", "?limit=200", mark=lists("ceremony")),
    read(SERVICE, CEREMONY),
    read(SERVICE, f"{CEREMONY}/list"),
    Row(SERVICE, "GET", f"{CEREMONY}/record", record_of_ceremony),
    read(SERVICE, f"{CEREMONY}/programs"),
    read(SERVICE, f"{AGREEMENT}/ceremonies"),
    read(SERVICE, "/agreements-to-sign", "?keeper_id={facility}"),
    Row(SERVICE, "POST", "/ceremonies", preparing),
    Row(SERVICE, "PUT", f"{CEREMONY}/preparation", changing_preparation),
    Row(SERVICE, "PUT", f"{CEREMONY}/units/{{unit_id}}/agreements", listing_own),
    Row(SERVICE, "POST", f"{CEREMONY}/number-blocks", numbering_in_a_block),
    Row(SERVICE, "POST", f"{CEREMONY}/invitations", inviting_to_ceremony),
    Row(SERVICE, "POST", f"{CEREMONY}/openings", opening_ceremony),
    Row(SERVICE, "POST", f"{CEREMONY}/cancellations", calling_off),
    Row(SERVICE, "POST", f"{CEREMONY}/keeper-signatures", signing_for_all),
    Row(SERVICE, "POST", f"{CEREMONY}/signatures", signing_at_desk),
    Row(SERVICE, "POST", f"{CEREMONY}/marks", marking),
    Row(SERVICE, "POST", f"{CEREMONY}/closings", closing_ceremony),
)


def reviewing(side: str) -> Row:
    level = "regional" if side == "directorate_general" else "facility"

    async def request(sample: Sample) -> Request:
        target = f"/agreements/{await (sample.kept_elsewhere() if side == 'facility' else sample.in_review(level))}"
        body = {"side": side, "verdict": "pass"} | FOR_ANOTHER_UNIT
        body |= {"letter": "415.4/1"} if side == "partner" else {}
        return Request(f"{target}/reviews", body, target)

    return Row(SERVICE, "POST", f"{AGREEMENT}/reviews", request, SIDES[side])


async def sent_table(sample: Sample) -> str:
    """An import of the facility, with one row."""
    account = sample.of(Capability.COOPERATION_OFFICER, "facility")
    answer = await sample.sinergi.agreements.send_file("/imports?kind=partners", new_table(), account)
    return str(answer.json()["id"])


def new_table() -> bytes:
    return f"Nama mitra;Kategori\r\nYayasan Contoh {uuid4()};Yayasan\r\n".encode()


async def sending(_sample: Sample) -> Request:
    return Request("/imports?kind=partners", new_table())


async def checking(sample: Sample) -> Request:
    return Request(f"/imports/{await sent_table(sample)}/checks")


async def accepting(sample: Sample) -> Request:
    import_id = await sent_table(sample)
    account = sample.of(Capability.COOPERATION_OFFICER, "facility")
    await sample.sinergi.agreements.post(f"/imports/{import_id}/checks", None, account)
    return Request(f"/imports/{import_id}/acceptances")


async def running(sample: Sample) -> Request:
    return Request(f"/imports/{await sent_table(sample)}/runs", {"step": "check"})


async def correcting(sample: Sample) -> Request:
    return Request(f"/imports/{await sent_table(sample)}/rows/2/corrections", {"cells": {"category": "Koperasi"}})


async def withdrawing_import(sample: Sample) -> Request:
    return Request(f"/imports/{await sent_table(sample)}/withdrawals", {"reason": "Berkas yang salah."})


IMPORT = "/imports/{import_id}"

ROWS = (
    read(SERVICE, "/facilities"),
    read(SERVICE, "/facilities/{facility_id}"),
    read(SERVICE, "/regional-offices"),
    read(SERVICE, "/units", "?kind=regional_office"),
    read(SERVICE, "/units/{unit_id}"),
    Row(SERVICE, "POST", "/units", founding),
    Row(SERVICE, "POST", "/units/{unit_id}/periods", changing_unit),
    Row(SERVICE, "POST", "/units/{unit_id}/facts", new_fact),
    read(SERVICE, "/fields"),
    Row(SERVICE, "POST", "/fields", new_field),
    Row(SERVICE, "POST", "/fields/{field}/names", renaming_field),
    Row(SERVICE, "POST", "/fields/{field}/closings", closing_field),
    read(SERVICE, "/partners", "?name={mark}", mark=lists("partner")),
    read(SERVICE, "/partners/{partner_id}"),
    Row(SERVICE, "POST", "/partners", new_partner),
    Row(SERVICE, "PUT", "/partners/{partner_id}", renaming),
    Row(SERVICE, "POST", "/partners/{partner_id}/mergers", merging),
    Row(SERVICE, "POST", "/partners/{partner_id}/merger-reversals", reversing),
    Row(SERVICE, "POST", "/partners/{partner_id}/closings", closing),
    read(SERVICE, "/partners/{partner_id}/particulars"),
    Row(SERVICE, "PUT", "/partners/{partner_id}/particulars", describing),
    read(SERVICE, "/partner-duplicates"),
    Row(SERVICE, "GET", "/partner-duplicates/{duplicate_id}", showing_pair),
    Row(SERVICE, "POST", "/partner-duplicates/{duplicate_id}/dismissals", dismissing),
    read(SERVICE, "/positions", "?unit={facility}", mark=lists("position")),
    read(SERVICE, "/positions/mine"),
    read(SERVICE, "/positions/{position_id}"),
    new_position("cooperation_officer", "facility", Text("jabatan petugas kerja sama", "of a cooperation officer")),
    new_position("head", "facility", Text("jabatan kepala sebagai Plh.", "of a daily acting head"), daily_acting=True),
    new_position("reviewer", "region", Text("jabatan penelaah kantor wilayah", "of a regional reviewer")),
    new_position("reviewer", "nation", Text("jabatan Ditjenpas", "of the directorate general")),
    new_position("partner_contact", "partner", Text("jabatan narahubung mitra", "of a partner contact")),
    new_position("operator", "nation", Text("jabatan operator", "of an operator")),
    Row(SERVICE, "POST", "/positions/{position_id}/endings", ending),
    read(SERVICE, "/headships", "?finding=no_head"),
    read(SERVICE, "/agreements", "?limit=200&facility={facility}", mark=lists("agreement")),
    read(SERVICE, "/agreements/count", "?facility={facility}", mark=none_if('"number":0,')),
    read(SERVICE, AGREEMENT),
    read(SERVICE, f"{AGREEMENT}/history", mark=in_part_without('"account":"')),
    read(SERVICE, f"{AGREEMENT}/texts"),
    read(SERVICE, f"{AGREEMENT}/reviews", mark=in_part_without("Sebutkan dinasnya.")),
    read(SERVICE, f"{AGREEMENT}/text-changes", "?before=1"),
    *(passing_several(side) for side in SIDES),
    read(SERVICE, "/reviews/awaited", mark=lists("reviewed")),
    read(SERVICE, "/reviews/waiting-times"),
    read(SERVICE, f"{AGREEMENT}/activity"),
    read(SERVICE, f"{AGREEMENT}/reminders"),
    read(SERVICE, "/reminders"),
    read(SERVICE, "/reminders/counts"),
    read(SERVICE, f"{AGREEMENT}/offers"),
    read(SERVICE, f"{AGREEMENT}/offers/facilities"),
    read(SERVICE, f"{AGREEMENT}/documents", mark=lists("document")),
    read(SERVICE, "/documents/{document_id}"),
    read(SERVICE, "/documents/{document_id}/content"),
    read(SERVICE, "/documents/{document_id}/readings"),
    read(SERVICE, "/missing-papers", "?limit=200", mark=lists("national_agreement")),
    read(SERVICE, f"{AGREEMENT}/paper"),
    read(SERVICE, f"{AGREEMENT}/meeting-letter", "?kind=evaluation&day=2026-02-03&time=09:00&venue=Aula"),
    read(SERVICE, "/meetings/{meeting_id}/minutes"),
    read(SERVICE, "/proposals/{proposal_id}/cover-letter"),
    read(SERVICE, "/text-templates"),
    read(SERVICE, "/text-templates/{text_kind}"),
    read(SERVICE, "/text-templates/{text_kind}/file"),
    Row(SERVICE, "POST", "/text-templates/{text_kind}/changes", changing_template),
    Row(SERVICE, "POST", "/text-templates/{text_kind}/restorations", restoring_template),
    *documents_of("facility"),
    *documents_of("regional"),
    read(SERVICE, "/meetings/{meeting_id}", variant=Text("bersama", "joint")),
    Row(SERVICE, "GET", "/meetings/{meeting_id}", internal_meeting, Text("internal", "internal")),
    read(SERVICE, "/meetings/{meeting_id}/corrections"),
    Row(SERVICE, "GET", "/meetings/{meeting_id}/corrections/{version}", corrected_meeting),
    read(SERVICE, "/meetings", "?limit=200&unit={facility}", variant=Text("bersama", "joint"), mark=lists("meeting")),
    read(
        SERVICE,
        "/meetings",
        "?limit=200&unit={facility}",
        variant=Text("internal", "internal"),
        mark=lists("internal_meeting"),
    ),
    read(SERVICE, "/action-items", "?limit=200&owner={facility}", mark=lists("action_item")),
    recording_alone("facility", Text("tanpa perjanjian, oleh UPT", "without an agreement, by a facility")),
    recording_alone("region", Text("tanpa perjanjian, oleh kantor wilayah", "without an agreement, by an office")),
    read(SERVICE, "/proposals/{proposal_id}"),
    read(SERVICE, "/proposals/{proposal_id}/scope-items"),
    read(SERVICE, "/proposals", "?limit=200&unit={facility}", mark=lists("proposal")),
    proposing("facility", "partner", Text("oleh UPT", "by a facility")),
    proposing("partner", "facility", Text("oleh mitra", "by a partner")),
    proposing("region", "partner", Text("oleh kantor wilayah", "by an office")),
    answering("partner", "facility", Text("oleh UPT", "by a facility")),
    answering("facility", "partner", Text("oleh mitra", "by a partner")),
    completing_proposal("facility", "partner", Text("oleh UPT", "by a facility")),
    completing_proposal("partner", "facility", Text("oleh mitra", "by a partner")),
    Row(SERVICE, "POST", "/proposals/{proposal_id}/inclusions", including_proposal),
    completing("facility", Text("milik UPT", "of a facility")),
    completing("region", Text("milik kantor wilayah", "of an office")),
    completing("partner", Text("milik mitra", "of a partner")),
    *CEREMONIES,
    Row(SERVICE, "POST", "/imports", sending),
    read(SERVICE, "/imports", "?limit=200", mark=lists("import")),
    read(SERVICE, IMPORT),
    read(SERVICE, "/imports/templates/{kind}"),
    read(SERVICE, f"{IMPORT}/rows"),
    read(SERVICE, f"{IMPORT}/rows/{{number}}"),
    read(SERVICE, f"{IMPORT}/workbook"),
    Row(SERVICE, "POST", f"{IMPORT}/runs", running),
    Row(SERVICE, "POST", f"{IMPORT}/checks", checking),
    Row(SERVICE, "POST", f"{IMPORT}/acceptances", accepting),
    Row(SERVICE, "POST", f"{IMPORT}/rows/{{number}}/corrections", correcting),
    Row(SERVICE, "POST", f"{IMPORT}/withdrawals", withdrawing_import),
    read(SERVICE, "/exports/units", "?format=csv"),
    read(SERVICE, "/exports/positions", "?format=csv", mark=lists("position")),
    read(SERVICE, "/exports/partners", "?format=csv", mark=lists("partner")),
    read(SERVICE, "/exports/agreements", "?format=csv", mark=lists("agreement")),
    *(drafting(level) for level in LEVELS),
    *(registering(level, over=over) for level in LEVELS for over in (True, False)),
    *changes_of("facility"),
    *new_lines_of("facility"),
    *(reviewing(side) for side in SIDES),
    *(row for rows in (signing_of, numbering_of, ending_of) for row in rows("facility")),
    *changes_of("regional"),
    *new_lines_of("regional"),
    *(row for rows in (signing_of, numbering_of, ending_of) for row in rows("regional")),
)
