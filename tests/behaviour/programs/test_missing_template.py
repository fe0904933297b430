"""Scope without a template in the catalogue: a task of the directorate general, until a newer catalogue has one.

The tests emit the event themselves, as agreements would, with a field that no catalogue will ever serve.
"""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.programs.authorisations.jobs import fill_template_gaps
from services.programs.catalogue import store as catalogue_store
from services.programs.catalogue.model.catalogue import Catalogue
from shared.contracts.agreements import AgreementSigned
from shared.contracts.parts import FacilityRef, Handover, PartnerRef
from tests.behaviour.programs.place import Json, Place
from tests.behaviour.saying import at, say
from tests.unit.programs import events as an
from tests.unit.programs.examples import template

FIELD = "night_sky"
FIELD_NAME = "Pengamatan bintang"


def signed(place: Place, item: UUID, agreement: UUID, begins: date) -> AgreementSigned:
    facility = FacilityRef.model_validate(place.facility)
    without_template = an.item(0, FIELD, id=item, field_name=FIELD_NAME, pillar="independence", agencies=())
    return an.signed(
        agreement_id=agreement,
        line_id=agreement,
        keeper=an.unit_of(facility),
        zone=facility.zone,
        parties=(an.party(an.unit_of(facility), "principal"), an.party(an.PARTNER, "principal")),
        signed_on=begins,
        in_force=an.in_force(begins, begins + timedelta(days=3000)),
        runs_at=(facility,),
        scope_items=(without_template,),
    )


async def task_of(place: Place, item: UUID) -> Json:
    async def is_there() -> Json:
        tasks = (await place.show("/tasks?limit=200", place.office.directorate))["items"]
        found = [task for task in tasks if task["scope_item_id"] == str(item)]
        assert len(found) == 1, tasks
        task: Json = found[0]
        return task

    return await place.sinergi.eventually(is_there)


@pytest.mark.parametrize("years_ago", [0, 2])
async def test_scope_without_a_template_is_a_task_until_there_is_one(
    place: Place, this_year: date, monkeypatch: pytest.MonkeyPatch, years_ago: int
) -> None:
    """The program is planned for this year, however old the agreement is."""
    item, agreement = uuid4(), uuid4()
    begins = this_year.replace(year=this_year.year - years_ago)
    await say(place.sinergi, "agreements", signed(place, item, agreement, begins))
    task = await task_of(place, item)
    assert (task["kind"], task["agreement_id"]) == ("template_missing", str(agreement))
    assert (task["field"], task["field_name"]) == (FIELD, FIELD_NAME)
    assert await place.programs() == []
    grown = Catalogue(templates=(template(code="star_gazing", fields=[FIELD]),))
    monkeypatch.setattr(catalogue_store, "shipped_catalogue", lambda: grown)
    async with at(place.sinergi, "programs") as work:
        await fill_template_gaps(work)
    (program,) = await place.programs(f"&agreement={agreement}")
    assert (program["template"]["code"], program["fiscal_year"]) == ("star_gazing", this_year.year)
    left = (await place.show("/tasks?limit=200", place.office.directorate))["items"]
    assert str(item) not in {task["scope_item_id"] for task in left}


async def test_a_task_follows_its_scope_item_to_the_successor(place: Place, this_year: date) -> None:
    item, continued, agreement, successor = uuid4(), uuid4(), uuid4(), uuid4()
    agency = PartnerRef(id=uuid4(), name="Dinas Contoh")
    first = signed(place, item, agreement, this_year)
    await say(place.sinergi, "agreements", first)
    await task_of(place, item)
    superseded = an.superseded(
        Handover(old_item_id=item, new_item_id=continued, agencies=(agency,)),
        agreement_id=agreement,
        line_id=agreement,
        successor_id=successor,
        successor_line_id=agreement,
        successor_in_force=an.in_force(this_year + timedelta(days=30)),
    )
    await say(place.sinergi, "agreements", superseded)
    task = await task_of(place, continued)
    assert task["agreement_id"] == str(successor)
    assert [each["name"] for each in task["agencies"]] == [agency.name]
