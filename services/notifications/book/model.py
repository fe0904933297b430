"""The changes of an edition against the shipped rules and templates, and the refusals of unsound ones."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.notifications.rules.model.audiences import Audience
from services.notifications.rules.model.rules import Rule, Rulebook
from services.notifications.templates.model import Template
from shared.values.cooperation import Severity
from shared.values.refusals import Invalid, NotFound
from shared.values.texts import Text

M = TypeVar("M", bound=BaseModel)
SHIPPED_EDITION = 1
"""The rules as released."""
TO_PARTNERS: frozenset[Audience] = frozenset({"partner_contacts", "agency_contacts"})
"""Audiences outside the directorate general and its offices."""


class RuleUnknown(Invalid):
    """An edition names a rule that the release does not have."""

    title = Text("Aturan tidak dikenal", "Unknown rule")
    detail = Text(
        'Tidak ada aturan "{rule}". Daftar aturan memuat semua namanya; kejadian baru memerlukan rilis baru.',
        'There is no rule "{rule}". The list of rules has all names; a new event needs a new release.',
    )


class RuleNotFound(NotFound):
    """No rule has this name."""

    title = Text("Aturan tidak ditemukan", "No such rule")
    detail = Text('Tidak ada aturan "{rule}".', 'There is no rule "{rule}".')


class TemplateUnknown(Invalid):
    """An edition names a template that the release does not have."""

    title = Text("Templat tidak dikenal", "Unknown template")
    detail = Text(
        'Tidak ada templat "{template}". Pakailah salah satu templat yang dipakai aturan.',
        'There is no template "{template}". Use one of the templates of the rules.',
    )


class RuleWithoutEnd(Invalid):
    """A rule whose matters no event closes would ask for an action without end."""

    title = Text("Tindakan tanpa akhir", "Action without end")
    detail = Text(
        'Tidak ada kejadian yang menutup pemberitahuan aturan "{rule}", sehingga aturan ini tidak dapat meminta '
        "tindakan. Pilih tingkat informasi.",
        'No event closes the notices of the rule "{rule}", so it cannot ask for an action. Choose information.',
    )


class AudienceTooWide(Invalid):
    """A rule for desks of ours would notify partners, whom its text does not address."""

    title = Text("Mitra tidak dapat ditambahkan", "Partners cannot be added")
    detail = Text(
        'Aturan "{rule}" hanya untuk petugas pemasyarakatan. Penerima dari pihak mitra memerlukan aturan tersendiri '
        "dalam rilis baru.",
        'The rule "{rule}" is for corrections officials only. To notify partners, a release adds a rule of its own.',
    )


class TemplateTextRefused(Invalid):
    """A text of a template cannot be rendered, or would contain what no notice may contain."""

    title = Text("Teks templat tidak dapat dipakai", "Text of a template refused")
    detail = Text(
        'Teks "{occasion}", {place}: {fault}. {advice}',
        'Text "{occasion}", {place}: {fault}. {advice}',
    )


class RuleChange(BaseModel):
    """Deviations of one rule from the release; what is absent stays as shipped."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    severity: Severity | None = None
    to: tuple[Audience, ...] | None = Field(None, min_length=1, max_length=12)
    useful_days: int | None = Field(None, ge=1, le=366)
    on: bool | None = None
    template: str | None = Field(None, max_length=60)

    def applied_to(self, rule: Rule) -> Rule:
        """The rule as it is in the edition."""
        return rule.model_copy(update=self.model_dump(exclude_none=True))

    def require_sound(self, rule: Rule) -> None:
        """Raise `RuleWithoutEnd` or `AudienceTooWide` if the rule would break a rule of the rulebook."""
        changed = self.applied_to(rule)
        if changed.severity != "information" and not changed.closed_by and changed.severity != rule.severity:
            raise RuleWithoutEnd(rule=rule.occasion)
        if (TO_PARTNERS & set(changed.to)) - set(rule.to):
            raise AudienceTooWide(rule=rule.occasion)


class Changes(BaseModel):
    """All deviations of an edition from the release; none: the rules and templates are as shipped."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: Mapping[str, RuleChange] = {}
    templates: Mapping[str, Template] = {}

    @classmethod
    def stored(cls, text: str) -> "Changes":
        """The changes of a stored edition, without those whose values this release does not know any more."""
        raw = json.loads(text)
        return cls(
            rules=_readable(RuleChange, raw.get("rules", {})), templates=_readable(Template, raw.get("templates", {}))
        )

    def applied_to(self, shipped: Rulebook) -> Rulebook:
        """The rulebook of the edition."""
        rules = tuple(
            self.rules[rule.name].applied_to(rule) if rule.name in self.rules else rule for rule in shipped.rules
        )
        return shipped.model_copy(update={"rules": rules})

    def names_differing_from(self, other: "Changes") -> tuple[list[str], list[str]]:
        """The rules and the templates that differ from another edition's."""
        return _differing(self.rules, other.rules), _differing(self.templates, other.templates)


def _readable(model: type[M], values: Mapping[str, object]) -> dict[str, M]:
    read = {}
    for name, value in values.items():
        with suppress(ValidationError):
            read[name] = model.model_validate(value)
    return read


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event for which a rule opens a matter, and the desks of every audience; without any text of the event.

    It is on record for a rule that is off as well, so that an edition which switches it on can be tried.
    """

    rule: str
    business_key: str
    event_id: UUID
    day: date
    arrived_on: date
    desks: Mapping[Audience, tuple[str, ...]]
