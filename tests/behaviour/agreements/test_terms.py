"""Term clauses as documents word them, and the days in force that follow at the last signature."""

from datetime import date, timedelta

from shared.values.terms import months_after
from tests.behaviour.agreements.published import announced
from tests.behaviour.office import AGRICULTURE, Office


def last_day(first: str, months: int) -> str:
    return (months_after(date.fromisoformat(first), months) - timedelta(days=1)).isoformat()


async def test_three_years_from_signing_count_from_the_last_signature_however_late_it_comes(office: Office) -> None:
    id_ = await office.review(await office.draft(term={"kind": "running", "months": 36}))
    await office.plan(id_, office.day(-16))
    party, partner = (await office.show(id_))["parties"]
    await office.perform(id_, "signatures", office.signature(party, signed_on=office.day(-16)), office.head)
    assert (await office.show(id_))["in_force_from"] is None
    await office.perform(id_, "signatures", office.signature(partner, signed_on=office.day(-2)))
    shown = await office.show(id_)
    begins, ends = office.day(-2), last_day(office.day(-2), 36)
    assert (shown["signed_on"], shown["in_force_from"], shown["in_force_until"]) == (begins, begins, ends)
    signed = (await announced(office, id_, "agreement.signed"))["data"]
    assert signed["in_force"] == {"in_force_from": begins, "in_force_until": ends}


async def test_an_open_term_stays_in_force_until_a_party_ends_it(office: Office) -> None:
    term = {"kind": "open", "starts_on": office.day(-300), "notice_months": 3}
    id_ = await office.signed(await office.draft(term=term))
    shown = await office.show(id_)
    assert (shown["state"], shown["in_force_from"], shown["in_force_until"]) == ("active", office.day(-1), None)
    waiting = (await office.agreements.get("/waiting?kind=expiring&limit=200", office.officer)).json()["items"]
    assert id_ not in {case["about"]["id"] for case in waiting}


async def test_nothing_counts_before_the_last_signature(office: Office) -> None:
    """The term begins 400 days ago, and all signed it yesterday only."""
    id_ = await office.signed(await office.draft(scope_items=[AGRICULTURE], term=office.term(-400, 300)))
    shown = await office.show(id_)
    assert (shown["in_force_from"], shown["in_force_until"]) == (office.day(-1), office.day(300))
    activity = (await office.agreements.get(f"/agreements/{id_}/activity", office.officer)).json()
    assert activity["period"]["since"] == office.day(-1)
    planned = await office.sinergi.eventually(lambda: authorised(office, id_))
    assert planned == [office.day(-1)]


async def authorised(office: Office, agreement_id: str) -> list[str]:
    """The first days on which the agreement authorises programs."""
    path = f"/programs?facility={office.facility['id']}&fiscal_year={office.sinergi.today().year}"
    page = (await office.sinergi.programs.get(path, office.officer)).json()["items"]
    assert page
    shown = (await office.sinergi.programs.get(f"/programs/{page[0]['id']}", office.officer)).json()
    return [each["since"] for each in shown["authorisations"] if each["agreement_id"] == agreement_id]


async def test_a_term_that_was_over_before_the_last_signature_is_never_in_force(office: Office) -> None:
    id_ = await office.review(await office.draft(term=office.term(-400, -10)))
    party, partner = (await office.show(id_))["parties"]
    late = await office.perform(id_, "signatures", office.signature(party), office.head)
    assert [caution["code"] for caution in late["cautions"]] == ["signed_after_term"]
    await office.perform(id_, "signatures", office.signature(partner))
    assert (await office.show(id_))["state"] == "expired"


async def test_an_extension_is_drafted_before_its_term_is_known(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    drafted = await office.extend(old_id, term=None)
    assert drafted.status_code == 201, drafted.text
    assert (await office.show(drafted.json()["id"]))["missing_fields"][0] == "term"
