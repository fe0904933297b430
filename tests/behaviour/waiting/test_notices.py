"""A notice that asks for something waits at its desk until it is read there, closed or no longer useful."""

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.behaviour.waiting.waiting_list import Case, cases


async def notice_of(sinergi: Sinergi, account: str, rule: str) -> Case:
    """The first notice of a rule in the account's inbox."""

    async def arrived() -> Case:
        inbox = (await sinergi.notifications.get("/inbox?limit=200", account)).json()["items"]
        found = [notice for notice in inbox if notice["rule"] == rule]
        assert found, f"no {rule}"
        return dict(found[0])

    return await sinergi.eventually(arrived)


async def waiting(sinergi: Sinergi, account: str) -> dict[str, Case]:
    return {case["about"]["id"]: case for case in await cases(sinergi.notifications, account)}


async def test_a_notice_that_asks_for_something_waits_until_it_is_read(sinergi: Sinergi, office: Office) -> None:
    await office.submit(await office.draft())
    notice = await notice_of(sinergi, office.contact, "review_by_partner")
    case = (await waiting(sinergi, office.contact))[notice["id"]]
    assert (case["kind"], case["title"]["id"], case["due_on"]) == (
        "notice_action",
        notice["subject"]["id"],
        notice["useful_until"],
    )
    assert case["waits_for"]["capabilities"] == ["partner_contact"]
    read = await sinergi.notifications.post(case["link"], {}, office.contact)
    assert read.status_code == 200, read.text
    assert notice["id"] not in await waiting(sinergi, office.contact)


async def test_a_notice_waits_at_its_own_desk_only(sinergi: Sinergi, office: Office) -> None:
    id_ = await office.submit(await office.draft())
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    await office.perform(
        id_, "reviews", {"side": "region", "verdict": "revise", "comments": [comment]}, office.reviewer
    )
    notice = await notice_of(sinergi, office.officer, "revision_requested")
    case = (await waiting(sinergi, office.officer))[notice["id"]]
    assert case["waits_for"]["capabilities"] == ["cooperation_officer"]
    assert notice["id"] not in await waiting(sinergi, office.head)


async def test_notices_for_information_do_not_wait(sinergi: Sinergi, office: Office) -> None:
    await office.draft()
    drafted = await notice_of(sinergi, office.reviewer, "agreement_drafted")
    assert drafted["id"] not in await waiting(sinergi, office.reviewer)


async def test_a_signature_of_long_ago_brings_no_notice(sinergi: Sinergi, office: Office) -> None:
    id_ = await office.review(await office.draft())
    validated = await notice_of(sinergi, office.officer, "agreement_validated")
    facility = (await office.show(id_))["parties"][0]
    await office.perform(id_, "signatures", office.signature(facility, signed_on=office.day(-40)), office.head)
    await closed(sinergi, office.officer, validated["id"])
    inbox = (await sinergi.notifications.get("/inbox?limit=200", office.officer)).json()["items"]
    assert "signatures_outstanding" not in {notice["rule"] for notice in inbox}


async def test_a_notice_no_longer_waits_when_its_cause_is_gone(sinergi: Sinergi, office: Office) -> None:
    id_ = await office.submit(await office.draft())
    notice = await notice_of(sinergi, office.contact, "review_by_partner")
    assert notice["id"] in await waiting(sinergi, office.contact)
    await office.perform(id_, "withdrawals", {"reason": "Mitra menunda rencana."})
    shown = await closed(sinergi, office.contact, notice["id"])
    assert (shown["read_at"], shown["closed_because"]["en"]) == (None, "The draft was withdrawn.")
    assert notice["id"] not in await waiting(sinergi, office.contact)


async def closed(sinergi: Sinergi, account: str, notice_id: str) -> Case:
    """The notice, once it is closed."""

    async def arrived() -> Case:
        notice = (await sinergi.notifications.get(f"/inbox/{notice_id}", account)).json()
        assert notice["closed_at"] is not None
        return dict(notice)

    return await sinergi.eventually(arrived)


async def test_the_desk_is_told_of_a_paper_to_check_and_of_one_that_was_returned(
    sinergi: Sinergi, office: Office
) -> None:
    agreement = await office.signed(await office.draft())
    document = await office.file(agreement)
    to_check = await notice_of(sinergi, office.head, "paper_to_check")
    assert to_check["listed"][0]["page"] == f"/perjanjian/{agreement}/dokumen/{document}/pemeriksaan"
    returned = {"verdict": "differs", "faults": ["pages"]}
    assert (await office.attempt_with_document(document, "checks", returned, office.head)).is_success
    to_file = await notice_of(sinergi, office.officer, "paper_returned")

    # The cases of both wait in the list of agreements, so these notices do not wait as well.
    assert to_file["id"] not in await waiting(sinergi, office.officer)

    async def closed(account: str, notice: Case) -> None:
        shown = (await sinergi.notifications.get(f"/inbox/{notice['id']}", account)).json()
        assert shown["closed_because"] is not None

    await sinergi.eventually(lambda: closed(office.head, to_check))
    await office.file(agreement)
    await sinergi.eventually(lambda: closed(office.officer, to_file))
