"""The rule that no file imports a `conftest`: what it finds, and that this tree keeps it."""

from pathlib import Path

import pytest

from tests.architecture.fixtures import imports_of_conftest
from tests.architecture.tree import Tree


@pytest.mark.parametrize(
    "line",
    [
        "from tests.core.conftest import Ledger",
        "from tests.core import conftest",
        "from .conftest import Ledger",
        "from . import conftest as shared",
        "import tests.core.conftest",
        "def test_a() -> None:\n    import conftest",
    ],
)
def test_an_import_of_a_conftest_is_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(f'"""A test."""\n{line}\n')
    for folder in ("services", "shared", "deploy", "tests", "docs"):
        (tmp_path / folder).mkdir()
    assert [found.split(":")[0] for found in imports_of_conftest(Tree(tmp_path))] == ["test_a.py"]


def test_no_file_imports_a_conftest() -> None:
    assert list(imports_of_conftest(Tree())) == []
