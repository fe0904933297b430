"""A repeated POST gets the same answer and has one effect, also after a crash between commit and answer."""

import asyncio
from uuid import uuid4

import asyncpg
import httpx2
import pytest

from deploy.installation.environment import settings_of
from tests.behaviour.client import OPERATOR, Sinergi

pytestmark = pytest.mark.part("common", one_in=2)


def partner(name: str) -> dict[str, str]:
    return {"name": f"{name} {uuid4()}", "category": "foundation_ngo"}


async def test_the_same_key_gives_the_first_answer_again(sinergi: Sinergi) -> None:
    body, key = partner("Yayasan Contoh"), str(uuid4())
    first = await sinergi.agreements.post("/partners", body, OPERATOR, key=key)
    again = await sinergi.agreements.post("/partners", body, OPERATOR, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert [again.headers[name] for name in ("etag", "location")] == [first.headers[n] for n in ("etag", "location")]
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")


async def test_the_same_key_with_another_body_is_refused(sinergi: Sinergi) -> None:
    key = str(uuid4())
    await sinergi.agreements.post("/partners", partner("Yayasan Contoh"), OPERATOR, key=key)
    other = await sinergi.agreements.post("/partners", partner("Yayasan Contoh"), OPERATOR, key=key)
    assert (other.status_code, other.json()["type"]) == (409, "/problems/idempotency-key-reused")


async def test_a_refused_request_leaves_its_key_free(sinergi: Sinergi) -> None:
    key = str(uuid4())
    refused = await sinergi.agreements.post("/partners", {"name": "x", "category": "none"}, OPERATOR, key=key)
    assert refused.status_code == 422
    accepted = await sinergi.agreements.post("/partners", partner("Yayasan Contoh"), OPERATOR, key=key)
    assert accepted.status_code == 201


async def test_of_many_concurrent_repetitions_one_takes_effect(sinergi: Sinergi) -> None:
    body, key = partner("Yayasan Contoh"), str(uuid4())
    answers = await asyncio.gather(*(sinergi.agreements.post("/partners", body, OPERATOR, key=key) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1


async def test_of_two_concurrent_requests_with_different_bodies_one_is_refused(sinergi: Sinergi) -> None:
    key = str(uuid4())
    bodies = [partner("Yayasan Contoh") for _ in range(2)]
    answers = await asyncio.gather(*(sinergi.agreements.post("/partners", body, OPERATOR, key=key) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    refused = max(answers, key=lambda answer: answer.status_code)
    assert refused.json()["type"] == "/problems/idempotency-key-reused"


async def test_the_same_key_at_another_address_or_with_another_version_is_refused(sinergi: Sinergi) -> None:
    body, key = partner("Yayasan Contoh"), str(uuid4())
    assert (await sinergi.agreements.post("/partners", body, OPERATOR, key=key)).status_code == 201
    for path, if_match in (("/partners?again=1", None), ("/partners", '"1"'), ("/positions", None)):
        other = await sinergi.agreements.post(path, body, OPERATOR, key=key, if_match=if_match)
        assert (other.status_code, other.json()["type"]) == (409, "/problems/idempotency-key-reused")


async def test_after_a_crash_between_commit_and_answer_the_repetition_has_no_effect(sinergi: Sinergi) -> None:
    body, key = partner("Yayasan Contoh"), str(uuid4())
    await sinergi.stack.stop_one("agreements-api")
    await sinergi.stack.start_one("agreements-api", {"SINERGI_CRASH_AT": "unit.after_commit"})
    with pytest.raises(httpx2.TransportError):
        await sinergi.agreements.post("/partners", body, OPERATOR, key=key)
    again = await sinergi.eventually(lambda: repeated(sinergi, body, key), seconds=60)
    found = await sinergi.agreements.get(f"/partners?name={body['name']}", OPERATOR)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert len(found.json()["items"]) == 1


async def test_answers_are_deleted_after_a_week(sinergi: Sinergi) -> None:
    settings = settings_of(sinergi.stack.environment())
    owner = await asyncpg.connect(
        settings.database_url("programs", "owner"), server_settings={"search_path": "programs"}
    )
    for key, age in (("old", "8 days"), ("recent", "6 days")):
        await owner.execute(
            """INSERT INTO idempotency (account, key, request, created_at)
               VALUES ('an-account', $1, '', now() - $2::text::interval)""",
            key,
            age,
        )

    async def only_the_recent_one_is_left() -> bool:
        kept = await owner.fetch("SELECT key FROM idempotency WHERE account = 'an-account'")
        return [row["key"] for row in kept] == ["recent"]

    await sinergi.eventually(only_the_recent_one_is_left)
    await owner.execute("DELETE FROM idempotency WHERE account = 'an-account'")
    await owner.close()


async def repeated(sinergi: Sinergi, body: dict[str, str], key: str) -> httpx2.Response:
    """Repeat the request, like a client that got no answer."""
    try:
        answer = await sinergi.agreements.post("/partners", body, OPERATOR, key=key)
    except httpx2.TransportError as error:
        raise AssertionError("the api is away") from error
    assert answer.status_code != 503
    return answer
