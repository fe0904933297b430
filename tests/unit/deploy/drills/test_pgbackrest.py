"""pgBackRest of Debian on a machine that lacks its libraries is refused before anybody works in the drill."""

from pathlib import Path

import pytest

from deploy.drills.pgbackrest import check_libraries, find_pgbackrest
from deploy.installation.trouble import Trouble


def program(folder: Path, text: str) -> Path:
    file = folder / "pgbackrest"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def test_a_missing_library_is_named_with_the_packages(tmp_path: Path) -> None:
    lacking = program(tmp_path, 'echo "$0: libpq.so.5: cannot open shared object file" >&2; exit 127')
    with pytest.raises(Trouble, match=r"does not run here \(libpq.so.5: cannot.*\): as root, apt-get install libpq5"):
        check_libraries(lacking)


def test_a_program_for_another_processor_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "pgbackrest"
    other.write_bytes(b"\x7fELF of another machine")
    other.chmod(0o755)
    with pytest.raises(Trouble, match=r"no pgBackRest 2\.55 or later: install it, and Debian's is for x86-64 only"):
        check_libraries(other)


def test_a_machine_without_apt_is_told_what_the_drill_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(Trouble, match=r"no pgBackRest 2\.55 or later: install it, .*apt-get and dpkg-deb, which"):
        find_pgbackrest(tmp_path)


def test_a_program_that_runs_is_accepted(tmp_path: Path) -> None:
    check_libraries(program(tmp_path, "echo pgBackRest 2.55.1"))
