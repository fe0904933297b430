"""One ceremony, import or national agreement is one notice at each desk, which counts up, and not one for each."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.contracts.offers import FacilityOffer
from shared.contracts.parts import FacilityRef, InForce, PartnerRef
from shared.values.capabilities import Capability
from shared.values.desks import desk_key
from tests.behaviour.across.inboxes import inbox
from tests.behaviour.across.settled import all_settled
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.notifications.desks import Desks
from tests.behaviour.saying import say
from tests.unit.notifications import examples as an

BURST_SECONDS = 180
OF_A_REGION = 20


def one(sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of another agreement of the facility with its partner, which is in force."""
    ours, partner = FacilityRef.model_validate(facility), PartnerRef(id=desks.partner_id, name="Yayasan Contoh")
    today, agreement = sinergi.today(), uuid4()
    term = InForce(in_force_from=today - timedelta(days=9), in_force_until=today + timedelta(days=900))
    # Digits, an e and digits: what a parser of texts takes for a number, it does not find in a code.
    number = f"CONTOH-12e5{agreement.hex[:8]}"
    ids = {"agreement_id": agreement, "line_id": agreement, "registration_number": number}
    units = {"parties": an.parties(ours, partner), **an.kept_by(ours), "runs_at": (ours,), "scope_items": ()}
    return {**ids, **units, "signed_on": today, "dated_on": today, "in_force": term}


async def counted(sinergi: Sinergi, account: str, rule: str, count: int) -> None:
    """Wait until the desk of an account has one notice of a rule, of so many matters."""

    async def all_of_them() -> None:
        found = [each for each in await inbox(sinergi, account) if each["rule"] == rule]
        assert [each["matters"] for each in found if each["closed_at"] is None] == [count]

    await sinergi.eventually(all_of_them, BURST_SECONDS)


