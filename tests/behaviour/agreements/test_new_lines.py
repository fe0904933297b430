"""Agreements are merged into one, and one is split into several; programs continue under the new lines."""

from datetime import timedelta
from typing import Any

from shared.operations.clock import MovableClock
from tests.behaviour.across.settled import all_settled
from tests.behaviour.agreements.published import announced, name, published
from tests.behaviour.office import Body, Office, problem


async def state(office: Office, agreement_id: str) -> str:
    return str((await office.show(agreement_id))["state"])


async def superseded(office: Office, *ids: str) -> None:
    async def all_of_them() -> None:
        assert {await state(office, each) for each in ids} == {"superseded"}

    await office.sinergi.eventually(all_of_them)


async def continuing(office: Office, *ids: str, **changes: Any) -> Body:
    """The content of an agreement that continues every item of these, with the parties of the first."""
    items = [item for id_ in ids for item in (await office.show(id_))["scope_items"]]
    kept = [
        {each: item[each] for each in ("field", "description", "pillar")} | {"continues": [item["id"]]}
        for item in items
    ]
    content = await office.content(ids[0], title=f"Gabungan {office.suffix}", scope_items=kept)
    return content | {"level": "facility", "term": office.term(0, 600)} | changes


async def test_two_memoranda_become_one_agreement_that_carries_their_programs(office: Office) -> None:
    """The health office and the farming office each had one; the regency signs one PKS for both."""
    health = await office.signed(await office.draft(scope_items=[HEALTH_ITEM]))
    farming = await office.signed(await office.draft(scope_items=[FARMING_ITEM]))
    await all_settled(office.sinergi)
    body = await continuing(office, health, farming, instrument="cooperation_agreement", merges=[health, farming])
    path = "/agreements/mergers"
    for wrong, status, slug in (
        ({"merges": [health]}, 422, "merger-of-one"),
        ({"scope_items": body["scope_items"][:1]}, 422, "nothing-continued"),
        ({"merges": [health, health[:-4] + "ffff"]}, 422, "agreement-unknown"),
    ):
        problem(await office.agreements.post(path, body | wrong, office.officer), status, slug)
    drafted = await office.agreements.post(path, body, office.officer)
    assert drafted.status_code == 201, drafted.text
    merged = drafted.json()["id"]
    problem(await office.extend(health), 409, "successor-exists")
    problem(await office.agreements.post(path, body, office.officer), 409, "successor-exists")
    shown = await office.show(merged)
    assert (shown["line_id"], shown["predecessor_id"]) == (merged, None)
    assert {each["continues"]: each["between"]["overlap_days"] for each in shown["differences"]} == {
        health: 21,
        farming: 21,
    }
    assert {each["instrument"]["after"] for each in shown["differences"]} == {"cooperation_agreement"}
    # The draft may be changed, but keeps continuing both.
    left_out = await office.change(merged, scope_items=body["scope_items"][:1])
    problem(left_out, 422, "nothing-continued")
    await office.signed(merged)
    await superseded(office, health, farming)
    assert (await office.show(health))["ended_on"] is not None
    for line in (health, farming):
        event = (await announced(office, line, "agreement.superseded"))["data"]
        assert (event["successor_id"], event["successor_line_id"], len(event["handed_over"])) == (merged, merged, 1)
        assert "agreement.expired" not in [name(each) for each in await published(office, line, "agreement.superseded")]
    await all_settled(office.sinergi)
    programs = await office.sinergi.programs.get(f"/programs?agreement={merged}", office.officer)
    assert {each["name"] for each in programs.json()["items"]} == {"Pemeriksaan gigi", "Budi daya lele"}


async def test_an_agreement_is_superseded_when_both_of_its_parts_have_begun(
    office: Office, clock: MovableClock
) -> None:
    whole = await office.signed(await office.draft(scope_items=[HEALTH_ITEM, FARMING_ITEM]))
    both = await continuing(office, whole)
    (health, farming), path = both["scope_items"], f"/agreements/{whole}/parts"
    first = await office.agreements.post(path, both | {"scope_items": [health]}, office.officer)
    assert first.status_code == 201, first.text
    problem(await office.agreements.post(path, both, office.officer), 409, "continued-by-another-part")
    problem(await office.extend(whole), 409, "successor-exists")
    later = both | {"scope_items": [farming], "term": office.term(1, 600)}
    second = await office.agreements.post(path, later, office.officer)
    parts = [first.json()["id"], second.json()["id"]]
    assert (await office.show(whole))["successor_ids"] == parts
    for part in parts:
        await office.signed(part)
    await all_settled(office.sinergi)
    # The second part begins tomorrow.
    assert await state(office, whole) == "active"
    clock.move_to(clock.now() + timedelta(days=1))
    await superseded(office, whole)

    async def one_event_for_each_part() -> None:
        events = await published(office, whole, "agreement.superseded")
        handed = {
            each["data"]["successor_id"]: each["data"]["handed_over"]
            for each in events
            if name(each) == "agreement.superseded"
        }
        assert {id_: len(items) for id_, items in handed.items()} == dict.fromkeys(parts, 1)

    await office.sinergi.eventually(one_event_for_each_part)


HEALTH_ITEM = {"field": "health", "description": "Pemeriksaan gigi", "pillar": "personality"}
FARMING_ITEM = {"field": "agriculture", "description": "Budi daya lele", "pillar": "independence"}
