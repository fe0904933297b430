"""The catalogue that is shipped."""

import pytest

from services.programs.catalogue.shipped import shipped_catalogue

FIELDS = [
    "health",
    "education",
    "equivalency_education",
    "package_a",
    "package_b",
    "package_c",
    "agriculture",
    "livestock",
    "fisheries",
    "industry_and_trade",
    "social",
    "sport",
    "culture",
    "environment",
    "religion",
    "rehabilitation",
    "legal_awareness",
    "work_training",
    "food_security",
    "reintegration",
]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_cooperation_has_a_template_that_serves_it_best(field: str) -> None:
    template = shipped_catalogue().serving(field, "personality")
    assert template is not None
    assert template.fields[0] == field


def test_each_field_of_the_story_leads_to_a_program_of_its_own() -> None:
    catalogue = shipped_catalogue()
    fields = ["environment", "package_a", "package_b", "package_c"]
    found = {template.code for field in fields if (template := catalogue.serving(field, "personality"))}
    assert len(found) == 4


def test_no_template_serves_a_field_that_is_not_one() -> None:
    assert set(shipped_catalogue().fields_served()) == set(FIELDS)


def test_social_guidance_and_return_are_told_apart_by_their_pillar() -> None:
    catalogue = shipped_catalogue()
    guidance, return_ = catalogue.serving("social", "personality"), catalogue.serving("social", "reintegration")
    assert guidance
    assert return_
    assert (guidance.code, return_.code) == ("social_guidance", "return_to_community")


def test_rehabilitation_has_a_template_for_each_way_and_length() -> None:
    catalogue = shipped_catalogue()
    found = {each.code: each for each in catalogue.current() if each.fields[0] == "rehabilitation"}
    assert found.keys() == {
        "therapeutic_community",
        "brief_social_rehabilitation",
        "social_rehabilitation",
        "intensive_social_rehabilitation",
        "medical_rehabilitation",
        "community_based_rehabilitation",
    }
    assert all(each.sensitive for each in found.values())
    social = ("brief_social_rehabilitation", "social_rehabilitation", "intensive_social_rehabilitation")
    assert [[stage.days for stage in found[code].stages if stage.days] for code in social] == [[15], [30], [60]]
    default = catalogue.serving("rehabilitation", "personality")
    assert default is not None
    assert default.code == "therapeutic_community"
