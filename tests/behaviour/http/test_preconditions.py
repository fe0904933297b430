"""Versions: whoever changes an existing thing says which version they have seen, at every route that changes one."""

import re

import httpx2
import pytest

from tests.behaviour.client import SERVICES, Service
from tests.behaviour.http.documented import Described, operations
from tests.behaviour.http.setting import Setting

WITHOUT_VERSION = {
    "POST /agreements/{agreement_id}/extensions": "begins another agreement; a second one is refused by a rule",
    "POST /programs/{program_id}/cohorts": "begins a cohort; room and names are checked under the program's lock",
    "POST /cohorts/{cohort_id}/sessions": "adds a session; it overwrites nothing",
    "POST /inbox/{notice_id}/readings": "overwrites nothing, and twice is as good as once",
}
"""What is said to an existing thing without changing what somebody may have seen, and why."""

CHANGES = [
    each
    for service in SERVICES
    for each in operations(service)
    if each.method in {"PUT", "PATCH", "DELETE"} or re.fullmatch(r"POST .*}/[a-z-]+", each.name)
]
VERSIONED = [each for each in CHANGES if each.name not in WITHOUT_VERSION]


@pytest.mark.parametrize("change", VERSIONED, ids=lambda change: change.name)
def test_every_change_asks_for_a_version(change: Described) -> None:
    named = {parameter["name"]: parameter for parameter in change.operation["parameters"]}
    assert named["If-Match"]["required"]
    assert {"412", "428"} <= change.operation["responses"].keys()
    assert "ETag" in change.success()[1]["headers"]


def test_what_needs_no_version_is_still_there() -> None:
    assert WITHOUT_VERSION.keys() <= {change.name for change in CHANGES}


@pytest.mark.parametrize("sent", [None, "", "x", '"-1"', "*", 'W/"1"'])
@pytest.mark.parametrize("change", VERSIONED, ids=lambda change: change.name)
async def test_a_change_without_a_version_is_refused(setting: Setting, change: Described, sent: str | None) -> None:
    answer = await _changed(setting, change, sent)
    assert (answer.status_code, answer.json()["type"]) == (428, "/problems/version-missing")


@pytest.mark.parametrize("change", VERSIONED, ids=lambda change: change.name)
async def test_a_change_of_what_was_changed_meanwhile_is_refused(setting: Setting, change: Described) -> None:
    answer = await _changed(setting, change, '"999"')
    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/version-stale")


async def _changed(setting: Setting, change: Described, if_match: str | None) -> httpx2.Response:
    """The change with its own example as body, by somebody who may do it."""
    body = next(iter(change.bodies()), None)
    service: Service = getattr(setting.sinergi, change.service)
    account, path = setting.roles[setting.role_for(change.name)], setting.path(change.path)
    if change.method == "PUT":
        return await service.put(path, body, account, if_match=if_match)
    return await service.post(path, body, account, if_match=if_match)
