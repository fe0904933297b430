"""Refusals are found by name, by method, through decorators, tables and cached functions, and no others are."""

from collections.abc import Callable
from functools import cache

import pytest

from shared.values.refusals import Conflict, Refusal
from shared.values.texts import Text
from shared.web.description import refusals_of_route
from shared.web.description.refusals_of_route import refusals_of


@pytest.fixture(autouse=True)
def _search_this_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals_of_route, "OWN_MODULES", (*refusals_of_route.OWN_MODULES, __name__))


class ShelfFull(Conflict):
    """A refusal that can be reached."""

    title = Text("Rak penuh", "Shelf full")
    detail = Text("Rak penuh.", "The shelf is full.")


class ShelfGone(Conflict):
    """A refusal that no function below reaches."""

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

    def remove(self) -> None:
        raise ShelfGone


def _fill() -> None:
    raise ShelfFull


def _filled() -> Shelf:
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


def in_a_comprehension() -> list[Shelf]:
    return [_filled() for _ in range(2)]


by_decorator = _wrapped(_fill)


def not_at_all() -> Shelf:
    return _load()


@pytest.mark.parametrize(
    "root",
    [by_name, by_method, by_property, by_class_method, by_table, by_cache, by_decorator, in_a_comprehension],
)
def test_the_reachable_refusal_is_found_and_no_other(root: Callable[[], object]) -> None:
    assert refusals_of(root) == {ShelfFull}


def test_a_method_that_is_not_named_is_not_reached() -> None:
    assert refusals_of(not_at_all) == set()


def test_a_base_class_without_a_text_is_not_a_problem() -> None:
    def refuse(kind: type[Refusal] = Conflict) -> None:
        raise kind

    assert refusals_of(refuse) == set()
