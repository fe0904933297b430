"""All practices together: the newest versions, the one that serves a field, and the rules of a shipped catalogue."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.programs.catalogue.model.refusals import TemplateNotFound
from services.programs.catalogue.model.template import EXAMINED, Template, telling_word
from shared.values.cooperation import Pillar


class Catalogue(BaseModel):
    """All templates. A new version is listed beside the old one, because programs may still run under that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    templates: tuple[Template, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _versions_are_unique(self) -> "Catalogue":
        counted = Counter((template.code, template.version) for template in self.templates)
        if twice := [f"{code} {version}" for (code, version), times in counted.items() if times > 1]:
            raise ValueError(f"templates appear twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _lineage_leads_back(self) -> "Catalogue":
        # A template is listed after the one from which it was developed, so no lineage is a circle.
        known: set[tuple[str, int]] = set()
        for template in self.templates:
            origin = template.adopted_from
            if origin and (origin.code, origin.version) not in known:
                raise ValueError(
                    f"{template.code} is adopted from {origin.code} {origin.version}, not listed before it"
                )
            known.add((template.code, template.version))
        return self

    @model_validator(mode="after")
    def _none_differs_by_its_name_only(self) -> "Catalogue":
        courses: dict[str, str] = {}
        for template in self.current():
            other = courses.setdefault(template.course, template.code)
            if other != template.code:
                raise ValueError(f"{template.code} differs from {other} by its name only")
        return self

    @model_validator(mode="after")
    def _certificates_are_earned(self) -> "Catalogue":
        for template in self.templates:
            if template.certificate in EXAMINED and not template.is_examined:
                raise ValueError(f"{template.code} has a certificate of {template.certificate} and no examination")
        return self

    @model_validator(mode="after")
    def _titles_tell_of_no_prison(self) -> "Catalogue":
        for template in self.templates:
            if word := telling_word(template.title):
                raise ValueError(f"certificates print the title of {template.code}, which has {word}")
        return self

    def with_published(self, published: Iterable[Template]) -> "Catalogue":
        """The catalogue with published practices, which count where a release ships the same version."""
        # Without the rules above: a later release may ship a practice that was published before it. That stops nothing.
        found = {(each.code, each.version): each for each in (*self.templates, *published)}
        return Catalogue.model_construct(templates=tuple(found.values()))

    def current(self) -> Iterator[Template]:
        """The newest version of each template, in the order in which the catalogue lists their first ones."""
        # A new version keeps the place of its practice: the order decides which of two practices a field gets.
        newest: dict[str, Template] = {}
        for template in self.templates:
            known = newest.setdefault(template.code, template)
            if template.version > known.version:
                newest[template.code] = template
        return iter(newest.values())

    def national(self) -> Iterator[Template]:
        """The newest version of each practice that every facility may run without asking where it comes from."""
        return (template for template in self.current() if template.facility is None)

    def fields_served(self) -> list[str]:
        """Every field of cooperation that has a national practice."""
        return sorted({field for template in self.national() for field in template.fields})

    def versions(self, code: str) -> list[Template]:
        """All versions of one template, the newest first. Raises `TemplateNotFound`."""
        found = [template for template in self.templates if template.code == code]
        if not found:
            raise TemplateNotFound(code=code)
        return sorted(found, key=lambda template: template.version, reverse=True)

    def named(self, code: str) -> Template:
        """The newest version of one template. Raises `TemplateNotFound`."""
        return self.versions(code)[0]

    def in_version(self, code: str, version: int) -> Template | None:
        """One version of one template, if there is one."""
        return next((each for each in self.templates if (each.code, each.version) == (code, version)), None)

    def find(self, code: str) -> Template | None:
        """The newest version of one template, if there is one."""
        return next((template for template in self.current() if template.code == code), None)

    def serving(self, field: str, pillar: Pillar | None) -> Template | None:
        """The national practice for a field: preferably of this pillar, then the one that serves the field best.

        None as `pillar`: no coaching, so every pillar fits alike.
        """
        # A template of another pillar is better than none. If two fit equally well, the first in the catalogue is
        # taken, so the order of the shipped file is part of the rule.
        return min(
            (template for template in self.national() if field in template.fields),
            key=lambda template: (template.pillar != pillar, template.fields.index(field)),
            default=None,
        )
