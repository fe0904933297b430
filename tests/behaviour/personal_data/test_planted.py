"""Names, references and addresses that people write stand where they were written, and nowhere else."""

from fnmatch import fnmatchcase

import asyncpg

from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import SERVICES, Sinergi
from tests.behaviour.personal_data.free_texts import free_texts
from tests.behaviour.personal_data.places import columns
from tests.behaviour.personal_data.planted import Writer
from tests.behaviour.personal_data.scan import kinds, leaks
from tests.behaviour.personal_data.went_in import WentIn

BEYOND_BODIES = {
    "agreements/NewPartner.name of an individual",
    "headers/Idempotency-Key",
    "headers/X-Correlation-Id",
    "query/name",
}
TEXTS = {name for name, kind in kinds().items() if kind.fields}


def test_every_text_that_takes_a_name_is_in_the_allow_list_once() -> None:
    listed = [field for kind in kinds().values() for field in kind.fields]
    assert len(set(listed)) == len(listed)
    assert set(listed) - BEYOND_BODIES == set().union(*(free_texts(service) for service in SERVICES))


async def test_the_allow_list_names_columns_that_there_are(sinergi: Sinergi) -> None:
    database = await asyncpg.connect(sinergi.sources().settings.admin_database_url())
    try:
        there = [place.name async for place in columns(database)]
    finally:
        await database.close()
    listed = {at for kind in kinds().values() for allowed in kind.may_stand for at in allowed.at if "/" not in at}
    assert [at for at in listed if not any(fnmatchcase(name, at) for name in there)] == []


async def test_a_name_stands_only_where_it_was_written(sinergi: Sinergi, desk: Desk) -> None:
    planted = WentIn()
    await Writer(desk, planted).write_everywhere()
    assert set(planted.values) == {field for kind in kinds().values() for field in kind.fields}
    await _told(sinergi, desk)
    for kind, values in planted.values.items():
        sinergi.went_in.values[kind] |= values
    found = await leaks(sinergi.sources(), planted, TEXTS)
    assert [leak.sentence for leak in found] == []


async def _told(sinergi: Sinergi, desk: Desk) -> None:
    """What is said after the notices of the extension is found at the end of the run at the latest."""

    async def told() -> None:
        inbox = (await sinergi.notifications.get("/inbox?limit=200", desk.officer)).json()["items"]
        assert "agreement_extended" in {notice["rule"] for notice in inbox}

    await sinergi.eventually(told)
