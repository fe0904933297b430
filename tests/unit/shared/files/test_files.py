"""Receiving a file: its size, hash and type; what is refused leaves nothing in the store."""

import base64
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.files.files import MEGABYTE, Files, area_of
from shared.files.kinds import EXTENSIONS
from shared.files.refusals import FileEmpty, FilesUnavailable, FileTooLarge, FileTypeRefused
from shared.files.sealing import ContentBroken
from shared.operations.settings import Settings
from shared.values.refusals import Refusal

PDF = b"%PDF-1.7\n" + b"halaman " * 40_000


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 65_536):
        yield content[start : start + 65_536]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for number in (1, 2):
        (tmp_path / f"files_key_{number}").write_text(base64.b64encode(bytes([number]) * 32).decode())
    return Settings(files_folder=tmp_path / "files", secrets_dir=tmp_path, files_max_megabytes=1)


async def read(files: Files, content: str) -> bytes:
    return b"".join([piece async for piece in files.read(content)])


async def test_a_file_is_measured_encrypted_and_given_out_again(settings: Settings, tmp_path: Path) -> None:
    files = Files(settings)
    received = await files.receive(pieces(PDF), EXTENSIONS)
    assert (received.size, received.media_type) == (len(PDF), "application/pdf")
    assert received.sha256 == hashlib.sha256(PDF).hexdigest()
    stored = (tmp_path / "files" / received.content).read_bytes()
    assert b"halaman" not in stored
    assert await read(files, received.content) == PDF


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileEmpty),
        (b"<html>", FileTypeRefused),
        (PDF + bytes(MEGABYTE), FileTooLarge),
    ],
    ids=["empty", "another type", "too large"],
)
async def test_a_refused_file_leaves_nothing(settings: Settings, content: bytes, refusal: type[Refusal]) -> None:
    files = Files(settings)
    with pytest.raises(refusal):
        await files.receive(pieces(content), EXTENSIONS)
    assert [each.name async for each in files.store.list()] == []


async def test_a_file_of_exactly_the_limit_is_accepted(settings: Settings) -> None:
    received = await Files(settings).receive(pieces(PDF + bytes(MEGABYTE - len(PDF))), EXTENSIONS)
    assert received.size == MEGABYTE


async def test_without_a_key_nothing_is_received(settings: Settings) -> None:
    without = settings.model_copy(update={"files_key_id": "missing"})
    with pytest.raises(FilesUnavailable):
        await Files(without).receive(pieces(PDF), EXTENSIONS)


async def test_after_the_rotation_of_all_files_the_old_key_is_not_needed(settings: Settings, tmp_path: Path) -> None:
    received = await Files(settings).receive(pieces(PDF), EXTENSIONS)
    rotating = Files(settings.model_copy(update={"files_key_id": "2"}))
    assert [await rotating.rotate(received.content) for _ in range(2)] == [True, False]
    (tmp_path / "files_key_1").unlink()
    assert await read(Files(settings.model_copy(update={"files_key_id": "2"})), received.content) == PDF
    (tmp_path / "files_key_2").write_text(base64.b64encode(bytes(32)).decode())
    with pytest.raises(ContentBroken):
        await read(Files(settings), received.content)


async def test_an_area_has_its_own_contents_only(settings: Settings) -> None:
    """Each service deletes what has no owner in its own area, and nothing of another one."""
    of_programs, without = Files(settings, area_of("programs")), Files(settings, area_of("agreements"))
    theirs = (await of_programs.receive(pieces(PDF), EXTENSIONS)).content
    ours = (await without.receive(pieces(PDF), EXTENSIONS)).content
    later = datetime.now(UTC) + timedelta(hours=1)
    assert [each async for each in of_programs.written_before(later)] == [theirs]
    assert [each async for each in without.written_before(later)] == [ours]
    assert [each async for each in without.written_before(datetime.now(UTC) - timedelta(hours=1))] == []
    assert await read(without, theirs) == PDF
