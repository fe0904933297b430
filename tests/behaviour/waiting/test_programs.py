"""A program waits to be opened, for a cohort, for sessions, and for an agreement that carries it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.programs.authorisations.jobs import fill_template_gaps
from services.programs.catalogue import store as catalogue_store
from services.programs.catalogue.model.catalogue import Catalogue
from tests.behaviour.programs.place import Place
from tests.behaviour.programs.test_missing_template import FIELD, FIELD_NAME, signed, task_of
from tests.behaviour.saying import at, say
from tests.behaviour.waiting.waiting_list import kinds, the_case
from tests.unit.programs.examples import template


async def waits(place: Place, about: str) -> set[str]:
    """The kinds of cases at the facility's desk; the test fails if another desk has one."""
    programs = place.sinergi.programs
    for other in (place.foreign_officer, place.office.reviewer, place.office.directorate):
        assert await kinds(programs, other, about) == set()
    return await kinds(programs, place.officer, about)


async def test_a_program_waits_for_its_opening_its_cohort_and_its_first_session(place: Place, this_year: date) -> None:
    await place.sign(["environment"], starts_on=this_year)
    id_ = (await place.planned(1))[0]["id"]
    assert await waits(place, id_) == {"to_be_opened"}
    today = place.sinergi.today(place.facility["zone"])
    case = await the_case(place.sinergi.programs, place.officer, id_, "to_be_opened")
    assert case["due_on"] == (today + timedelta(days=30)).isoformat()
    assert (case["link"], case["about"]["facilities"]) == (f"/programs/{id_}/openings", [place.facility["name"]])
    opening = {"opened_on": today.isoformat(), "capacity": 3}
    await place.post(f"/programs/{id_}/openings", opening, if_match='"1"')
    assert await waits(place, id_) == {"without_cohort"}
    cohort = await place.started(f"/programs/{id_}", place.refs[0])
    assert await waits(place, id_) == set()
    assert await waits(place, cohort.removeprefix("/cohorts/")) == {"first_session"}
    await place.post(f"{cohort}/sessions", place.session({"participant_ref": place.refs[0], "mark": "active"}))
    assert await waits(place, cohort.removeprefix("/cohorts/")) == set()


async def test_a_program_of_a_coming_year_does_not_wait_yet(place: Place, this_year: date) -> None:
    await place.sign(["sport"], starts_on=date(this_year.year + 1, 1, 1))
    (program,) = await place.planned(1, year=this_year.year + 1)
    assert await waits(place, program["id"]) == set()


async def test_a_program_without_an_agreement_waits_for_one(place: Place, this_year: date) -> None:
    today = place.sinergi.today(place.facility["zone"])
    old = await place.sign(["health", "culture"], starts_on=this_year, signed_on=today - timedelta(days=1))
    planned = {program["template"]["code"]: program["id"] for program in await place.planned(2)}
    dropped = planned["traditional_arts"]
    assert "without_agreement" not in await waits(place, dropped)
    await place.extend(old, kept=["health"], added=[], starts_on=today)

    async def without_agreement() -> None:
        assert "without_agreement" in await waits(place, dropped)

    await place.sinergi.eventually(without_agreement)
    assert "without_agreement" not in await waits(place, planned["healthy_living"])
    new = await place.sign(["culture"], starts_on=this_year)
    (program,) = await place.planned(1, f"&agreement={new['id']}")
    assert await waits(place, program["id"]) == {"to_be_opened", "similar"}
    assert (await place.join(program["id"], dropped)).status_code == 200
    assert "without_agreement" not in await waits(place, dropped)
    assert await waits(place, program["id"]) == set()


async def test_a_missing_template_waits_for_the_directorate_general(
    place: Place, this_year: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, programs = uuid4(), place.sinergi.programs
    await say(place.sinergi, "agreements", signed(place, item, uuid4(), this_year))
    gap = (await task_of(place, item))["id"]
    case = await the_case(programs, place.office.directorate, gap, "template_missing")
    assert (case["waits_for"]["scope_kind"], case["waits_for"]["unit"]) == ("nation", "")
    assert case["title"]["id"] == f"Sediakan templat untuk bidang {FIELD_NAME}: Kegiatan 0"
    assert await kinds(programs, place.officer, gap) == await kinds(programs, place.office.reviewer, gap) == set()
    grown = Catalogue(templates=(template(code="star_gazing", fields=[FIELD]),))
    monkeypatch.setattr(catalogue_store, "shipped_catalogue", lambda: grown)
    async with at(place.sinergi, "programs") as work:
        await fill_template_gaps(work)
    assert await kinds(programs, place.office.directorate, gap) == set()
