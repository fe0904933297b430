"""Versions: every change of an existing resource names the version that it expects."""

import re

import httpx2
import pytest

from tests.behaviour.client import SERVICES, Service
from tests.behaviour.http.described import DescribedOperation, operations
from tests.behaviour.http.sample_data import SampleData

WITHOUT_VERSION = {
    "POST /agreements/{agreement_id}/extensions": "starts another agreement; a rule refuses a second one",
    "POST /agreements/{agreement_id}/expiry-decisions": "the agreement does not change; a rule refuses a second one",
    "POST /ceremonies/{ceremony_id}/number-blocks": "overwrites nothing: only agreements without a number get one",
    "POST /ceremonies/{ceremony_id}/keeper-signatures": "adds signatures; an agreement that has one is left alone",
    "POST /ceremonies/{ceremony_id}/signatures": "several desks at the same time; a repetition has no effect",
    "POST /ceremonies/{ceremony_id}/marks": "several desks at the same time; the last mark counts",
    "POST /agreements/{agreement_id}/addendum-drafts": "adds an addendum; a rule refuses a second open one",
    "POST /agreements/{agreement_id}/obligations": "adds an obligation and overwrites nothing",
    "POST /obligations/{obligation_id}/deliveries": "several desks at the same time; each delivery is added",
    "POST /agreements/{agreement_id}/parts": "starts another agreement; a rule refuses an item of another part",
    "POST /agreements/{agreement_id}/documents": "adds a document; a rule refuses the same file twice",
    "POST /programs/{program_id}/separations": "overwrites nothing; a repetition has no effect",
    "POST /programs/{program_id}/cohorts": "starts a cohort; capacity and names are checked under the program's lock",
    "POST /cohorts/{cohort_id}/enrolments": "admits participants; the capacity is checked under the program's lock",
    "POST /enrolments/{enrolment_id}/endings": "overwrites nothing; a rule refuses a second ending",
    "POST /cohorts/{cohort_id}/sessions": "adds a session and overwrites nothing",
    "POST /programs/{program_id}/sessions": "adds a session and overwrites nothing",
    "POST /cohorts/{cohort_id}/sheets": "adds a sheet; a rule refuses a second open one of the same session",
    "POST /sheets/{sheet_id}/marks": "several people at the same time; the last mark of a participant counts",
    "POST /sheets/{sheet_id}/tables": "several people at the same time; the last mark of a participant counts",
    "POST /facilities/{facility_id}/months/{month}/closings": "adds a closing; a rule refuses a second one",
    "POST /facilities/{facility_id}/instructors": "adds an instructor and overwrites nothing",
    "POST /cohorts/{cohort_id}/plans": "adds planned sessions and overwrites nothing",
    "POST /programs/{program_id}/plans": "adds planned sessions and overwrites nothing",
    "POST /planned-sessions/{plan_id}/sheets": "adds a sheet; a rule refuses a second one",
    "POST /cohorts/{cohort_id}/amendments": "adds an amendment and overwrites nothing",
    "POST /programs/{program_id}/amendments": "adds an amendment and overwrites nothing",
    "POST /programs/{program_id}/candidates": "adds candidates; a rule refuses a participant who waits already",
    "POST /cohorts/{cohort_id}/call-ups": "takes those whose turn it is under the program's lock; none is taken twice",
    "POST /facilities/{facility_id}/sdp-files": "the file of a day; a repetition has no effect",
    "POST /enrolments/{enrolment_id}/transfers": "adds a transfer; a rule refuses a second open one",
    "POST /sessions/{session_id}/evidence": "adds a file; a rule refuses the same file twice",
    "POST /cohorts/{cohort_id}/certificates": "adds certificates; a rule refuses a second one of the same kind",
    "POST /outputs/{output_id}/evidence": "adds a file; a rule refuses the same file twice",
    "POST /performances/{performance_id}/evidence": "adds a file; a rule refuses the same file twice",
    "POST /cohorts/{cohort_id}/cancellations": "adds a cancelled session and overwrites nothing",
    "POST /programs/{program_id}/cancellations": "adds a cancelled session and overwrites nothing",
    "POST /programs/{program_id}/outputs": "adds an output and overwrites nothing",
    "POST /programs/{program_id}/outcome-proposals": "adds a proposal; its body names the version of an outcome",
    "POST /programs/{program_id}/performances": "adds a performance and overwrites nothing",
    "POST /visits/{visit_id}/action-items/{task_id}/completions": "overwrites nothing; a second completion is refused",
    "POST /action-items/{action_item_id}/completions": "overwrites nothing; a rule refuses a second completion",
    "POST /partner-duplicates/{duplicate_id}/dismissals": "overwrites nothing; a repetition has no effect",
    "POST /units/{unit_id}/facts": "adds a fact; one of the same kind and day is replaced by the newer source",
    "POST /imports/{import_id}/runs": "takes the next rows under the lock of the import; a rule refuses a second run",
    "POST /imports/{import_id}/checks": "takes the next rows under the lock of the import; a repetition takes none",
    "POST /imports/{import_id}/acceptances": "takes the next rows under the lock of the import; none is taken twice",
    "POST /imports/{import_id}/rows/{number}/corrections": "checks the row again; one that is on record is refused",
    "POST /imports/{import_id}/withdrawals": "takes the next records back; a rule refuses a second withdrawal",
    "POST /rules/{rule}/previews": "shows an example, and changes nothing",
    "POST /webhooks/{webhook_id}/secrets": "adds a secret; the earlier one stays valid for a while",
    "POST /webhooks/{webhook_id}/pings": "adds a test and overwrites nothing",
    "POST /webhooks/{webhook_id}/deliveries/{event_id}/redeliveries": "overwrites nothing; a repetition sends it again",
    "POST /webhooks/{webhook_id}/replays": "overwrites nothing; the last time that was asked for counts",
    "POST /invitations/{invitation_id}/answers": "several units at the same time; the last answer of each counts",
    "POST /recipients/ways/{way_id}/replacements": "a rule refuses it once the address is no longer refused",
    "POST /recipients/ways/{way_id}/affirmations": "a rule refuses it once the address is no longer refused",
    "POST /links/{link_id}/withdrawals": "overwrites nothing; a repetition has no effect",
    "POST /inbox/{notice_id}/readings": "overwrites nothing; a repetition has no effect",
}
"""Requests to an existing resource that need no version, and why."""

