"""The bucket as a document store, on a real S3 server: the contract, wrong credentials, and a server that is gone."""

import pytest

from shared.files.bucket import BucketAddress, BucketStore
from shared.files.store import StoreFailed
from tests.behaviour.files.s3_server import BUCKET, S3Server
from tests.unit.shared.files.store_contract import LARGE, StoreContract, content_of, names_in, pieces

pytestmark = [pytest.mark.part("files", only=True), pytest.mark.timeout(1_000)]


def store_of(server: S3Server, secret: str | None = None) -> BucketStore:
    secret = secret or server.secret_access_key
    return BucketStore(BucketAddress(BUCKET, "us-east-1", server.address, server.access_key_id, secret))


@pytest.fixture
def store(s3: S3Server) -> BucketStore:
    return store_of(s3)


class TestBucket(StoreContract):
    """The contract on a bucket."""


async def test_wrong_credentials_fail_as_a_store(s3: S3Server) -> None:
    with pytest.raises(StoreFailed):
        await store_of(s3, "wrong").put("ab/one", pieces(b"x"))


async def test_a_server_that_was_lost_and_came_back_has_what_it_acknowledged(s3: S3Server, store: BucketStore) -> None:
    await store.put("ab/one", pieces(LARGE))
    await s3.kill()
    for attempt in (store.put("ab/two", pieces(b"x")), content_of(store, "ab/one"), names_in(store)):
        with pytest.raises(StoreFailed):
            await attempt
    await s3.start()
    assert await content_of(store, "ab/one") == LARGE
    assert await names_in(store) == {"ab/one"}
