"""Operations after which every event type has occurred, for the examples in `docs/contracts`.

The sample data has one answer of each operation. This module adds the events that the calendar brings, and those that
need more than one agreement.
"""

import json
import re
from collections.abc import Set
from datetime import timedelta
from typing import Any

from deploy.contracts.capture import capture
from deploy.contracts.examples import Example, stable_example
from deploy.installation.environment import settings_of
from services.programs.months.model.month import Month
from shared.contracts.vocabulary import registered_events
from shared.operations.settings import Settings
from tests.behaviour.business_day import on_working_day
from tests.behaviour.http.sample_data import SampleData
from tests.behaviour.http.sample_outcomes import retract_only_activity
from tests.behaviour.http.sample_webhooks import leave_webhook_gone
from tests.behaviour.office import DECIDED, register_partner

Json = dict[str, Any]
FIELDS = {"sport": "Pembinaan olahraga", "culture": "Pembinaan seni budaya"}
HEALTH = "healthy_living"
QUIET = {"agreement.expiring.v1", "agreement.dormant.v1", "activity.totalled.v1"}
"""Events that come three months later than the others."""
SILENT = {"month.silent.v1", "month.entered.v1"}
RESUMED = {"agreement.activity_resumed.v1"}
_MADE_UP_NUMBER = re.compile(r"CONTOH-[0-9a-f-]{36}")


async def examples_of_every_event(sample: SampleData) -> dict[str, Example]:
    """One example of each event type after `succeed`, without the values that differ from run to run."""
    await _review_and_lapse(sample)
    await _end(sample)
    await _leave_overdue(sample)
    quiet = await _leave_to_the_calendar(sample)
    await _leave_offers_unanswered(sample)
    await leave_webhook_gone(sample)
    await _captured(sample, registered_events().keys() - QUIET - SILENT - RESUMED)
    await _begin_late(sample, quiet)
    found = await _captured(sample, registered_events().keys())
    return {type_: _without_names(sample, example) for type_, example in found.items()}


async def _captured(sample: SampleData, types: Set[str]) -> dict[str, Example]:
    """The examples of these types, once each of them has an event."""
    settings = settings_of(sample.sinergi.stack.environment())

    async def captured() -> dict[str, Example]:
        found = await capture(settings, types)
        assert types == found.keys(), sorted(types - found.keys())
        return found

    return await sample.sinergi.eventually(captured)


def _without_names(sample: SampleData, example: Example) -> Example:
    text = sample.without_real_names(json.dumps(example))
    text = re.sub(f"[ /-]{sample.mark}", "", _MADE_UP_NUMBER.sub("CONTOH-12/2026", text))
    # Again, because ids are numbered in the order in which they appear.
    return stable_example(json.loads(text))


async def succeed(sample: SampleData) -> None:
    """An extension that begins today keeps one item, drops one and adds three; one has no template.

    A session is held for it, so the month must not be closed yet.
    """
    office = sample.office
    name = f"Dinas Pemuda dan Olahraga {sample.mark}"
    agency = await register_partner(
        sample.sinergi, {"name": name, "category": "local_government", "parent_id": office.partner_id}
    )
    items = [_item(field, agency) for field in FIELDS]
    old = await office.signed(
        await office.draft(**sample.draft("Nota Kesepakatan") | {"scope_items": items}), signed_on=sample.day(-30)
    )
    await sample.sinergi.eventually(lambda: _planned(sample, old))
    # Another item of a kept practice, one that is new, and one without a template.
    waits = await _field_without_practice(sample)
    added = [_item(field, agency) | DECIDED for field in ("sport", "health", waits)]
    kept = [item["id"] for item in (await office.show(old))["scope_items"] if item["field"] == "sport"]
    extension = await office.extend(old, term=office.term(0, 800), kept=kept, added=added)
    assert extension.status_code == 201, extension.text
    await _count(sample, await office.signed(extension.json()["id"]))
    again = sample.draft("Perjanjian Kedua") | {"scope_items": items}
    await office.signed(await office.draft(**again))


async def _field_without_practice(sample: SampleData) -> str:
    """A field that the directorate general has added, and for which no practice is published yet."""
    added = {"code": "forest_bees", "parent": "livestock", "name": {"id": "Lebah hutan", "en": "Forest bees"}}
    answer = await sample.sinergi.agreements.post("/fields", added, sample.account("directorate"))
    assert answer.status_code in (201, 409), answer.text
    return "forest_bees"


