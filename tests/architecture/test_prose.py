"""The prose check: each expression is found in its example, left alone in plain words, counted in the right files."""

import textwrap
from pathlib import Path

import pytest

from tests.architecture.prose.judgement import judge
from tests.architecture.prose.passages import Passage, markdown, passages, python, sql, yaml_file
from tests.architecture.prose.patterns import PATTERNS, Pattern


def found(*texts: str, message: bool = False) -> list[str]:
    return list(judge(Passage("file.py", 1, text, message) for text in texts).by_name.elements())


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda each: each.name)
def test_an_expression_is_found_in_its_example(pattern: Pattern) -> None:
    assert pattern.name in found(pattern.found_in, message=pattern.messages_only)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda each: each.name)
def test_the_plain_version_holds_no_expression_at_all(pattern: Pattern) -> None:
    assert found(pattern.plain, message=True) == []


def test_words_of_the_house_count_in_messages_only() -> None:
    assert found("The rooms of a service lean in one direction.") == []
    assert found("The rooms of a service lean in one direction.", message=True) == ["the house"]


def test_python_gives_comments_docstrings_and_messages() -> None:
    source = textwrap.dedent('''
        """Docstring of the module."""
        LIMIT = 3
        """Docstring of an attribute."""
        # A comment
        # of two lines.
        title = Text("Judul Indonesia", "English title")
        app.command(help="Help of a command")
        router.get("/drafts", summary="Daftar draf / list drafts")
        raise Trouble("Sentence of an error")
        query = "SELECT nobody FROM somewhere"
    ''')
    assert sorted(python(source)) == [
        (2, "Docstring of the module.", False),
        (4, "Docstring of an attribute.", False),
        (5, "A comment\nof two lines.", False),
        (7, "English title", True),
        (8, "Help of a command", True),
        (9, "list drafts", True),
        (10, "Sentence of an error", True),
    ]


def test_markdown_gives_paragraphs_and_cells_without_code_and_targets() -> None:
    source = (
        "# Title\n\nSee `nobody`\nin [the page](whoever.md).\n\n```\nhe says\n```\n\n| cell | **other** |\n|---|---|\n"
    )
    assert [(line, text) for line, text, _ in markdown(source)] == [
        (1, "Title"),
        (3, "See CODE\nin [the page]."),
        (10, "cell"),
        (10, "other"),
        (11, "---"),
        (11, "---"),
    ]


def test_yaml_gives_comments_and_english_messages() -> None:
    source = "# The rules.\nrule:\n  occasion: {id: Draf didaftarkan, en: A draft was registered}\n  field: somebody\n"
    assert list(yaml_file(source)) == [(1, "The rules.", False), (3, "A draft was registered", True)]


def test_sql_gives_comments() -> None:
    assert list(sql("-- The newest round.\nSELECT 1;\n")) == [(1, "The newest round.", False)]


def test_an_expression_is_reported_at_its_own_line() -> None:
    judgement = judge([Passage("a.py", 10, "A comment\nthat nobody reads.")])
    assert judgement.worst(1) == ["a.py:11: nobody"]


def test_the_limit_is_per_thousand_words() -> None:
    assert judge([Passage("a.py", 1, "word " * 999 + "nobody")]).rate == 1
    assert judge([Passage("a.py", 1, "word " * 997 + "nobody nobody nobody")]).plain
    assert not judge([Passage("a.py", 1, "word " * 996 + "nobody nobody nobody nobody")]).plain


def test_a_planted_expression_is_found_in_a_tree(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Nobody reads this.\n")
    (tmp_path / "services" / ".cache").mkdir(parents=True)
    (tmp_path / "services" / ".cache" / "skipped.py").write_text("# Nobody reads this.\n")
    (tmp_path / "services" / "model.py").write_text("def f() -> None:\n    # Nobody reads this.\n    return\n")
    for folder in ("shared", "deploy", "tests", "docs"):
        (tmp_path / folder).mkdir()
    assert [(each.file, each.line) for each in passages(tmp_path)] == [("README.md", 1), ("services/model.py", 2)]
