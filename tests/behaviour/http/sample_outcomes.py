"""Outputs and performances of the sample data: recorded, corrected and retracted."""

from typing import TYPE_CHECKING, Any

from tests.behaviour.http.described import operations
from tests.behaviour.office import a_pdf

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

Json = dict[str, Any]


async def make_outcomes(sample: "SampleData") -> None:
    """Cakes and an evening of music, each once more by mistake."""
    cakes: Json = {"made": sample.day(0), "product": "cake", "quantity": 240, "unit": "piece"}
    cakes |= {"value": 1_200_000, "disposal": "sold"}
    evening: Json = {"held_on": sample.day(0), "starts_at": "11:45", "occasion": "Pertemuan mitra", "venue": "Aula"}
    evening |= {"performers": [{"participants": "convict", "number": 18}]}
    await _kind(sample, "output", cakes)
    await _kind(sample, "performance", evening)


async def _kind(sample: "SampleData", one: str, body: Json) -> None:
    id_, plural = f"{one}_id", f"{one}s"
    recorded = [(await sample.do(f"POST /programs/{{program_id}}/{plural}", body)).json()["id"] for _ in range(2)]
    sample.ids[id_], twice = recorded
    correction = body | {"reason": "Keterangannya keliru."}
    await sample.do(f"PUT /{plural}/{{{id_}}}", correction, if_match='"1"')
    retraction = {"reason": "Tercatat dua kali."}
    await sample.do(f"POST /{plural}/{{{id_}}}/retractions", retraction, if_match='"1"', **{id_: twice})
    evidence = f"/{plural}/{{{id_}}}/evidence"
    described = next(each for each in operations("programs") if each.name == f"POST {evidence}")
    path = sample.path(f"{evidence}?kind=minutes")
    filed = await sample.sinergi.programs.send_file(path, a_pdf(), sample.account("officer"), name="catatan.pdf")
    assert filed.is_success, filed.text
    sample.keep(described, filed)


async def propose_outcomes(sample: "SampleData", day: str) -> None:
    """Products of a closed month: one that is declined, one that is withdrawn, and one that waits."""
    made = {"made": day, "product": "bag", "quantity": 12, "unit": "piece", "disposal": "kept"}
    body = {"output": made, "reason": "Catatan bengkel terlambat."}
    operation = "POST /programs/{program_id}/outcome-proposals"
    declined, withdrawn, waits = [(await sample.do(operation, body)).json()["id"] for _ in range(3)]
    path, verdict = "POST /outcome-proposals/{outcome_proposal_id}/", {"verdict": "declined"}
    await sample.do(f"{path}decisions", verdict, "head", if_match='"1"', outcome_proposal_id=declined)
    await sample.do(f"{path}withdrawals", if_match='"1"', outcome_proposal_id=withdrawn)
    sample.ids["outcome_proposal_id"] = waits


async def retract_only_activity(sample: "SampleData", program: str) -> None:
    """A product is all that was delivered under an agreement, and is retracted."""
    programs, officer = sample.sinergi.programs, sample.account("officer")
    (carried,) = (await programs.get(program, officer)).json()["authorisations"]
    kit = {"made": sample.day(0), "product": "handicraft", "quantity": 12, "unit": "set", "disposal": "used"}
    body = kit | {"delivered_for": [carried["scope_item_id"]]}
    recorded = await programs.post(f"{program}/outputs", body, officer)
    assert recorded.is_success, recorded.text
    path = f"/outputs/{recorded.json()['id']}/retractions"
    retracted = await programs.post(path, {"reason": "Belum dibuat."}, officer, if_match='"1"')
    assert retracted.is_success, retracted.text
