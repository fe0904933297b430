"""The answers to complaints in docs/console.md name tests that exist."""

import re
from pathlib import Path

TEST = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


def test_every_named_test_exists() -> None:
    named = TEST.findall(Path("docs/console.md").read_text("utf-8"))
    folders = (Path("tests/screens"), Path("tests/behaviour/pages"))
    defined = {
        name for folder in folders for file in folder.glob("test_*.py") for name in DEFINED.findall(file.read_text())
    }
    assert len(named) >= 10
    assert set(named) <= defined
