"""Obligations of the sample data that a session fulfils, and that an addendum changes."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

Json = dict[str, Any]


async def fulfil_obligation(sample: "SampleData") -> None:
    """An obligation in the item that carries the program, and an open session that fulfils it."""
    path = f"/programs/{sample.ids['program_id']}"
    program = (await sample.sinergi.programs.get(path, sample.account("officer"))).json()
    (carrier, *_) = program["authorisations"]
    promise = _promise(sample) | {"scope_item_id": carrier["scope_item_id"]}
    obligation = await _agree(sample, carrier["agreement_id"], promise)

    async def known() -> None:
        found = (await sample.sinergi.programs.get(f"{path}/obligations", sample.account("officer"))).json()
        assert obligation in [each["id"] for each in found]

    await sample.sinergi.eventually(known)
    await sample.do("GET /programs/{program_id}/obligations")
    audience = [{"participants": "convict", "number": 40}]
    talk = {"held_on": sample.day(0), "kind": "talk", "topic": "Penyuluhan narkoba", "audience": audience}
    held = await sample.sinergi.programs.post(
        f"{path}/sessions", talk | {"delivered_for": [obligation]}, sample.account("officer")
    )
    assert held.status_code == 201, held.text


async def change_obligation(sample: "SampleData", agreement_id: str) -> None:
    """An addendum to a signed agreement, in effect, by which less is owed."""
    obligation = await _agree(sample, agreement_id, _promise(sample))
    changed = [{"obligation_id": obligation, "quantity": 12}]
    addendum = {"effective_on": sample.day(0), "reason": "Ruang terbatas.", "changed_obligations": changed}
    path = f"/agreements/{agreement_id}/addendum-drafts"
    drafted = await sample.sinergi.agreements.post(path, addendum, sample.account("officer"))
    assert drafted.status_code == 201, drafted.text
    addendum_id = drafted.json()["id"]
    await sample.office.pass_addendum(addendum_id)
    for unit, role in ((sample.facility["id"], "head"), (sample.office.partner_id, "officer")):
        signature = {"unit_id": unit, "position": "Kepala", "method": "wet_ink", "signed_on": sample.day(0)}
        await sample.office.with_addendum(addendum_id, "signatures", signature, sample.account(role))


def _promise(sample: "SampleData") -> Json:
    given = {"unit_id": sample.office.partner_id, "description": "Penyuluhan", "clause": "Pasal 6"}
    return given | {"measure": "sessions", "quantity": 20, "schedule": "monthly"}


async def _agree(sample: "SampleData", agreement_id: str, promise: Json) -> str:
    path = f"/agreements/{agreement_id}/obligations"
    made = await sample.sinergi.agreements.post(path, promise, sample.account("officer"))
    assert made.status_code == 201, made.text
    return str(made.json()["id"])
