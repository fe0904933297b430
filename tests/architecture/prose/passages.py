"""Takes the English passages out of the files of the tree: comments, docstrings, documents and messages."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.architecture.tree import ROOT, files

GENERATED = frozenset({"docs/access.md", "docs/contracts/catalogue.md", "docs/contracts/rules.md"})
"""Made from docstrings and messages that are counted where they are written."""

MESSAGE_ARGUMENTS = frozenset({"help", "short_help", "epilog", "summary", "description"})
MESSAGE_KEYS = frozenset({"en", "because", "means"})
ENGLISH_OF_A_TEXT = 1
"""`Text(id, en)`: the position of its English half."""


@dataclass(frozen=True)
class Passage:
    """One comment, docstring, paragraph, table cell or message."""

    file: str
    line: int
    text: str
    is_message: bool = False


def passages(root: Path = ROOT) -> Iterator[Passage]:
    """Every passage of the tree."""
    for path in files(root):
        name = path.relative_to(root).as_posix()
        reader = _reader(path)
        if reader and name not in GENERATED:
            for line, text, is_message in reader(path.read_text(encoding="utf-8")):
                yield Passage(name, line, text, is_message)


Found = Iterator[tuple[int, str, bool]]


def _reader(path: Path) -> Callable[[str], Found] | None:
    return READERS.get(path.suffix) or READERS.get(path.name)


def python(source: str) -> Found:
    """Comments, docstrings (of attributes, too), messages."""
    yield from _python_comments(source)
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text, False
            case ast.Call():
                yield from _messages_of_a_call(node)
            case ast.Raise(exc=ast.Call(args=[ast.Constant(value=str(text)), *_])):
                yield node.lineno, text, True


def _python_comments(source: str) -> Found:
    block: list[tuple[int, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            if block and token.start[0] != block[-1][0] + 1:
                yield _joined(block)
                block = []
            block.append((token.start[0], token.string.lstrip("#: ")))
    if block:
        yield _joined(block)


def _joined(block: list[tuple[int, str]]) -> tuple[int, str, bool]:
    return block[0][0], "\n".join(text for _, text in block), False


def _messages_of_a_call(call: ast.Call) -> Found:
    named = {argument.arg: argument.value for argument in call.keywords}
    if isinstance(call.func, ast.Name) and call.func.id == "Text" and len(call.args) > ENGLISH_OF_A_TEXT:
        named["help"] = call.args[ENGLISH_OF_A_TEXT]
    for name, value in named.items():
        if name in MESSAGE_ARGUMENTS and isinstance(value, ast.Constant) and isinstance(value.value, str):
            # The summary of a route is bilingual: "Buat draf / draft an agreement".
            yield value.lineno, value.value.rpartition(" / ")[2], True


def hashes(source: str) -> Found:
    """Comments of YAML, TOML, shell and make."""
    yield from _line_comments(source, r"(?:^|\s)#+ ?(.*)$")


def sql(source: str) -> Found:
    """Comments of SQL."""
    yield from _line_comments(source, r"--\s?(.*)$")


def _line_comments(source: str, comment: str) -> Found:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(source.splitlines(), 1):
        found = re.search(comment, line)
        if found:
            block.append((number, found[1]))
        elif block:
            yield _joined(block)
            block = []
    if block:
        yield _joined(block)


def yaml_file(source: str) -> Found:
    """Comments, and messages in English."""
    yield from hashes(source)
    for document in yaml.compose_all(source):
        yield from _yaml_messages(document)


def _yaml_messages(node: yaml.Node | None) -> Found:
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                if key.value in MESSAGE_KEYS and isinstance(value, yaml.ScalarNode):
                    yield value.start_mark.line + 1, value.value, True
                yield from _yaml_messages(value)
        case yaml.SequenceNode():
            for value in node.value:
                yield from _yaml_messages(value)


def markdown(source: str) -> Found:
    """Paragraphs and table cells, without code and without the targets of links."""
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(_without_code(source).splitlines(), 1):
        begins = not line.strip() or line.lstrip().startswith(("|", "- ", "* ", "#", ">"))
        if begins and paragraph:
            yield _joined(paragraph)
            paragraph = []
        if line.lstrip().startswith("|"):
            yield from ((number, cell.strip(), False) for cell in line.strip().strip("|").split("|") if cell.strip())
        elif line.strip():
            paragraph.append((number, line.strip().lstrip("#-*> ")))
    if paragraph:
        yield _joined(paragraph)


def _without_code(source: str) -> str:
    without_blocks = re.sub(r"^```.*?^```", lambda block: "\n" * block[0].count("\n"), source, flags=re.M | re.S)
    without_spans = re.sub(r"`[^`]*`", lambda span: "CODE" + "\n" * span[0].count("\n"), without_blocks)
    return re.sub(r"\]\([^)]*\)", "]", without_spans).replace("**", "")


READERS: Mapping[str, Callable[[str], Found]] = {
    ".py": python,
    ".md": markdown,
    ".yaml": yaml_file,
    ".sql": sql,
    ".toml": hashes,
    ".sh": hashes,
    "Makefile": hashes,
}