CHANGES = [
    each
    for service in SERVICES
    for each in operations(service)
    if each.method in {"PUT", "PATCH", "DELETE"} or re.fullmatch(r"POST .*}/[a-z-]+", each.name)
]
VERSIONED = [each for each in CHANGES if each.name not in WITHOUT_VERSION]


@pytest.mark.parametrize("change", VERSIONED, ids=lambda change: change.name)
def test_every_change_requires_a_version(change: DescribedOperation) -> None:
    named = {parameter["name"]: parameter for parameter in change.operation["parameters"]}
    assert named["If-Match"]["required"]
    assert {"412", "428"} <= change.operation["responses"].keys()
    assert "ETag" in change.success()[1]["headers"]


def test_every_operation_without_a_version_exists() -> None:
    assert WITHOUT_VERSION.keys() <= {change.name for change in CHANGES}


@pytest.mark.parametrize("change", VERSIONED, ids=lambda change: change.name)
async def test_a_change_without_a_version_is_refused(sample: SampleData, change: DescribedOperation) -> None:
    answer = await _send_change(sample, change, None)
    assert (answer.status_code, answer.json()["type"]) == (428, "/problems/version-missing")


@pytest.mark.parametrize("sent", ["", "x", '"-1"', "*", 'W/"1"', "1", '""1""', '"01"'])
async def test_what_is_no_version_is_refused(sample: SampleData, sent: str) -> None:
    answer = await _send_change(sample, VERSIONED[0], sent)
    assert (answer.status_code, answer.json()["type"]) == (428, "/problems/version-missing")


@pytest.mark.parametrize("change", VERSIONED, ids=lambda change: change.name)
async def test_a_change_of_an_outdated_version_is_refused(sample: SampleData, change: DescribedOperation) -> None:
    answer = await _send_change(sample, change, '"999"')
    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/version-stale")


async def _send_change(sample: SampleData, change: DescribedOperation, if_match: str | None) -> httpx2.Response:
    """Send the change with its own example as body, as a role that may do it."""
    body = next(iter(change.bodies()), None)
    service: Service = getattr(sample.sinergi, change.service)
    account, path = sample.roles[sample.role_for(change.name)], sample.path(change.path)
    if change.method == "PUT":
        return await service.put(path, body, account, if_match=if_match)
    return await service.post(path, body, account, if_match=if_match)
