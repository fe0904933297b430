"""Recognitions, corrected evaluations, ends without an extension, fields and facilities of the sample data."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

Json = dict[str, Any]


async def make_recognitions(sample: "SampleData") -> None:
    """Correct the completed evaluation, recognise its partner, let an agreement end, change fields and units."""
    correction = {"reason": "Satu pertemuan tercatat dua kali.", "findings": []}
    evaluation = await sample.do("GET /evaluations/{evaluation_id}")
    agreement = evaluation.json()["findings"][0]["agreement_id"]
    finding = {"agreement_id": agreement, "finding": "Konseling berjalan baik.", "recommendation": "continue"}
    others = [each["agreement_id"] for each in evaluation.json()["findings"][1:]]
    findings = [finding, *(finding | {"agreement_id": each} for each in others)]
    tag = evaluation.headers["etag"]
    body = correction | {"findings": findings}
    await sample.do("POST /evaluations/{evaluation_id}/corrections", body, "head", if_match=tag)
    await sample.do("GET /evaluations/{evaluation_id}/editions")
    await _recognise(sample)
    decision = {"reason": "no_budget"}
    await sample.do("POST /agreements/{agreement_id}/expiry-decisions", decision, "head", agreement_id=agreement)
    await sample.do("GET /agreements/{agreement_id}/expiry-decisions", agreement_id=agreement)
    await _fields_and_units(sample)


async def _recognise(sample: "SampleData") -> None:
    about = {"unit_id": sample.facility["id"], "partner_id": sample.ids["partner_id"], "kind": "charter"}
    period = {"period_from": sample.day(-300), "period_until": sample.day(0), "ground": "commended_by_evaluation"}
    await sample.do("GET /partners-to-recognise")
    proposed = await sample.do("POST /recognitions", about | period)
    sample.ids["recognition_id"] = proposed.json()["id"]
    await sample.do("POST /recognitions/{recognition_id}/decisions", {"granted": True}, "head", if_match='"1"')
    plaque = await sample.do("POST /recognitions", about | period | {"kind": "plaque"})
    refusal = {"granted": False, "refusal": "not_this_year"}
    step = "POST /recognitions/{recognition_id}/decisions"
    await sample.do(step, refusal, "head", if_match='"1"', recognition_id=plaque.json()["id"])
    for name in ("GET /recognitions", "GET /recognitions/{recognition_id}", "GET /partners/{partner_id}/recognitions"):
        await sample.do(name)


async def _fields_and_units(sample: "SampleData") -> None:
    code = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex)
    names = {"id": f"Bidang {sample.mark}", "en": f"Field {sample.mark}"}
    added = await sample.do("POST /fields", {"code": code, "name": names}, "directorate")
    sample.ids["field"] = code
    names = {"id": f"Nama lain {sample.mark}", "en": f"Other name {sample.mark}"}
    tag = added.headers["etag"]
    renamed = await sample.do("POST /fields/{field}/names", names, "directorate", if_match=tag)
    await sample.do("POST /fields/{field}/closings", None, "directorate", if_match=renamed.headers["etag"])
    founded: Json = {"name": f"Lapas Kelas IIB Contoh {sample.mark}", "facility_kind": "lapas", "town": "Contoh"}
    founded |= {"official_code": f"99.{sample.mark}", "located_in": "Contoh", "letter": "CONTOH-1/2026"}
    founded |= {name: sample.facility[name] for name in ("region", "zone")} | {"valid_from": sample.day(0)}
    await sample.do("POST /units", founded, "directorate")
