"""Scope without a template in the catalogue: a task of the directorate general, until a newer catalogue has one.

Every field of the register has a template today, so the tests emit the event themselves, as agreements would.
"""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.programs.authorisations import commands
from services.programs.authorisations.jobs import fill_template_gaps
from services.programs.catalogue.model import Catalogue
from shared.contracts.agreements import AgreementSigned, AgreementSuperseded
from shared.contracts.parts import FacilityRef, Handover, PartnerRef, ScopeItem
from shared.values.terms import Term
from tests.behaviour.programs.place import Json, Place
from tests.behaviour.saying import at, say
from tests.unit.programs.examples import template

FIELD = "night_sky"


def signed(place: Place, item: UUID, agreement: UUID, begins: date) -> AgreementSigned:
    item_without_template = ScopeItem(id=item, field=FIELD, description="Pengamatan bintang", pillar="independence")
    return AgreementSigned(
        agreement_id=agreement,
        line_id=agreement,
        version=5,
        level="facility",
        instrument="cooperation_agreement",
        title="Kerja Sama Contoh",
        facilities=(FacilityRef.model_validate(place.facility),),
        partners=(),
        predecessor_id=None,
        term=Term(effective_from=begins, effective_until=begins + timedelta(days=700)),
        signed_on=begins,
        scope_items=(item_without_template,),
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
    assert (task["kind"], task["field"], task["agreement_id"]) == ("template_missing", FIELD, str(agreement))
    assert await place.programs() == []
    grown = Catalogue(templates=(template(code="star_gazing", fields=[FIELD]),))
    monkeypatch.setattr(commands, "shipped_catalogue", lambda: grown)
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
    superseded = AgreementSuperseded(
        **first.model_dump(include=set(AgreementSuperseded.model_fields)),
        successor_id=successor,
        superseded_on=this_year + timedelta(days=30),
        gap_days=0,
        handed_over=(Handover(old_item_id=item, new_item_id=continued, agency=agency),),
    )
    await say(place.sinergi, "agreements", superseded)
    task = await task_of(place, continued)
    assert (task["agreement_id"], task["agency"]["name"]) == (str(successor), agency.name)
