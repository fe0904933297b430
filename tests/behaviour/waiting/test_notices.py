"""A notice that asks for something waits at its desk until somebody there has read it, or it is of no use any more."""

from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import Sinergi
from tests.behaviour.waiting.seen import Case, cases


async def told(sinergi: Sinergi, account: str, rule: str) -> Case:
    """The notice that a rule has brought."""

    async def there() -> Case:
        inbox = (await sinergi.notifications.get("/inbox?limit=200", account)).json()["items"]
        found = [notice for notice in inbox if notice["rule"] == rule]
        assert found, f"no {rule}"
        return dict(found[0])

    return await sinergi.eventually(there)


async def waiting(sinergi: Sinergi, account: str) -> dict[str, Case]:
    return {case["about"]["id"]: case for case in await cases(sinergi.notifications, account)}


async def test_a_notice_that_asks_for_something_waits_until_it_is_read(sinergi: Sinergi, desk: Desk) -> None:
    await desk.in_review(await desk.drafted())
    notice = await told(sinergi, desk.contact, "review_by_partner")
    case = (await waiting(sinergi, desk.contact))[notice["id"]]
    assert (case["kind"], case["title"]["id"], case["due_on"]) == (
        "notice_action",
        notice["subject"]["id"],
        notice["useful_until"],
    )
    assert case["waits_for"]["capabilities"] == ["partner_contact"]
    read = await sinergi.notifications.post(case["link"], {}, desk.contact)
    assert read.status_code == 200, read.text
    assert notice["id"] not in await waiting(sinergi, desk.contact)


async def test_a_notice_waits_for_its_own_desk_alone(sinergi: Sinergi, desk: Desk) -> None:
    head = f"head-{desk.mark}"
    await sinergi.appoint(head, "head", "facility", desk.facility["id"])
    id_ = await desk.in_review(await desk.drafted())
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    await desk.did(id_, "reviews", {"side": "region", "verdict": "revise", "comments": [comment]}, desk.reviewer)
    notice = await told(sinergi, desk.officer, "revision_requested")
    case = (await waiting(sinergi, desk.officer))[notice["id"]]
    assert case["waits_for"]["capabilities"] == ["officer"]
    assert notice["id"] not in await waiting(sinergi, head)


async def test_what_is_told_for_information_or_too_late_does_not_wait(sinergi: Sinergi, desk: Desk) -> None:
    id_ = await desk.validated(await desk.drafted())
    facility = (await desk.show(id_))["parties"][0]
    await desk.did(id_, "signatures", desk.signature(facility, signed_on=desk.day(-40)))
    late = await told(sinergi, desk.officer, "signatures_outstanding")
    drafted = await told(sinergi, desk.contact, "agreement_drafted")
    assert late["expired"]
    assert late["id"] not in await waiting(sinergi, desk.officer)
    assert drafted["id"] not in await waiting(sinergi, desk.contact)
