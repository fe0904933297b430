"""A full disk and a lost server: what was acknowledged stays, what was not is repeated with the same key."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.files.s3_server import S3Server
from tests.behaviour.files.small_disk import SmallDisk
from tests.behaviour.office import Office, a_pdf, problem
from tests.chaos.disk import may_mount

pytestmark = [pytest.mark.part("files", only=True), pytest.mark.timeout(1_000)]
LARGE = 12_000_000
API = "agreements-api"


@pytest.fixture
async def disk(tmp_path: Path) -> AsyncIterator[SmallDisk]:
    """A disk of its own for files, of eight megabytes."""
    if not may_mount():
        pytest.skip("no disk is filled: only root may mount one")
    disk = SmallDisk(tmp_path / "files")
    await disk.mount(8)
    yield disk
    await disk.unmount()


async def documents(office: Office, agreement: str) -> list[str]:
    listed = await office.agreements.get(f"/agreements/{agreement}/documents", office.officer)
    return [each["id"] for each in listed.json()]


async def test_a_full_disk_loses_nothing_that_was_acknowledged(
    sinergi: Sinergi, office: Office, disk: SmallDisk
) -> None:
    agreement = await office.draft()
    path, kept, refused = f"/agreements/{agreement}/documents?kind=attachment", a_pdf(1_000_000), a_pdf(LARGE)
    async with sinergi.process_with(API, {"SINERGI_FILES_FOLDER": str(disk.folder)}):
        first = await office.agreements.send_file(path, kept, office.officer)
        assert first.status_code == 201, first.text
        for _ in range(2):
            full = await office.agreements.send_file(path, refused, office.officer, key="the-same")
            problem(full, 503, "files-unavailable")
            assert full.headers["Retry-After"]
        assert await documents(office, agreement) == [first.json()["id"]]
        assert len([file for file in disk.folder.rglob("*") if file.is_file()]) == 1
        await disk.enlarge(40)
        later = await office.agreements.send_file(path, refused, office.officer, key="the-same")
        assert later.status_code == 201, later.text
        for answer, content in ((first, kept), (later, refused)):
            read = await office.agreements.get(f"/documents/{answer.json()['id']}/content", office.officer)
            assert read.content == content


def on(s3: S3Server, sinergi: Sinergi) -> dict[str, str]:
    """The settings of a process that keeps files on this server."""
    for name, value in (("access_key_id", s3.access_key_id), ("secret_access_key", s3.secret_access_key)):
        (sinergi.stack.folder.secrets / f"files_s3_{name}").write_text(value)
    return {"SINERGI_FILES_STORE": "s3", "SINERGI_FILES_S3_ENDPOINT": s3.address}


async def test_a_lost_server_loses_nothing_that_was_acknowledged(
    sinergi: Sinergi, office: Office, s3: S3Server
) -> None:
    agreement = await office.draft()
    path, kept, refused = f"/agreements/{agreement}/documents?kind=attachment", a_pdf(LARGE), a_pdf(LARGE)

    async def killing(content: bytes) -> AsyncIterator[bytes]:
        yield content[: LARGE // 2]
        await s3.kill()
        yield content[LARGE // 2 :]

    async with sinergi.process_with(API, on(s3, sinergi)):
        first = await office.agreements.send_file(path, kept, office.officer)
        assert first.status_code == 201, first.text
        content_address = f"/documents/{first.json()['id']}/content"
        lost = await office.agreements.send_file(path, killing(refused), office.officer, key="the-same")
        problem(lost, 503, "files-unavailable")
        problem(await office.agreements.get(content_address, office.officer), 503, "files-unavailable")
        assert await documents(office, agreement) == [first.json()["id"]]
        await s3.start()
        later = await office.agreements.send_file(path, refused, office.officer, key="the-same")
        assert later.status_code == 201, later.text
        assert (await office.agreements.get(content_address, office.officer)).content == kept
        read = await office.agreements.get(f"/documents/{later.json()['id']}/content", office.officer)
        assert read.content == refused
    assert not [file for file in s3.bucket.rglob("*") if file.is_file() and b"halaman" in file.read_bytes()]
