"""Two consumers that were written from the subscriber's page alone read Sinergi's topics: one in Java, one in Node."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.consumers.readers import Finding, Reader, Readers
from tests.behaviour.consumers.scratch_topic import Copy, all_records, scratch_topic
from tests.behaviour.consumers.toolchains import BUILD_SECONDS, TOOLCHAINS, built
from tests.behaviour.feed.following import AGREEMENTS, Event, Follower, register_partner
from tests.behaviour.office import Office
from tests.behaviour.programs.place import Place

# The first test of each language builds its program and fetches its packages.
pytestmark = [pytest.mark.part("consumers", only=True), pytest.mark.timeout(BUILD_SECONDS + 300)]

INTERNAL, PROGRAMS = "sinergi.agreements.internal.v1", "sinergi.programs.v1"


def findings_of(findings: list[Finding], key: str) -> list[tuple[str, int]]:
    return [(one["finding"], one["streamversion"]) for one in findings if one.get("key") == key and "id" in one]


async def events_of_the_feed(
    sinergi: Sinergi, key: str, awaited: str, topic: str = AGREEMENTS, *, at_least: int = 1
) -> list[Event]:
    """The events of one key, as soon as one of the awaited type is published, and as many as asked for."""
    service = sinergi.programs if topic == PROGRAMS else sinergi.agreements
    follower, found = Follower(service, question=f"?topic={topic}"), list[Event]()

    async def until_published() -> list[Event]:
        found.extend(event for event in await follower.take_all() if event["partitionkey"] == key)
        assert any(event["type"].endswith(awaited) for event in found), "not published yet"
        assert len(found) >= at_least
        return found

    return await sinergi.eventually(until_published)


async def test_a_topic_is_read_completely_in_order_and_fits_its_schemas(
    sinergi: Sinergi, office: Office, reader: Reader
) -> None:
    line_id = await office.signed(await office.draft())
    await office.signed((await office.extend(line_id)).json()["id"])
    extended = await events_of_the_feed(sinergi, line_id, "agreement.extended.v1")
    findings = await reader.reads(AGREEMENTS, len(await all_records(sinergi, AGREEMENTS)))
    assert {one["finding"] for one in findings} <= {"applied", "duplicate"}
    applied = [one for one in findings if one["finding"] == "applied" and one["key"] == line_id]
    assert len(applied) >= len(extended)
    assert [one["streamversion"] for one in applied] == [*range(1, len(applied) + 1)]
    # The agreement has new events while the reader runs, so its events are compared with those of the feed by then.
    by_now = await events_of_the_feed(sinergi, line_id, "agreement.extended.v1", at_least=len(applied))
    assert [(one["id"], one["type"]) for one in applied] == [
        (event["id"], event["type"]) for event in by_now[: len(applied)]
    ]


async def test_a_reader_in_java_knows_the_agreements_of_a_facility_that_have_not_ended(
    sinergi: Sinergi, office: Office, readers: Readers
) -> None:
    kept = await office.signed(await office.draft())
    ended = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    termination = {"ground": "by_consent", "terminated_on": office.day(-1), "reason": "Mitra memindahkan kegiatannya."}
    await office.perform(ended, "terminations", termination, office.head)
    for line_id, awaited in ((kept, "agreement.entered_into_force.v1"), (ended, "agreement.terminated.v1")):
        await events_of_the_feed(sinergi, line_id, awaited)
    reader = await readers.named("contoh-java")
    result = await reader.result(AGREEMENTS, len(await all_records(sinergi, AGREEMENTS)))
    of_the_facility = result["facilities"][office.facility["id"]]
    assert kept in of_the_facility
    assert ended not in of_the_facility


async def test_a_reader_in_node_counts_sessions_by_the_last_word_about_each(
    sinergi: Sinergi, place: Place, readers: Readers
) -> None:
    program = await place.opened(capacity=10)
    cohort = await place.started(program, *place.refs)
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs]
    first, second = [(await place.post(f"{cohort}/sessions", place.session(*marks))).json() for _ in range(2)]
    absent = [*marks[:5], marks[5] | {"mark": "absent", "reason": "no_information"}]
    body = place.session(*absent, started_at="09:00", reason="Salah menandai.")
    corrected = await sinergi.programs.put(f"/sessions/{first['id']}", body, place.officer, if_match='"1"')
    assert corrected.status_code == 200, corrected.text
    twice = {"reason": "Tercatat dua kali."}
    retracted = await place.post(f"/sessions/{second['id']}/retractions", twice, if_match='"1"')
    assert retracted.status_code == 200, retracted.text
    program_id = program.removeprefix("/programs/")
    await events_of_the_feed(sinergi, program_id, "session.held.retracted.v1", PROGRAMS)
    reader = await readers.named("contoh-node")
    result = await reader.result(PROGRAMS, len(await all_records(sinergi, PROGRAMS)))
    assert result["programs"][program_id] == {"sessions": 1, "withheld": 0, "active": 5, "passive": 0, "absent": 1}


async def test_faults_are_reported_and_do_not_delay_other_keys(sinergi: Sinergi, reader: Reader) -> None:
    partner_id = await register_partner(sinergi)
    await events_of_the_feed(sinergi, partner_id, "partner.registered.v1")
    real = next(one for one in await all_records(sinergi, AGREEMENTS) if one.key == partner_id.encode())
    twice, gap, late, restored, invalid, unknown, malformed = (uuid4().hex for _ in range(7))
    copies = [
        *(Copy(twice, number) for number in (1, 2, 2, 3)),
        *(Copy(gap, number) for number in (1, 2, 4, 5)),
        *(Copy(late, number) for number in (1, 3, 4, 2, 5)),
        *(Copy(restored, number) for number in (1, 2, 3)),
        *(Copy(restored, number, generation=2) for number in (2, 3, 3, 4)),
        *(Copy(invalid, 1), Copy(invalid, 2, data=b'{"name": "without an id"}'), Copy(invalid, 3, data=b"{")),
        *(Copy(unknown, 1, type="partner.dissolved.v1"), Copy(unknown, 2)),
        *(Copy(malformed, 1, headers=()), Copy(malformed, 2, headers=[("ce_specversion", b"1.0")])),
    ]
    async with scratch_topic(sinergi, reader.principal) as scratch:
        await scratch.write(real, copies)
        findings = await reader.reads(scratch.topic, len(copies))

    assert findings_of(findings, twice) == [("applied", 1), ("applied", 2), ("duplicate", 2), ("applied", 3)]
    assert findings_of(findings, gap) == [("applied", 1), ("applied", 2), ("gap", 4), ("waiting", 5)]
    assert findings_of(findings, late) == [
        *(("applied", 1), ("gap", 3), ("waiting", 4)),
        *(("applied", number) for number in (2, 3, 4, 5)),
    ]
    assert findings_of(findings, restored) == [
        *(("applied", 1), ("applied", 2), ("applied", 3)),
        *(("new_generation", 2), ("applied", 2), ("applied", 3), ("duplicate", 3), ("applied", 4)),
    ]
    assert findings_of(findings, invalid) == [("applied", 1), ("invalid", 2), ("invalid", 3)]
    assert findings_of(findings, unknown) == [("unknown_type", 1), ("applied", 2)]
    assert sorted(details_of(findings, "gap", "expected")) == [2, 3]
    assert details_of(findings, "missing", "waiting") == [[4, 5]]
    assert any("partner_id" in problem for problem in details_of(findings, "invalid", "problems")[0])
    assert len(details_of(findings, "unreadable", "problem")) == 2


def details_of(findings: list[Finding], finding: str, name: str) -> list[Any]:
    return [one[name] for one in findings if one["finding"] == finding]


async def test_a_reader_with_other_credentials_is_refused(reader: Reader, tmp_path: Path) -> None:
    other_group = reader.with_other_credentials(tmp_path / "group.json", kafka_group_prefix="sinergi.sub.contoh-lain.")
    guessed = reader.with_other_credentials(tmp_path / "password.json", kafka_password="guessed")
    refusals = await asyncio.gather(
        reader.is_refused(INTERNAL), other_group.is_refused(AGREEMENTS), guessed.is_refused(AGREEMENTS)
    )
    assert [*refusals] == [True, True, True]


async def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception, match="the java consumer is not run: no-such-tool not found"):
        await built(replace(TOOLCHAINS["contoh-java"], needs=("no-such-tool",)), tmp_path)
