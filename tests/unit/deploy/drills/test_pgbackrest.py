"""pgBackRest of Debian on a machine that lacks its libraries is refused before anybody works in the drill."""

from pathlib import Path

import pytest

from deploy.drills.pgbackrest import check_libraries
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


def test_a_program_that_runs_is_accepted(tmp_path: Path) -> None:
    check_libraries(program(tmp_path, "echo pgBackRest 2.55.1"))
