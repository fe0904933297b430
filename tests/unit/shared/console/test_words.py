"""Every word exists in both languages and is used; every word that a template uses exists."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
import yaml

from shared.console.menu import menu
from shared.console.words import folders_of, read, words
from shared.values.capabilities import Capability
from tests.architecture.tree import ROOT

SERVICES = ("services.agreements", "services.programs", "services.notifications", "services.front")
CONSOLE = ROOT / "shared" / "console"
IN_CODE = re.compile(r'\bword(?:\(|=)\s*"(\w+)"(?! ~)')
FIELDS = re.compile(r'\bfield\.(?:line|area|choice|radios|checks|date)\(\s*(?:[^"()]*~ )?"-?(\w+)"(?![^)]*\blabel=)')


@cache
def sources(service: str) -> str:
    folders = [CONSOLE, *sorted(ROOT.joinpath(*service.split(".")).glob("*/pages"))]
    paths = (path for folder in folders for path in sorted(folder.rglob("*")))
    return "\n".join(path.read_text("utf-8") for path in paths if path.suffix in (".py", ".j2") or path.stem == "menu")


def used_in(service: str) -> Iterator[str]:
    text = sources(service)
    yield from IN_CODE.findall(text)
    yield from (f"field_{name}" for name in FIELDS.findall(text))


@pytest.mark.parametrize("service", SERVICES)
def test_every_word_of_a_template_exists(service: str) -> None:
    assert set(used_in(service)) - words(service).keys() == set()


@pytest.mark.parametrize("service", SERVICES)
def test_every_word_is_used(service: str) -> None:
    own = {name for folder in folders_of(service) for name in read(folder)}
    assert {name for name in own if not is_used(name, sources(service))} == set()


def test_every_word_of_all_screens_is_used() -> None:
    everywhere = "\n".join(sources(service) for service in SERVICES)
    assert {name for name in read(files("shared.console")) if not is_used(name, everywhere)} == set()


def is_used(name: str, text: str) -> bool:
    named = re.search(rf'["( ]{name}\b', text)
    as_field = name.startswith("field_") and re.search(rf'["-]{name.removeprefix("field_")}"', text)
    made_up = any(name.startswith(start) for start in re.findall(r'word\("(\w+_)" ~', text))
    return bool(named or as_field or made_up)


@pytest.mark.parametrize("service", SERVICES)
def test_both_languages_have_the_same_placeholders(service: str) -> None:
    for name, text in words(service).items():
        assert placeholders(text.id) == placeholders(text.en), name
        assert text.id.strip(), name
        assert text.en.strip(), name


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_address_of_the_menu_has_a_word_and_each_word_one_meaning() -> None:
    addresses = menu().addresses
    assert len(set(addresses.values())) == len(addresses)
    for entry in menu().entries:
        assert entry.address == "/" or entry.address.removeprefix("/") in addresses.values()


def test_every_page_belongs_to_one_entry_of_the_menu() -> None:
    # Whoever opens a link or checks a certificate has no account, and so no menu.
    for word in set(menu().addresses.values()) - {"tautan", "sertifikat"}:
        for path in (f"/{word}", f"/{word}/baru"):
            assert len([entry for entry in menu().entries if entry.has(path)]) == 1, path
    assert [entry.word for entry in menu().entries if entry.has("/pertemuan/1/presensi")] == ["menu_programs"]
    assert [entry.word for entry in menu().entries if entry.has("/")] == ["menu_start"]


def test_the_menu_is_shown_by_capability() -> None:
    everyone = [entry.address for entry in menu().visible_to([])]
    assert everyone == ["/", "/kotak-masuk"]
    head = menu().visible_to([Capability.HEAD])
    assert "/posisi" in [entry.address for entry in head]


def test_no_template_has_a_script_or_style_of_its_own() -> None:
    for path in (*CONSOLE.rglob("*.j2"), *Path(ROOT / "services").rglob("*.html.j2")):
        text = path.read_text("utf-8")
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on|js:", text), path


def test_words_are_yaml_without_a_word_twice() -> None:
    for path in (CONSOLE / "words.yaml", *sorted((ROOT / "services").glob("*/*/pages/words.yaml"))):
        names = re.findall(r"^(\w+):", path.read_text("utf-8"), re.MULTILINE)
        assert sorted(names) == sorted(yaml.safe_load(path.read_text("utf-8"))), path
