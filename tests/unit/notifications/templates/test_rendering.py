"""Every template of every rule, with an example of its event, in both languages."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest
import yaml
from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.model import Rendered, ShippedTemplates, Template
from services.notifications.templates.shipped import Templates, shipped_templates
from shared.contracts.event import Event
from shared.values.texts import Text
from tests.unit.notifications import examples as an

UNTIL = date(2026, 8, 17)
SAYABLE = {
    *("facility", "facilities", "partner", "partners", "name", "title", "instrument", "kind", "pillar", "field"),
    *("position", "capacity", "chaired_by", "side"),
    *("added", "kept", "removed", "handed_over", "outstanding", "decisions", "gap_days", "authorisations"),
    *("scope_items", "uncovered_fields", "item", "meeting_id"),
    *("term", "effective_from", "effective_until", "fiscal_year"),
    *("signed_on", "signing_planned_on", "superseded_on", "occurred_on", "held_on", "opened_on"),
}
"""What a notice may say: units, positions, counts, dates. No free text but the title, no account, no letter."""


def every_notice() -> Iterator[tuple[Event, Rendered]]:
    for event in an.EVERY_OCCASION:
        for rule in shipped_rulebook().rules_for(event.type, event):
            concerned = concerned_by(event)
            for desk in rule.desks(concerned):
                own = concerned.items_of(desk)
                yield event, shipped_templates().render(rule.template, event=event, own=own, until=UNTIL)


def test_every_notice_renders_completely_in_both_languages() -> None:
    for _, rendered in every_notice():
        for text in (rendered.subject.id, rendered.subject.en, rendered.body.id, rendered.body.en):
            assert text.strip() == text
            assert not [wrong for wrong in ("None", "{", "}", "_", "  ", "\n") if wrong in text]
        assert rendered.subject.id != rendered.subject.en
        assert all(len(subject) <= 200 for subject in (rendered.subject.id, rendered.subject.en))
        assert all(body.endswith(".") for body in (rendered.body.id, rendered.body.en))


def test_each_language_writes_dates_its_own_way() -> None:
    told = [rendered for event, rendered in every_notice() if event.type == "program.planned.v1"]
    assert "17 Agustus 2026" in told[0].body.id
    assert "17 August 2026" in told[0].body.en


def test_a_signature_by_an_acting_head_says_so() -> None:
    words = shipped_templates().render("signatures_outstanding", event=an.signature_recorded(), own=(), until=UNTIL)
    assert "oleh Plh. Kepala Lapas Contoh Utara." in words.body.id


def test_an_agency_reads_which_fields_are_its_own() -> None:
    words = shipped_templates().render(
        "agency_added", event=an.scope_extended(), own=(an.PACKAGE_A, an.PACKAGE_B), until=UNTIL
    )
    assert words.subject == Text(
        "Bidang baru: pendidikan kesetaraan Paket A dan pendidikan kesetaraan Paket B di Lapas Contoh Utara",
        "New field: Package A equivalency education and Package B equivalency education at Lapas Contoh Utara",
    )


def made_of(subject: str) -> Templates:
    text = Text(subject, "x")
    return Templates(ShippedTemplates(version=1, templates={"t": Template(subject=text, body=text)}))


@pytest.mark.parametrize("source", ["{{ evnt }}", "{{ event.nothing }}", "{% if event.nothing %}x{% endif %}"])
def test_a_name_that_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        made_of(source).render("t", event=an.drafted())


def test_a_template_cannot_reach_outside() -> None:
    with pytest.raises(SecurityError):
        made_of("{{ event.__class__.__mro__ }}").render("t", event=an.drafted())


def test_a_template_that_is_none_is_refused_at_start() -> None:
    with pytest.raises(TemplateSyntaxError):
        made_of("{{ event.title")


def said_by(source: str) -> set[str]:
    tree = ImmutableSandboxedEnvironment().parse(source.replace("|names", "").replace("|fields", ""))
    return {node.attr for node in tree.find_all(nodes.Getattr)}


def said_by_any_template() -> set[str]:
    shipped = files("services.notifications.templates").joinpath("templates.yaml").read_text(encoding="utf-8")
    known = ShippedTemplates.model_validate(yaml.safe_load(shipped)).templates.values()
    texts = [text for template in known for text in (template.subject, template.body)]
    return {said for text in texts for source in (text.id, text.en) for said in said_by(source)}


def test_notices_say_positions_units_counts_and_dates_only() -> None:
    assert said_by_any_template() - SAYABLE == set()


@pytest.mark.parametrize("source", ["{{ event.account }}", "{{ event.letter }}", "{{ event.item.description }}"])
def test_a_template_that_says_more_is_found(source: str) -> None:
    assert said_by(source) - SAYABLE
