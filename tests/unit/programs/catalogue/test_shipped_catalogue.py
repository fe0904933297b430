"""The catalogue that is shipped."""

import pytest

from services.agreements.register.commands.reference import shipped_fields
from services.programs.catalogue.model.template import Template, telling_word
from services.programs.catalogue.shipped import shipped_catalogue

FIELDS = [node.code for node, _ in shipped_fields().walk()]
CURRENT = list(shipped_catalogue().current())


def codes_of(field: str) -> set[str]:
    return {each.code for each in CURRENT if each.fields[0] == field}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_the_register_has_a_practice_that_serves_it_best(field: str) -> None:
    assert codes_of(field)
    default = shipped_catalogue().serving(field, None)
    assert default is not None
    assert default.fields[0] == field


def test_no_template_serves_a_field_that_is_not_one() -> None:
    assert set(shipped_catalogue().fields_served()) == set(FIELDS)


def test_every_practice_has_a_course_and_a_name_of_its_own() -> None:
    assert len({each.course for each in CURRENT}) == len({each.title.id for each in CURRENT}) == len(CURRENT)
    assert len(CURRENT) >= 79


@pytest.mark.parametrize("template", CURRENT, ids=lambda each: each.code)
def test_every_practice_says_what_it_needs_and_on_what_it_rests(template: Template) -> None:
    assert template.needs
    assert template.source.id != template.source.en
    assert not template.code.startswith("own_")


@pytest.mark.parametrize("template", shipped_catalogue().templates, ids=lambda each: f"{each.code} {each.version}")
def test_no_word_of_a_practice_on_a_certificate_tells_of_a_prison(template: Template) -> None:
    assert telling_word(template.title) is None
    assert [telling_word(stage.title) for stage in template.stages] == [None] * len(template.stages)


def test_each_field_of_the_story_leads_to_a_program_of_its_own() -> None:
    catalogue = shipped_catalogue()
    fields = ["environment", "package_a", "package_b", "package_c"]
    found = {template.code for field in fields if (template := catalogue.serving(field, "personality"))}
    assert len(found) == 4


def test_social_guidance_and_return_are_told_apart_by_their_pillar() -> None:
    catalogue = shipped_catalogue()
    guidance, return_ = catalogue.serving("social", "personality"), catalogue.serving("social", "reintegration")
    assert guidance
    assert return_
    assert (guidance.code, return_.code) == ("social_guidance", "return_to_community")


def test_rehabilitation_has_a_template_for_each_way_and_length() -> None:
    found = {each.code: each for each in CURRENT if each.fields[0] == "rehabilitation"}
    assert found.keys() == {
        "therapeutic_community",
        "brief_social_rehabilitation",
        "social_rehabilitation",
        "intensive_social_rehabilitation",
        "medical_rehabilitation",
        "community_based_rehabilitation",
        "relapse_prevention",
    }
    assert all(each.sensitive for each in found.values())
    social = ("brief_social_rehabilitation", "social_rehabilitation", "intensive_social_rehabilitation")
    assert [[stage.days for stage in found[code].stages if stage.days] for code in social] == [[15], [30], [60]]
    assert sum(stage.days or 0 for stage in found["therapeutic_community"].stages) == 180
    default = shipped_catalogue().serving("rehabilitation", "personality")
    assert default is not None
    assert default.code == "therapeutic_community"


def test_equivalency_education_has_terms_and_an_examination() -> None:
    for code in ("package_a_learning", "package_b_learning", "package_c_learning"):
        template = shipped_catalogue().named(code)
        assert [stage.examination for stage in template.stages] == [False, False, False, True]
        assert template.certificate == "equivalency_diploma"


def test_each_kind_of_food_each_craft_and_each_faith_is_a_practice() -> None:
    assert codes_of("agriculture") >= {"horticulture", "rice_cultivation", "maize_cultivation", "hydroponic_vegetables"}
    assert codes_of("livestock") >= {"small_livestock", "laying_hens", "goat_fattening"}
    assert codes_of("fisheries") == {"freshwater_fish", "shrimp_farming"}
    assert codes_of("industry_and_trade") >= {"cake_making", "bag_making", "batik_making"}
    assert len(codes_of("religion")) == 9


def test_the_first_versions_of_released_practices_stay_as_they_were() -> None:
    """Programs of the first release run under them."""
    released = shipped_catalogue().in_version("therapeutic_community", 1)
    assert released is not None
    assert [(stage.sessions, stage.days) for stage in released.stages] == [(20, 30), (80, None), (16, None), (4, None)]
