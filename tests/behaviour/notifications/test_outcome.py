"""The outcome of the notices of a rule, counted by hand."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.operations.clock import MovableClock
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.mail import at_any_hour, confirmed
from tests.behaviour.office import Office, problem

RULE = "review_by_partner"


async def outcome(sinergi: Sinergi, account: str) -> dict[str, int]:
    """The numbers of the rule in all months."""
    usage = (await sinergi.notifications.get("/deliveries/usage", account)).json()
    rows = [each for each in usage if each["rule"] == RULE]
    names = ("issued", "read", "closed", "closed_by_cause", "acted_on", "expired_unread")
    return {name: sum(row[name] for row in rows) for name in names}


async def test_notices_are_counted_as_acted_on_or_expired(
    sinergi: Sinergi, office: Office, directorate: str, clock: MovableClock
) -> None:
    before = await outcome(sinergi, directorate)
    first, second = [await office.draft() for _ in range(2)]

    async def grown(**by: int) -> None:
        after = await outcome(sinergi, directorate)
        assert {name: after[name] - before[name] for name in by} == by

    # One notice for each draft would be one of both on the same day, so the first is closed before the second is there.
    await office.submit(first)
    await sinergi.eventually(lambda: grown(issued=1, closed=0, acted_on=0))
    await office.perform(first, "withdrawals", {"reason": "Rencana ditunda."}, office.head)
    await sinergi.eventually(lambda: grown(issued=1, closed=1, closed_by_cause=1, acted_on=1))
    await office.submit(second)
    await sinergi.eventually(lambda: grown(issued=2, read=0, closed=1, closed_by_cause=1, acted_on=1))
    expired = (await outcome(sinergi, directorate))["expired_unread"]
    day = sinergi.today() + timedelta(days=15)
    clock.move_to(datetime.combine(day, time(10), ZoneInfo("Asia/Jakarta")))
    assert (await outcome(sinergi, directorate))["expired_unread"] > expired
    await office.perform(second, "withdrawals", {"reason": "Terlambat."}, office.head)
    # Closed by its cause, and too late to count as acted on.
    await sinergi.eventually(lambda: grown(issued=2, closed=2, closed_by_cause=2, acted_on=1))


async def test_who_was_notified_of_an_agreement_is_found_by_its_id(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    agreement = await office.draft()

    async def found(query: str) -> set[tuple[str, bool]]:
        answer = await sinergi.notifications.get(f"/matters?business_key={agreement}{query}", directorate)
        assert answer.status_code == 200, answer.text
        return {(each["desk"].split(":")[0], each["closed_by"] is None) for each in answer.json()["items"]}

    async def told(*expected: tuple[str, bool], query: str) -> None:
        assert await found(query) == set(expected)

    await sinergi.eventually(lambda: told(("facility", True), ("region", True), query="&rule=agreement_drafted"))
    await office.submit(agreement)
    await sinergi.eventually(lambda: told(("facility", False), ("region", False), query="&is_open=false"))
    reviews = (("region", True), ("partner", True))
    await sinergi.eventually(lambda: told(*reviews, query="&is_open=true"))
    first = (await sinergi.notifications.get(f"/matters?business_key={agreement}&limit=1", directorate)).json()
    event = first["items"][0]["opened_by"]
    of_event = (await sinergi.notifications.get(f"/matters?event_id={event}", directorate)).json()["items"]
    # The submission has opened the reviews and closed the drafts.
    assert {event in (each["opened_by"], each["closed_by"]) for each in of_event} == {True}
    following = await sinergi.notifications.get(
        f"/matters?business_key={agreement}&limit=1&cursor={first['next']}", directorate
    )
    assert following.json()["items"][0] != first["items"][0]


async def test_a_matter_is_found_by_words_and_days_and_its_history_names_cause_and_time(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    await at_any_hour(sinergi, office.contact)
    await confirmed(sinergi, office.contact)
    agreement = await office.submit(await office.draft())
    notifications, today = sinergi.notifications, sinergi.today().isoformat()

    async def only() -> dict[str, Any]:
        query = f"/matters?rule={RULE}&business_key={agreement}&since={today}&until={today}"
        (found,) = (await notifications.get(query, directorate)).json()["items"]
        return dict(found)

    matter = await sinergi.eventually(only)
    words = matter["subject"]["en"].split()[0].upper()
    by_words = (await notifications.get(f"/matters?business_key={agreement}&words={words}", directorate)).json()
    assert matter in by_words["items"]
    number = matter["subject"]["id"].rpartition("(")[2].rstrip(")")
    for given in (f"{number.lower()} {words[:3]}", number.rpartition("-")[2]):
        some = (await notifications.get(f"/matters?business_key={agreement}&words={given}", directorate)).json()
        assert matter in some["items"], given
    # Signs of a query stand for nothing, and all words are wanted.
    for absent in ("tidakadadisini", f"{words}%20tidakadadisini", "%25", "%27%3A%2A", "%7C%20%21", "_"):
        none = (await notifications.get(f"/matters?business_key={agreement}&words={absent}", directorate)).json()
        assert none["items"] == []
    later = (await notifications.get(f"/matters?business_key={agreement}&since={office.day(1)}", directorate)).json()
    assert later["items"] == []
    named = "&".join(f"{name}={matter[name]}" for name in ("rule", "business_key", "desk"))

    async def history() -> dict[str, Any]:
        answer = await notifications.get(f"/matters/history?{named}", directorate)
        assert answer.status_code == 200, answer.text
        assert office.contact not in answer.text
        return dict(answer.json())

    async def sent() -> dict[str, Any]:
        shown = await history()
        assert [each["state"] for each in shown["deliveries"]] == ["sent"]
        return shown

    shown = await sinergi.eventually(sent)
    (delivery,) = shown["deliveries"]
    assert (delivery["channel"], delivery["attempts"], delivery["cause"]) == ("email", 1, None)
    assert 0 <= delivery["seconds"] < 600
    assert (shown["matter"], shown["closed_because"]) == (matter, None)
    await office.perform(agreement, "withdrawals", {"reason": "Mitra menunda rencana."})

    async def over() -> None:
        assert (await history())["closed_because"] == {"id": "Draf ditarik kembali.", "en": "The draft was withdrawn."}

    await sinergi.eventually(over)
    keys = ("?business_key=%00", "?desk=%00", "?words=%00", "/history?rule=x&business_key=%00&desk=x")
    of_interface = (*keys, "?since=0001-01-01")
    of_page = ("?kunci=%00", "?bulan=0000-01", "/riwayat?aturan=x&kunci=x&meja=%00")
    for path in (*(f"/matters{query}" for query in of_interface), *(f"/perkara{query}" for query in of_page)):
        assert (await notifications.get(path, directorate)).status_code == 422, path
    other = await notifications.get(f"/matters/history?{named}x", directorate)
    problem(other, 404, "matter-not-found")
