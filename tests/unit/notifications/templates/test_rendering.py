"""Every template of every rule, rendered with an example of its event in both languages."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest
import yaml
from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.model import ALLOWED_FIELDS, Rendered, ShippedTemplates, Template
from services.notifications.templates.shipped import Templates, shipped_templates
from shared.contracts.agreements import AgreementEvent
from shared.contracts.event import Event
from shared.contracts.parts import InForce
from shared.values.texts import Text
from tests.unit.notifications import examples as an

UNTIL = date(2026, 8, 17)


def every_notice() -> Iterator[tuple[Event, Rendered]]:
    for event in an.EVERY_OCCASION:
        for rule in shipped_rulebook().rules_for(event.type, event):
            for about, concerned in rule.occasions(event, concerned_by(event)):
                for desk in rule.desks(concerned):
                    own, places = concerned.items_of(desk), concerned.places_of(desk)
                    values = {"own": own, "places": places, "until": UNTIL, "about": about}
                    yield event, shipped_templates().render(rule.template, event=event, **values)


def test_every_notice_renders_completely_in_both_languages() -> None:
    for event, rendered in every_notice():
        for text in (rendered.subject.id, rendered.subject.en, rendered.body.id, rendered.body.en):
            assert text.strip() == text
            assert not [wrong for wrong in ("None", "{", "}", "_", "  ", "\n") if wrong in text]
        assert rendered.subject.id != rendered.subject.en
        if isinstance(event, AgreementEvent):
            assert rendered.subject.id.endswith("(26-JTG-0042)")
            assert rendered.subject.en.endswith("(26-JTG-0042)")
        assert all(len(subject) <= 200 for subject in (rendered.subject.id, rendered.subject.en))
        assert all(body.endswith(".") for body in (rendered.body.id, rendered.body.en))


def test_each_language_writes_dates_its_own_way() -> None:
    notices = [rendered for event, rendered in every_notice() if event.type == "program.planned.v1"]
    assert "17 Agustus 2026" in notices[0].body.id
    assert "17 August 2026" in notices[0].body.en


def test_a_notice_shows_that_an_acting_head_signed() -> None:
    words = shipped_templates().render("signatures_outstanding", event=an.signature_recorded(), own=(), until=UNTIL)
    assert "oleh Plh. Kepala Lapas Contoh Utara." in words.body.id


def test_a_notice_to_an_agency_names_its_own_fields() -> None:
    words = shipped_templates().render(
        "agency_added", event=an.scope_extended(), own=(an.PACKAGE_A, an.PACKAGE_B), until=UNTIL
    )
    assert words.subject == Text(
        "Bidang baru: pendidikan kesetaraan Paket A dan pendidikan kesetaraan Paket B "
        "bersama Lapas Contoh Utara (26-JTG-0042)",
        "New field: Package A equivalency education and Package B equivalency education with Lapas Contoh Utara "
        "(26-JTG-0042)",
    )


def test_a_notice_shows_that_a_signatory_signed_for_another() -> None:
    event = an.signature_recorded(position="Sekretaris Daerah Contoh", capacity="definitive", signs_for="on_behalf")
    words = shipped_templates().render("signatures_outstanding", event=event, own=(), until=UNTIL)
    assert "oleh Sekretaris Daerah Contoh atas nama (a.n.)." in words.body.id


def test_a_notice_shows_each_ground_of_an_addition_once() -> None:
    items = (an.ENVIRONMENT, an.PACKAGE_A, an.PACKAGE_B)
    grounds = (an.addition(items[0]), an.addition(items[1], an.some_id(51)), an.addition(items[2]))
    words = shipped_templates().render(
        "scope_extended", event=an.scope_extended(additions=grounds), own=(), until=UNTIL
    )
    assert words.body.id.endswith("keputusan dengan alasan tertulis dan rapat yang tercatat.")


def test_a_notice_of_an_agreement_without_a_last_day_says_so() -> None:
    days = InForce(in_force_from=date(2026, 3, 1), in_force_until=None)
    words = shipped_templates().render("agreement_in_force", event=an.entered_into_force(in_force=days), until=UNTIL)
    assert words.body.id.endswith("berlaku mulai 1 Maret 2026 sampai diakhiri.")


def templates_of(subject: str) -> Templates:
    text = Text(subject, "x")
    return Templates({"t": Template(subject=text, body=text)})


@pytest.mark.parametrize("source", ["{{ evnt }}", "{{ event.nothing }}", "{% if event.nothing %}x{% endif %}"])
def test_a_missing_name_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        templates_of(source).render("t", event=an.drafted())


def test_a_template_cannot_reach_outside() -> None:
    with pytest.raises(SecurityError):
        templates_of("{{ event.__class__.__mro__ }}").render("t", event=an.drafted())


def test_a_broken_template_is_refused_on_loading() -> None:
    with pytest.raises(TemplateSyntaxError):
        templates_of("{{ event.title")


def fields_of(source: str) -> set[str]:
    tree = ImmutableSandboxedEnvironment().parse(source.replace("|names", "").replace("|fields", ""))
    return {node.attr for node in tree.find_all(nodes.Getattr)}


def fields_of_all_templates() -> set[str]:
    shipped = files("services.notifications.templates").joinpath("templates.yaml").read_text(encoding="utf-8")
    shipped_texts = ShippedTemplates.model_validate(yaml.safe_load(shipped)).templates.values()
    texts = [text for template in shipped_texts for text in (template.subject, template.body)]
    return {field for text in texts for source in (text.id, text.en) for field in fields_of(source)}


def test_notices_contain_positions_units_counts_and_dates_only() -> None:
    assert fields_of_all_templates() - ALLOWED_FIELDS == set()


@pytest.mark.parametrize("source", ["{{ event.account }}", "{{ event.letter }}", "{{ event.item.description }}"])
def test_a_template_with_another_field_is_found(source: str) -> None:
    assert fields_of(source) - ALLOWED_FIELDS
