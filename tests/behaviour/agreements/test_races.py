"""Two requests at the same time: one is accepted, the other is refused with the reason."""

import asyncio

from tests.behaviour.office import Office


async def test_two_documents_cannot_get_the_same_number(office: Office) -> None:
    agreements = [await office.review(await office.draft()) for _ in range(2)]
    parties = [(await office.show(agreement_id))["parties"][0] for agreement_id in agreements]
    answers = await asyncio.gather(
        *(
            office.attempt(agreement_id, "document-numbers", {"party_id": party["id"], "number": f"W-{office.suffix}"})
            for agreement_id, party in zip(agreements, parties, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [refused] = [answer.json() for answer in answers if answer.status_code == 409]
    assert refused["type"] == "/problems/number-taken"


async def test_two_extensions_at_the_same_time_become_one(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    answers = await asyncio.gather(*(office.extend(old_id) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_four_partners_of_one_name_at_the_same_time_become_one(office: Office) -> None:
    body = {"name": f"CV Contoh {office.suffix}", "category": "private_company"}
    answers = await asyncio.gather(*(office.agreements.post("/partners", body, office.officer) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_two_verdicts_on_one_version_are_not_both_accepted(office: Office) -> None:
    agreement_id = await office.submit(await office.draft())
    answers = await asyncio.gather(
        office.attempt(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, office.reviewer),
        office.attempt(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, office.contact),
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 412], [200, 200])
    assert (await office.show(agreement_id))["version"] == 2 + sum(answer.is_success for answer in answers)
