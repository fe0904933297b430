"""What code can reach: by name, by method, through a decorator, a table, a cached function; and no more than that."""

from collections.abc import Callable
from functools import cache

import pytest

from shared.values.refusals import Conflict, Refusal
from shared.values.texts import Text
from shared.web.description import reachable
from shared.web.description.reachable import refusals_of


@pytest.fixture(autouse=True)
def _this_code_is_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reachable, "OWN", (*reachable.OWN, __name__))


class ShelfFull(Conflict):
    """One that can be reached."""

    title = Text("Rak penuh", "Shelf full")
    detail = Text("Rak penuh.", "The shelf is full.")


class ShelfGone(Conflict):
    """One that nothing below reaches."""

    title = Text("Rak tidak ada", "Shelf gone")
    detail = Text("Rak tidak ada.", "The shelf is gone.")


class Shelf:
    """An aggregate."""

    def put(self) -> None:
        raise ShelfFull

    @property
    def weight(self) -> int:
        raise ShelfFull

    @classmethod
    def built(cls) -> "Shelf":
        raise ShelfFull

    def burn(self) -> None:
        raise ShelfGone


def _fill() -> None:
    raise ShelfFull


@cache
def _fill_once() -> None:
    raise ShelfFull


def _load() -> Shelf:
    return Shelf()


def _wrapped(function: Callable[[], None]) -> Callable[[], None]:
    def inner() -> None:
        function()

    return inner


TABLE = {"fill": (_fill,)}


def by_name() -> None:
    _fill()


def by_method() -> None:
    _load().put()


def by_property() -> int:
    return _load().weight


def by_class_method() -> Shelf:
    return Shelf.built()


def by_table() -> None:
    TABLE["fill"][0]()


def by_cache() -> None:
    _fill_once()


def in_a_comprehension() -> list[None]:
    return [_fill() for _ in range(2)]


by_decorator = _wrapped(_fill)


def not_at_all() -> Shelf:
    return _load()


@pytest.mark.parametrize(
    "root",
    [by_name, by_method, by_property, by_class_method, by_table, by_cache, by_decorator, in_a_comprehension],
)
def test_it_is_found_and_nothing_else(root: Callable[[], object]) -> None:
    assert refusals_of(root) == {ShelfFull}


def test_a_method_that_nobody_names_is_not_reached() -> None:
    assert refusals_of(not_at_all) == set()


def test_kinds_without_a_text_are_no_problems_of_their_own() -> None:
    def refuse(kind: type[Refusal] = Conflict) -> None:
        raise kind

    assert refusals_of(refuse) == set()