async def test_forty_signatures_are_one_notice_at_each_desk(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    await say(sinergi, "agreements", *(an.signed(**one(sinergi, desks, facility)) for _ in range(40)))
    for account in (desks.officer, desks.head, desks.contact):
        await counted(sinergi, account, "agreement_signed", 40)


@pytest.mark.timeout(400)
async def test_an_import_of_a_thousand_is_one_notice_at_each_desk(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    await say(sinergi, "agreements", *(an.registered(**one(sinergi, desks, facility)) for _ in range(1_000)))
    for account in (desks.officer, desks.contact):
        await counted(sinergi, account, "agreement_registered", 1_000)


def spread(facility: Mapping[str, Any]) -> list[FacilityRef]:
    """Sixty made-up facilities in three regions: that of a facility, and two made-up ones."""
    mark, zone = uuid4().hex[:6].upper(), facility["zone"]
    regions = (facility["region"], f"BARAT-{mark}", f"TIMUR-{mark}")
    return [
        FacilityRef(id=uuid4(), name=f"Lapas Contoh {mark} {number}", region=region, zone=zone)
        for region in regions
        for number in range(OF_A_REGION)
    ]


def national(sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """The fields of an agreement of the directorate general with a partner, which is carried out at many facilities."""
    partner = PartnerRef(id=desks.partner_id, name="Yayasan Contoh")
    keeper = {"parties": an.parties(an.DIRECTORATE_GENERAL, partner), **an.KEEPERS["national"]}
    return one(sinergi, desks, facility) | keeper | changes


async def told(sinergi: Sinergi, query: str) -> dict[str, list[dict[str, Any]]]:
    """The matters that a query finds, by their desks."""
    found: dict[str, list[dict[str, Any]]] = {}
    cursor = ""
    while True:
        page = await sinergi.notifications.get(f"/matters?limit=200{query}{cursor}", OPERATOR)
        assert page.status_code == 200, page.text
        for each in page.json()["items"]:
            found.setdefault(each["desk"], []).append(each)
        if page.json()["next"] is None:
            return found
        cursor = f"&cursor={page.json()['next']}"


async def numbers_told(sinergi: Sinergi, agreement: UUID) -> dict[str, str]:
    """What the offices of ours are told of the places of an agreement, by their desks."""
    rule = "agreement_signed"
    desks = (await told(sinergi, f"&business_key={agreement}&rule={rule}")).keys()
    body = "SELECT body_indonesian FROM notifications.matter WHERE business_key = $1 AND desk = $2 AND rule = $3"
    return {
        desk: (await sinergi.database.fetchval(body, str(agreement), desk, rule)).rpartition("Dilaksanakan di ")[2]
        for desk in desks
        if desk.startswith(("region", "nation"))
    }


def once(matters: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    """The desks, each of which has one matter in one notice."""
    assert [len(each) for each in matters.values()] == [1] * len(matters)
    assert len({each[0]["notice_id"] for each in matters.values()}) == len(matters)
    return set(matters)


def at_facilities(places: list[FacilityRef]) -> set[str]:
    return {
        desk_key("facility", str(each.id), role)
        for each in places
        for role in (Capability.COOPERATION_OFFICER, Capability.HEAD)
    }


def at_regions(places: list[FacilityRef]) -> set[str]:
    return {desk_key("region", each.region, Capability.REVIEWER) for each in places}


async def test_a_national_agreement_is_one_notice_at_each_desk_and_offices_are_told_their_number(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    places = spread(facility)
    agreement = national(sinergi, desks, facility, runs_at=tuple(places))
    about = f"&business_key={agreement['agreement_id']}"
    await say(sinergi, "agreements", an.signed(**agreement), an.entered_into_force(**agreement))
    await all_settled(sinergi)

    above = {
        desk_key("nation", "", Capability.COOPERATION_OFFICER),
        desk_key("partner", desks.partner_id, Capability.PARTNER_CONTACT),
    }
    assert once(await told(sinergi, f"{about}&rule=agreement_signed")) == (
        at_facilities(places) | at_regions(places) | above
    )
    assert once(await told(sinergi, f"{about}&rule=agreement_in_force")) == above
    assert (await told(sinergi, about)).keys() == at_facilities(places) | at_regions(places) | above
    numbers = await numbers_told(sinergi, agreement["agreement_id"])
    own = dict.fromkeys(at_regions(places), f"{OF_A_REGION} UPT di bawah kantor Saudara.")
    assert numbers == own | {desk_key("nation", "", Capability.COOPERATION_OFFICER): "60 UPT di bawah kantor Saudara."}


async def test_the_offers_of_a_national_agreement_are_one_notice_at_each_facility_and_later_one_at_each_region(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    places = spread(facility)
    item = an.SPORT.model_copy(update={"id": uuid4()})
    agreement = national(sinergi, desks, facility, runs_at=tuple(places), scope_items=(item,))
    await say(sinergi, "agreements", an.signed(**agreement), an.entered_into_force(**agreement))
    await all_settled(sinergi)

    # What was offered to a facility is not announced to it a second time.
    signed = await told(sinergi, f"&business_key={agreement['agreement_id']}&rule=agreement_signed")
    assert not signed.keys() & at_facilities(places)
    assert at_regions(places) <= once(signed)
    about = f"&words={agreement['registration_number']}"
    offered = await told(sinergi, f"{about}&rule=offer_made")
    assert once(offered) == at_facilities(places)

    ids = {desk: matters[0]["business_key"] for desk, matters in offered.items()}
    offers = [
        FacilityOffer(offer_id=UUID(ids[desk_key("facility", str(each.id), Capability.HEAD)]), facility=each)
        for each in places
    ]
    named = {"registration_number": agreement["registration_number"], "parties": agreement["parties"]}
    line = {"agreement_id": agreement["agreement_id"], "line_id": agreement["line_id"]}
    late = an.offer_overdue(
        **line, agreement=an.OFFERED.model_copy(update=named), offers=tuple(offers), due_on=sinergi.today()
    )
    await say(sinergi, "programs", late)
    await all_settled(sinergi)
    overdue = await told(sinergi, f"{about}&rule=offer_overdue")
    assert {desk: len(matters) for desk, matters in overdue.items()} == dict.fromkeys(at_regions(places), OF_A_REGION)
    assert [len({each["notice_id"] for each in matters}) for matters in overdue.values()] == [1, 1, 1]
