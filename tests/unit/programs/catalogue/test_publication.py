"""The rules by which a practice is published."""

from dataclasses import replace
from typing import Any

import pytest

from services.programs.catalogue.model.publication import (
    Draft,
    next_content,
    own_content,
    require_change,
    require_known_fields,
)
from services.programs.catalogue.model.refusals import (
    AttendanceBelowParent,
    CertificateNotOfParent,
    ExaminationMissing,
    ParentNotNational,
    PracticeFieldsShrink,
    PracticeFieldUnknown,
    PracticeTitleTelling,
    PracticeUnchanged,
)
from services.programs.catalogue.model.template import TemplateStage
from shared.values.texts import Text
from tests.unit.programs.examples import stage, template

KEEPER = {"id": "0195ab8e-7c00-7000-8000-000000000001", "name": "Lapas Contoh Utara", "region": "JATENG"}
NATIONAL = template(certificate="competence", stages=[stage(examination=True)])


def draft(**fields: Any) -> Draft:
    stages = (TemplateStage.model_validate(stage(sessions=9, examination=True)),)
    one = Draft(
        Text("Kompos", "Compost"), Text("Praktik", "Practice"), stages, 75, "none", (), Text("Laporan", "Report")
    )
    return replace(one, **fields)


def test_an_own_practice_has_the_category_and_the_fields_of_its_national_one() -> None:
    content = own_content(draft(), NATIONAL)
    assert (content.category, content.fields) == (NATIONAL.category, NATIONAL.fields)
    assert (content.title.id, content.sessions) == ("Kompos", 9)


def test_an_own_practice_is_under_a_national_one() -> None:
    with pytest.raises(ParentNotNational, match="belongs to a facility"):
        own_content(draft(), template(code="own_composting", facility=KEEPER, under="composting"))


def test_an_own_practice_asks_for_no_less_attendance() -> None:
    assert own_content(draft(minimum_attendance=90), NATIONAL).minimum_attendance == 90
    with pytest.raises(AttendanceBelowParent, match="75%"):
        own_content(draft(minimum_attendance=74), NATIONAL)


@pytest.mark.parametrize("certificate", ["none", "participation", "competence"])
def test_an_own_practice_may_end_with_the_certificate_of_its_national_one_or_a_lesser_one(certificate: Any) -> None:
    assert own_content(draft(certificate=certificate), NATIONAL).certificate == certificate


def test_an_own_practice_gives_no_certificate_that_its_national_one_does_not_give() -> None:
    with pytest.raises(CertificateNotOfParent, match="certificate of competence"):
        own_content(draft(certificate="competence"), template())


def test_a_certificate_of_competence_needs_an_examination() -> None:
    stages = (TemplateStage.model_validate(stage()),)
    with pytest.raises(ExaminationMissing):
        own_content(draft(certificate="competence", stages=stages), NATIONAL)


@pytest.mark.parametrize(
    "title",
    [Text("Roti Lapas Contoh", "Bread"), Text("Buletin", "Bulletin of inmates"), Text("Kader warga binaan", "Peers")],
)
def test_a_title_does_not_tell_of_a_prison(title: Text) -> None:
    with pytest.raises(PracticeTitleTelling):
        own_content(draft(title=title), NATIONAL)


@pytest.mark.parametrize("title", ["Ketahanan pangan", "Kelas lipat kertas", "Pelayanan kemasyarakatan"])
def test_a_word_that_only_has_the_same_letters_is_no_obstacle(title: str) -> None:
    assert own_content(draft(title=Text(title, "Class")), NATIONAL).title.id == title


@pytest.mark.parametrize(("category", "fields"), [("intellectual", ("environment",)), ("skill_training", ("health",))])
def test_a_version_keeps_category_and_fields(category: Any, fields: tuple[str, ...]) -> None:
    with pytest.raises(PracticeFieldsShrink):
        next_content(draft(), NATIONAL, category, fields)


def test_a_version_may_serve_further_fields() -> None:
    content = next_content(draft(), NATIONAL, "skill_training", ("environment", "agriculture", "environment"))
    assert content.fields == ("environment", "agriculture")


def test_a_version_changes_something() -> None:
    content = next_content(draft(), NATIONAL, "skill_training", ("environment",))
    require_change(content, NATIONAL)
    published = template(**content.model_dump(exclude={"pillar", "sessions", "minutes"}))
    with pytest.raises(PracticeUnchanged, match="version 1"):
        require_change(content, published)


def test_a_field_is_one_that_the_catalogue_or_an_agreement_has() -> None:
    require_known_fields(("environment", "night_sky"), {"environment", "night_sky"})
    with pytest.raises(PracticeFieldUnknown, match="night_sky"):
        require_known_fields(("environment", "night_sky"), {"environment"})
