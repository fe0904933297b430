"""The rules of a shipped catalogue, each with a catalogue that breaks it."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.programs.catalogue.model.catalogue import Catalogue
from services.programs.catalogue.model.refusals import TemplateNotFound
from tests.unit.programs.examples import stage, template

KEEPER = {"id": "0195ab8e-7c00-7000-8000-000000000001", "name": "Lapas Contoh Utara", "region": "JATENG"}


@pytest.mark.parametrize(
    "broken",
    [
        {"category": "cooking"},
        {"fields": []},
        {"stages": []},
        {"stages": [stage(sessions=0)]},
        {"stages": [stage(minutes=5)]},
        {"source": None},
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
    found = template(stages=[stage(sessions=4, minutes=90), stage(sessions=6, minutes=60)])
    assert (found.sessions, found.minutes) == (10, 720)


def test_a_version_is_in_the_catalogue_once() -> None:
    with pytest.raises(ValidationError, match="composting 1"):
        Catalogue(templates=(template(), template()))


def test_no_title_tells_of_a_prison() -> None:
    with pytest.raises(ValidationError, match="composting, which has Lapas"):
        Catalogue(templates=(template(title={"id": "Kompos Lapas Contoh", "en": "Compost"}),))


def test_a_template_is_adopted_only_from_one_that_is_listed_before() -> None:
    grown = template(code="gardening", stages=[stage(sessions=9)], adopted_from={"code": "composting", "version": 1})
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
    fields = ["health", "environment"]
    other = template(code="tree_talks", fields=fields, category="intellectual", stages=[stage(sessions=9)])
    catalogue = Catalogue(templates=(other, best))
    assert catalogue.serving("environment", "personality") == other
    assert catalogue.serving("environment", "independence") == best
    assert catalogue.serving("environment", "reintegration") == best
    assert catalogue.serving("environment", None) == best


def test_a_field_without_a_template_is_served_by_none() -> None:
    assert Catalogue(templates=(template(),)).serving("astronomy", "personality") is None


@pytest.mark.parametrize(
    "same",
    [
        {"title": {"id": "Kompos", "en": "Compost"}},
        {"fields": ["agriculture"], "category": "food_security"},
        {"method": {"id": "PRAKTIK.", "en": "Exercise"}},
        {"minimum_attendance": 90, "certificate": "participation"},
    ],
)
def test_a_practice_is_another_one_by_its_method_or_its_stages(same: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="by its name only"):
        Catalogue(templates=(template(), template(code="gardening", **same)))


@pytest.mark.parametrize(
    "other",
    [
        {"method": {"id": "Sekolah lapang", "en": "Field school"}},
        {"stages": [stage(sessions=5)]},
        {"stages": [stage(minutes=120)]},
        {"stages": [stage(days=15)]},
        {"stages": [stage(title={"id": "Lanjutan", "en": "Further"})]},
    ],
)
def test_a_practice_with_another_method_or_stage_is_another_one(other: dict[str, Any]) -> None:
    assert Catalogue(templates=(template(), template(code="gardening", **other))).named("gardening")


@pytest.mark.parametrize("certificate", ["competence", "equivalency_diploma"])
def test_a_certificate_that_is_earned_needs_an_examination(certificate: str) -> None:
    with pytest.raises(ValidationError, match="no examination"):
        Catalogue(templates=(template(certificate=certificate),))
    examined = template(certificate=certificate, stages=[stage(examination=True)])
    assert Catalogue(templates=(examined,)).named("composting").is_examined


def test_what_was_published_counts_where_a_release_ships_the_same_version() -> None:
    shipped = Catalogue(templates=(template(), template(version=2, minimum_attendance=80)))
    found = shipped.with_published([template(version=2, minimum_attendance=85), template(code="gardening")])
    assert [each.minimum_attendance for each in found.versions("composting")] == [85, 75]
    assert found.find("gardening")


def test_a_field_is_served_by_national_practices_only() -> None:
    own = template(code="own_composting", under="composting", facility=KEEPER, fields=["astronomy"])
    found = Catalogue(templates=(template(),)).with_published([own])
    assert found.serving("astronomy", None) is None
    assert found.fields_served() == ["environment"]
    assert [each.code for each in found.national()] == ["composting"]
    assert found.named("own_composting") == own


def test_a_published_version_keeps_the_place_of_its_practice() -> None:
    shipped = Catalogue(templates=(template(), template(code="gardening", stages=[stage(sessions=9)])))
    found = shipped.with_published([template(version=2, stages=[stage(sessions=5)])])
    assert [(each.code, each.version) for each in found.current()] == [("composting", 2), ("gardening", 1)]
    assert found.serving("environment", None) == found.named("composting")