def _item(field: str, agency: str) -> Json:
    description = FIELDS.get(field, "Kegiatan bersama")
    return {"field": field, "description": description, "pillar": "personality", "agencies": [agency]}


async def _planned(sample: SampleData, agreement_id: str) -> None:
    assert len(await _programs(sample, agreement_id)) == len(FIELDS)


async def _programs(sample: SampleData, agreement_id: str) -> list[Json]:
    """The programs of this year under an agreement."""
    path = f"/programs?agreement={agreement_id}&fiscal_year={sample.sinergi.today().year}"
    items: list[Json] = (await sample.sinergi.programs.get(path, sample.account("officer"))).json()["items"]
    return items


async def _count(sample: SampleData, agreement_id: str) -> None:
    """A session of a health program, whose exact counts are internal, and a product that was not made after all."""

    async def planned() -> str:
        found = [each["id"] for each in await _programs(sample, agreement_id) if each["template"]["code"] == HEALTH]
        assert found
        return str(found[0])

    path = f"/programs/{await sample.sinergi.eventually(planned)}"
    await _hold_session(sample, path)
    await retract_only_activity(sample, path)
    await _end_program(sample, path, {"outcome": "completed", "ended_on": sample.day(0)})


async def _hold_session(sample: SampleData, path: str, **facts: Any) -> None:
    """Open a program, and hold a session of its first cohort."""
    programs, officer = sample.sinergi.programs, sample.account("officer")
    today = sample.day(0)
    tag = (await programs.get(path, officer)).headers["etag"]
    opened = await programs.post(f"{path}/openings", {"opened_on": today, "capacity": 30}, officer, if_match=tag)
    assert opened.is_success, opened.text
    ref = f"P-{sample.mark.upper()}9"
    participants = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"}]
    cohort = {"name": "Angkatan I", "started_on": today, "participants": participants}
    started = await programs.post(f"{path}/cohorts", cohort, officer)
    assert started.is_success, started.text
    session = {"held_on": today, "topic": "Penyuluhan", "attendance": [{"participant_ref": ref, "mark": "active"}]}
    held = await programs.post(f"/cohorts/{started.json()['id']}/sessions", session | facts, officer)
    assert held.is_success, held.text


async def _end_program(sample: SampleData, path: str, ending: Json) -> None:
    programs, officer = sample.sinergi.programs, sample.account("officer")
    tag = (await programs.get(path, officer)).headers["etag"]
    ended = await programs.post(f"{path}/endings", ending, officer, if_match=tag)
    assert ended.is_success, ended.text


async def _review_and_lapse(sample: SampleData) -> None:
    """A draft that is sent back once, passes, and is not signed in time."""
    office = sample.office
    id_ = await office.submit(await office.draft(**sample.draft("Naskah Gugur")))
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    sent_back = {"side": "region", "verdict": "revise", "comments": [comment]}
    await office.perform(id_, "reviews", sent_back, sample.account("reviewer"))
    await office.review(id_)
    await office.plan(id_, sample.day(-2), sign_before=sample.day(-1))


async def _leave_overdue(sample: SampleData) -> None:
    """A draft that one partner has passed and that is changed for another, and an action item that no one completes.

    After two weeks a reviewer has not answered, and the item is overdue.
    """
    office = sample.office
    second = await register_partner(
        sample.sinergi, {"name": f"Sanggar Contoh {sample.mark}", "category": "foundation_ngo"}
    )
    parties = [{"unit_id": each} for each in (sample.facility["id"], office.partner_id, second)]
    items = [_item("sport", office.partner_id), _item("culture", second)]
    id_ = await office.submit(await office.draft(**sample.draft("Naskah") | {"parties": parties, "scope_items": items}))
    passed = {"side": "partner", "unit": office.partner_id, "verdict": "pass"}
    await office.perform(id_, "reviews", passed, sample.account("contact"))
    comment = {"clause": "Pasal 4", "text": "Sebutkan sasarannya."}
    sent_back = {"side": "region", "verdict": "revise", "comments": [comment]}
    await office.perform(id_, "reviews", sent_back, sample.account("reviewer"))
    content = await office.content(id_)
    content["scope_items"][1]["target"] = "Dua pentas setahun"
    assert (await office.change(id_, scope_items=content["scope_items"])).is_success
    await office.submit(id_)
    item = {"task": "Menyusun laporan", "owner": {"unit_id": sample.facility["id"]}, "due_on": sample.day(3)}
    meeting = {"kinds": ["monitoring"], "recorded_by": sample.facility["id"], "action_items": [item]}
    assert (await sample.sinergi.agreements.post("/meetings", meeting, sample.account("officer"))).is_success


