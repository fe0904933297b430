"""The rules of a shipped catalogue, each with a catalogue that breaks it."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.programs.catalogue.model import Catalogue, TemplateNotFound
from tests.unit.programs.examples import template


@pytest.mark.parametrize(
    "broken",
    [
        {"category": "cooking"},
        {"fields": []},
        {"stages": []},
        {"stages": [{"title": {"id": "Dasar", "en": "Basics"}, "sessions": 0}]},
        {"minimum_attendance": 101},
        {"minimum_attendance": 0},
        {"certificate": "gold"},
        {"code": "Not A Code"},
        {"version": 0},
        {"title": {"id": "Pengomposan"}},
        {"colour": "green"},
    ],
)
def test_a_broken_template_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        template(**broken)


def test_the_pillar_follows_from_the_category() -> None:
    assert template(category="religious").pillar == "personality"
    assert template(category="food_security").pillar == "independence"
    assert template(category="social_reintegration").pillar == "reintegration"


def test_the_sessions_are_those_of_all_stages() -> None:
    basics, further = {"id": "Dasar", "en": "Basics"}, {"id": "Lanjutan", "en": "Further"}
    stages = [{"title": basics, "sessions": 4}, {"title": further, "sessions": 6}]
    assert template(stages=stages).sessions == 10


def test_a_version_is_in_the_catalogue_once() -> None:
    with pytest.raises(ValidationError, match="composting 1"):
        Catalogue(templates=(template(), template()))


def test_a_template_is_adopted_only_from_one_that_is_listed_before() -> None:
    grown = template(code="gardening", adopted_from={"code": "composting", "version": 1})
    assert Catalogue(templates=(template(), grown)).named("gardening").adopted_from
    with pytest.raises(ValidationError, match="not listed before it"):
        Catalogue(templates=(grown, template()))


def test_the_newest_version_is_current_and_the_old_one_stays() -> None:
    catalogue = Catalogue(templates=(template(), template(version=2, minimum_attendance=80)))
    assert [each.version for each in catalogue.current()] == [2]
    assert catalogue.named("composting").minimum_attendance == 80
    assert len(catalogue.templates) == 2


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(TemplateNotFound):
        Catalogue(templates=(template(),)).named("weaving")


def test_the_wanted_pillar_comes_before_the_best_fit() -> None:
    best = template(code="composting", fields=["environment"], category="skill_training")
    other = template(code="tree_talks", fields=["health", "environment"], category="intellectual")
    catalogue = Catalogue(templates=(other, best))
    assert catalogue.serving("environment", "personality") == other
    assert catalogue.serving("environment", "independence") == best
    assert catalogue.serving("environment", "reintegration") == best
    assert catalogue.serving("environment", None) == best


def test_a_field_without_a_template_is_served_by_none() -> None:
    assert Catalogue(templates=(template(),)).serving("astronomy", "personality") is None
