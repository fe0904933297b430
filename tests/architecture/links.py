"""Finds references that lead nowhere: files, headings, tests and make targets that a document names and do not exist.

Checked are links, and names in backticks that look like a path; in Python, the paths in comments and docstrings; in the
comments of settings and of the Makefile, everything that begins with a folder of the tree.
`python -m tests.architecture.links` prints the broken references.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from tests.architecture.prose.passages import hashes, python
from tests.architecture.tree import FOLDERS, Tree

SUFFIXES = "py|md|yaml|toml|sql|csv|lock|sh|j2"
PATH = re.compile(rf"^(?P<path>[\w.*-]+(?:/[\w.*-]+)*(?:\.(?:{SUFFIXES})|/))(?:::(?P<test>\w+))?$")
"""A file or a folder of this tree. JSON is left out: those names are addresses, or files that users make."""


IN_A_COMMENT = re.compile(rf"(?<![\w/.])(?:{'|'.join(FOLDERS)})/[\w./-]*[\w-]\.(?:{SUFFIXES})\b")


class Broken(NamedTuple):
    """One reference that leads nowhere."""

    file: str
    line: int
    reference: str


Found = Iterator[tuple[int, str]]
"""Positions in a text, and the reference there."""


def broken(tree: Tree) -> Iterator[Broken]:
    """Every broken reference of every document, module and settings file."""
    yield from _in_documents(tree)
    yield from _in_modules(tree)
    yield from _in_settings(tree)


def _in_documents(tree: Tree) -> Iterator[Broken]:
    for path, text in tree.with_suffix(".md"):
        plain = _without_blocks(text)
        for check in (_links, _paths, _targets):
            for position, reference in check(tree, path, plain):
                yield Broken(str(path), 1 + plain.count("\n", 0, position), reference)


def _in_modules(tree: Tree) -> Iterator[Broken]:
    for path, text in tree.with_suffix(".py"):
        # Finding comments and docstrings takes long, and few modules name a path.
        if not any("/" in reference for _, reference in _paths(tree, path, text)):
            continue
        for line, passage, _ in python(text):
            for position, reference in _paths(tree, path, passage):
                # A bare file name in a comment may be an example; a path with folders is meant to exist.
                if "/" in reference:
                    yield Broken(str(path), line + passage.count("\n", 0, position), reference)


def _in_settings(tree: Tree) -> Iterator[Broken]:
    for path, line, passage in _comments(tree):
        for found in IN_A_COMMENT.finditer(passage):
            if not tree.has(found[0], path.parent):
                yield Broken(str(path), line + passage.count("\n", 0, found.start()), found[0])


def _comments(tree: Tree) -> Iterator[tuple[PurePosixPath, int, str]]:
    for suffix in (".toml", ".yaml", ".sh", ""):
        for path, text in tree.with_suffix(suffix):
            if suffix or path.name == "Makefile":
                yield from ((path, line, passage) for line, passage, _ in hashes(text))


def _links(tree: Tree, document: PurePosixPath, text: str) -> Found:
    for link in re.finditer(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"\w+:", link[1]) and not _leads_somewhere(tree, document, link[1]):
            yield link.start(), link[1]


def _leads_somewhere(tree: Tree, document: PurePosixPath, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (tree.root / document.parent / path).resolve() if path else tree.root / document
    if not target.exists():
        return False
    return not anchor or target.suffix != ".md" or anchor in anchors(target.read_text(encoding="utf-8"))


def _paths(tree: Tree, document: PurePosixPath, text: str) -> Found:
    for span in re.finditer(r"`([^`\n]+)`", text):
        found = PATH.match(span[1])
        if found and not _exists(tree, document, found["path"], found["test"]):
            yield span.start(), span[1]


def _exists(tree: Tree, document: PurePosixPath, path: str, test: str | None) -> bool:
    return tree.has(path, document.parent) and (test is None or tree.has_test(path, test))


def _targets(tree: Tree, _document: PurePosixPath, text: str) -> Found:
    for span in re.finditer(r"`make ([a-z][\w-]*)[^`]*`", text):
        if span[1] not in tree.targets:
            yield span.start(), f"make {span[1]}"


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#+ (.+)$", _without_blocks(text), re.M):
        plain = re.sub(r"\]\([^)]*\)|[`*\[\]]", "", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
    return {slug if again == 0 else f"{slug}-{again}" for slug, count in found.items() for again in range(count + 1)}


def _without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", lambda block: "\n" * block[0].count("\n"), text, flags=re.M | re.S)


if __name__ == "__main__":
    lines = [f"{each.file}:{each.line}: {each.reference}\n" for each in broken(Tree())]
    sys.stdout.writelines(lines)
    sys.exit(bool(lines))