async def _leave_offers_unanswered(sample: SampleData) -> None:
    """An offer is closed because its agreement is terminated; another one is overdue after two weeks."""
    ending = {"ground": "by_consent", "terminated_on": sample.day(0), "reason": "Mitra pindah."}
    await sample.offer_of(await sample.national("Perjanjian Nasional Kedua"))
    await sample.office.perform(sample.ids["national_id"], "terminations", ending, sample.office.submitter("national"))
    sample.sinergi.clock.move_to(on_working_day(sample.sinergi.clock.now() + timedelta(days=15)))


async def _leave_to_the_calendar(sample: SampleData) -> str:
    """A plan to sign that is not kept, and an agreement that ends before long, whose id is returned."""
    office = sample.office
    late = await office.review(await office.draft(**sample.draft("Naskah Belum Ditandatangani")))
    await office.plan(late, sample.day(1))
    short = sample.draft("Perjanjian Empat Bulan") | {"term": office.term(0, 120)}
    return await office.signed(await office.draft(**short))


async def _begin_late(sample: SampleData, agreement_id: str) -> None:
    """Nothing is delivered under an agreement for too long, and then a session is held."""
    clock = sample.sinergi.clock
    quiet = timedelta(days=Settings().dormant_after_days)
    clock.move_to(on_working_day(clock.now() + quiet + timedelta(days=1)))
    await _captured(sample, registered_events().keys() - SILENT - RESUMED)
    await _enter_late(sample)
    # The program of the year in which the clock is now.
    await sample.sinergi.eventually(lambda: _carried(sample, agreement_id))
    (program, *_) = await _programs(sample, agreement_id)
    items = [item["id"] for item in (await sample.office.show(agreement_id))["scope_items"]]
    await _hold_session(sample, f"/programs/{program['id']}", delivered_for=items)


async def _enter_late(sample: SampleData) -> None:
    """Nothing is entered for a month in which a program was open, until the facility is asked."""
    sinergi, zone = sample.sinergi, sample.facility["zone"]
    if sinergi.today(zone).month == 1:
        sinergi.clock.move_to(sinergi.clock.now() + timedelta(days=31))
    today = sinergi.today(zone)
    month = Month.of(today).previous
    sinergi.clock.move_to(on_working_day(sinergi.clock.now() + max(month.due - today, timedelta()) + timedelta(days=1)))
    programs, officer = sinergi.programs, sample.account("officer")
    body = {"facility_id": sample.facility["id"], "template": HEALTH, "name": "Senam", "fiscal_year": month.year}
    planned = await programs.post("/programs", body, officer)
    assert planned.is_success, planned.text
    path = f"/programs/{planned.json()['id']}"
    opening = {"opened_on": month.first.isoformat(), "capacity": 30}
    assert (await programs.post(f"{path}/openings", opening, officer, if_match='"1"')).is_success
    await _captured(sample, {"month.silent.v1"})
    talk: Json = {"held_on": month.last.isoformat(), "kind": "talk", "topic": "Penyuluhan"}
    talk |= {"audience": [{"participants": "convict", "number": 40}]}
    held = await programs.post(f"{path}/sessions", talk, officer)
    assert held.is_success, held.text


async def _end(sample: SampleData) -> None:
    """An agreement that expired, and one that was in force until yesterday."""
    office = sample.office
    expired = sample.draft("Perjanjian Berakhir") | {"term": office.term(-400, -10)}
    await office.signed(await office.draft(**expired), signed_on=sample.day(-400))
    terminated = sample.draft("Perjanjian Diakhiri Kemarin") | {"term": office.term(-400, 400)}
    id_ = await office.signed(await office.draft(**terminated), signed_on=sample.day(-400))
    await sample.sinergi.eventually(lambda: _carried(sample, id_))
    ending = {"ground": "by_consent", "terminated_on": sample.day(-1), "reason": "Mitra pindah."}
    await office.perform(id_, "terminations", ending, sample.account("head"))

    async def wind_down() -> None:
        (program, *_) = await _programs(sample, id_)
        await _end_program(sample, f"/programs/{program['id']}", {"outcome": "wound_down", "ended_on": sample.day(-1)})

    await sample.sinergi.eventually(wind_down)


async def _carried(sample: SampleData, agreement_id: str) -> None:
    assert await _programs(sample, agreement_id)
