"""Every word of the pages is used and has both languages; no template needs what the policy forbids."""

import re
from importlib.resources import files

from services.front.home.model import SERVICES
from services.front.home.pages.rendering import words

TEMPLATES = [each for each in files("services.front.home.pages").iterdir() if each.name.endswith(".html.j2")]
BY_CODE = {*SERVICES, "facility", "region", "nation", "partner"}


def test_every_word_is_used_and_has_both_languages() -> None:
    used = {name for each in TEMPLATES for name in re.findall(r'word\("(\w+)"', each.read_text(encoding="utf-8"))}
    assert used | BY_CODE == words().keys()
    assert all({"id", "en"} == word.keys() and all(word.values()) for word in words().values())


def test_no_template_has_inline_style_or_script() -> None:
    for each in TEMPLATES:
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", each.read_text(encoding="utf-8")), (
            each.name
        )
