"""The link check: each kind of broken reference is found in a small tree, and none is left in this one."""

from pathlib import Path

import pytest

from tests.architecture.links import anchors, broken
from tests.architecture.tree import FOLDERS, Tree

MODULE = "services/agreements/signing/routes.py"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A tree with one module, one test and one page."""
    for folder in FOLDERS:
        (tmp_path / folder).mkdir()
    (tmp_path / MODULE).parent.mkdir(parents=True)
    (tmp_path / MODULE).write_text('"""Routes."""\n')
    (tmp_path / "tests" / "test_signing.py").write_text("async def test_the_second_signature() -> None: ...\n")
    (tmp_path / "docs" / "page.md").write_text("# Page\n\n## One `event`, from here\n")
    (tmp_path / "Makefile").write_text("lint: ## check\n")
    return Tree(tmp_path)


def references(tree: Tree, text: str) -> list[str]:
    (tree.root / "docs" / "new.md").write_text(text)
    return [each.reference for each in broken(tree)]


@pytest.mark.parametrize(
    "text",
    [
        "[routes](../services/agreements/signing/routes.py)",
        "[page](page.md#one-event-from-here)",
        "[above](#heading)\n\n# Heading",
        "[elsewhere](https://example.org/nothing.md)",
        f"`{MODULE}`",
        "`signing/routes.py`",
        "`services/*/signing/routes.py`",
        "`services/agreements/`",
        "`page.md`",
        "`test_signing.py::test_the_second_signature`",
        "`make lint`",
        "```\n`services/nothing.py`\n```",
        "`/openapi.json`, `{id}.py`, `python -m something.py`",
    ],
)
def test_a_reference_that_leads_somewhere_is_left_alone(tree: Tree, text: str) -> None:
    assert references(tree, text) == []


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("[routes](../services/agreements/routes.py)", "../services/agreements/routes.py"),
        ("[page](page.md#two)", "page.md#two"),
        ("[above](#heading)", "#heading"),
        ("`services/agreements/routes.py`", "services/agreements/routes.py"),
        ("`shared/routes.py`", "shared/routes.py"),
        ("`nothing.py`", "nothing.py"),
        ("`services/*/model.py`", "services/*/model.py"),
        ("`services/programs/`", "services/programs/"),
        ("`test_signing.py::test_a_third`", "test_signing.py::test_a_third"),
        ("`make tea`", "make tea"),
    ],
)
def test_a_reference_that_leads_nowhere_is_found(tree: Tree, text: str, reference: str) -> None:
    assert references(tree, text) == [reference]


def test_a_broken_path_in_a_docstring_is_found(tree: Tree) -> None:
    (tree.root / MODULE).write_text('"""Routes.\n\nSee `shared/nothing.py`.\n"""\n')
    assert [tuple(each) for each in broken(tree)] == [(MODULE, 3, "shared/nothing.py")]


def test_a_reference_is_reported_at_its_line(tree: Tree) -> None:
    (tree.root / "docs" / "new.md").write_text("# New\n\n```\ncode\n```\n\n`nothing.py`\n")
    assert [tuple(each) for each in broken(tree)] == [("docs/new.md", 7, "nothing.py")]


def test_headings_of_the_same_words_are_numbered() -> None:
    assert anchors("# Event\n\n## Event\n") == {"event", "event-1"}


def test_no_reference_of_this_tree_leads_nowhere() -> None:
    assert list(broken(Tree())) == []
