"""The vendored files are the ones of the lock, and contain nothing that is licensed to another government."""

import hashlib
from importlib.resources import files

import pytest
import yaml

from shared.console.asset_files import address_of, assets, release
from shared.console.vendoring import LOCK, ORIGINS

LOCKED = yaml.safe_load(LOCK.read_text(encoding="utf-8"))
OF_ONE_PAGE = {"lembar.js", "meja.js"}
"""Only the pages that have a sheet of attendance, and the desk of a ceremony, load them."""
OWN = {"hidup.js", *OF_ONE_PAGE, "sinergi.css", "sinergi.svg"}
LARGEST_TOTAL = 75_000
"""Bytes that a first page loads beside itself, compressed."""


def test_every_file_is_our_own_or_locked() -> None:
    assert assets().keys() == OWN | LOCKED.keys()
    assert LOCKED.keys() == {origin.name for origin in ORIGINS}


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_file_has_its_hash(name: str) -> None:
    assert hashlib.sha256(assets()[name].content).hexdigest() == LOCKED[name]["sha256"]


@pytest.mark.parametrize("name", [name for name in assets() if name.endswith(".css")])
def test_a_style_has_no_font_or_picture_of_another_government(name: str) -> None:
    text = assets()[name].content.decode()
    assert "GDS Transport" not in text
    assert "govuk-crest" not in text
    assert "/assets/" not in text
    assert "data:" not in text


def test_the_address_changes_with_the_content() -> None:
    assert address_of("sinergi.css") == f"/aset/{release()}/sinergi.css"
    with pytest.raises(KeyError):
        address_of("none.css")


def test_the_first_page_stays_small() -> None:
    loaded = (asset for name, asset in assets().items() if name not in OF_ONE_PAGE)
    assert sum(min(len(asset.packed), len(asset.content)) for asset in loaded) < LARGEST_TOTAL


def test_the_lock_is_packed_beside_the_files() -> None:
    assert files("shared.console").joinpath("assets.lock").is_file()
