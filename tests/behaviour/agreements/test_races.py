"""Two requests at the same time: one is accepted, the other is refused with the reason."""

import asyncio

from tests.behaviour.agreements.desk import Desk


async def test_two_documents_cannot_get_the_same_number(desk: Desk) -> None:
    agreements = [await desk.validated(await desk.drafted()) for _ in range(2)]
    parties = [(await desk.show(agreement_id))["parties"][0] for agreement_id in agreements]
    answers = await asyncio.gather(
        *(
            desk.do(agreement_id, "signatures", desk.signature(party, document_number=f"W-{desk.mark}"))
            for agreement_id, party in zip(agreements, parties, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [refused] = [answer.json() for answer in answers if answer.status_code == 409]
    assert refused["type"] == "/problems/number-taken"


async def test_two_extensions_at_the_same_time_become_one(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted())
    answers = await asyncio.gather(*(desk.extend(old_id) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_four_partners_of_one_name_at_the_same_time_become_one(desk: Desk) -> None:
    body = {"name": f"CV Contoh {desk.mark}", "category": "private_company"}
    answers = await asyncio.gather(*(desk.sinergi.agreements.post("/partners", body, desk.officer) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_two_verdicts_on_one_version_are_not_both_accepted(desk: Desk) -> None:
    agreement_id = await desk.in_review(await desk.drafted())
    answers = await asyncio.gather(
        desk.do(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, desk.reviewer),
        desk.do(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, desk.contact),
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 412], [200, 200])
    assert (await desk.show(agreement_id))["version"] == 2 + sum(answer.is_success for answer in answers)
