"""The folder as a document store; its rights, its unfinished files, and a folder that cannot be used."""

import os
from pathlib import Path

import pytest

from shared.files.folder import FolderStore
from shared.files.store import StoreFailed
from tests.unit.shared.files.store_contract import StoreContract, names_in, pieces


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


class TestFolder(StoreContract):
    """The contract on a folder."""


async def test_only_the_owner_of_the_process_may_read_a_file(store: FolderStore, tmp_path: Path) -> None:
    await store.put("ab/one", pieces(b"x"))
    assert (tmp_path / "files/ab/one").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "files/ab").stat().st_mode & 0o777 == 0o700


async def test_content_and_folder_are_on_disk_before_the_name_is_known(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps: list[str] = []
    flush, rename = os.fsync, Path.rename

    def noted_flush(descriptor: int) -> None:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        steps.append(f"flush {name.partition('-unfinished')[0]}")
        flush(descriptor)

    def noted_rename(file: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(file, target)

    monkeypatch.setattr(os, "fsync", noted_flush)
    monkeypatch.setattr(Path, "rename", noted_rename)
    await store.put("ab/one", pieces(b"x"))
    assert steps[-3:] == ["flush one", "rename", "flush ab"]


async def test_the_unfinished_file_of_a_process_that_died_is_listed_and_can_be_deleted(
    store: FolderStore, tmp_path: Path
) -> None:
    await store.put("ab/one", pieces(b"x"))
    (tmp_path / "files/ab/two-unfinished-0123").write_bytes(b"half")
    unfinished = await names_in(store) - {"ab/one"}
    for name in unfinished:
        await store.delete(name)
    assert (unfinished, await names_in(store)) == ({"ab/two-unfinished-0123"}, {"ab/one"})


async def test_a_folder_that_is_none_fails_as_a_store(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")
    with pytest.raises(StoreFailed):
        await FolderStore(tmp_path / "files").put("ab/one", pieces(b"x"))
