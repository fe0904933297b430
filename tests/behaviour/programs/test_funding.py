"""The funding of a program: recorded by its facility, read by offices, and counted by source."""

from tests.behaviour.programs.place import Place


async def test_the_funding_of_a_program_is_replaced_and_counted(place: Place) -> None:
    year = place.sinergi.today().year
    plan = {"facility_id": place.facility["id"], "template": "laying_hens", "name": "Ayam petelur", "fiscal_year": year}
    path = f"/programs/{(await place.post('/programs', plan)).json()['id']}"
    first = {"funding": [{"source": "partner"}, {"source": "state_budget", "amount": 15_000_000}]}
    counted = f"/programs/coverage?fiscal_year={year}&facility={place.facility['id']}"
    assert (await place.show(counted))["without_funding"] == 1
    recorded = await place.sinergi.programs.put(f"{path}/funding", first, place.officer, if_match='"1"')
    assert (recorded.status_code, recorded.headers["etag"]) == (200, '"2"'), recorded.text
    stored = [{"source": "partner", "amount": None}, {"source": "state_budget", "amount": 15_000_000}]
    assert (await place.show(path))["funding"] == stored
    second = {"funding": [{"source": "state_budget", "amount": 20_000_000}]}
    await place.sinergi.programs.put(f"{path}/funding", second, place.officer, if_match='"2"')
    coverage = await place.show(counted)
    assert coverage["funding"] == [{"source": "state_budget", "programs": 1, "amount": 20_000_000}]
    assert coverage["without_funding"] == 0
    twice = {"funding": [{"source": "partner"}, {"source": "partner"}]}
    refused = await place.sinergi.programs.put(f"{path}/funding", twice, place.officer, if_match='"3"')
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/funding-contradictory")
    foreign = await place.sinergi.programs.put(f"{path}/funding", second, place.foreign_officer, if_match='"3"')
    assert (foreign.status_code, foreign.json()["type"]) == (403, "/problems/out-of-scope")
