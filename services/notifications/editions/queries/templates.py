"""The texts of templates in force, and their preview: an example of the event in every form of a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.notifications.book.model import RuleNotFound
from services.notifications.book.shipped.books import Book
from services.notifications.book.shipped.examples import EXAMPLE_WEEK
from services.notifications.book.shipped.texts import require_sound_text
from services.notifications.book.shipped.uses import WEEK, WEEKLY, Use, use_of
from services.notifications.book.store import load_book
from services.notifications.delivery.model.messages import Message, Told, of_notice, of_week
from services.notifications.editions.queries.editions import READERS, ShowEdition, show_edition
from services.notifications.rules.model.rules import Rule
from services.notifications.templates.model import Rendered, Template
from services.notifications.templates.shipped import Templates
from shared.access import Work, nationwide, use_case
from shared.values.texts import Text

EXAMPLE_NOTICE = UUID(int=1)


@dataclass(frozen=True, slots=True)
class TextInForce:
    """The template of a rule as it is written, and the fields and filters that it may use."""

    template: str
    subject: Text
    body: Text
    rules: Sequence[str]
    fields: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShowRuleText:
    """Show the template of a rule."""

    rule: str


@use_case(*READERS, scope=nationwide, changes=False)
async def show_rule_text(work: Work, query: ShowRuleText) -> TextInForce:
    """The template of a rule in force, and all rules that use it."""
    book = await load_book(work.connection)
    rule = rule_of(book, query.rule)
    text = book.text(rule.template)
    users = [each.name for each in book.rules.rules if each.template == rule.template]
    return TextInForce(rule.template, text.subject, text.body, users, use_of(rule).fields)


@dataclass(frozen=True, slots=True)
class Preview:
    """An example of the event in each form: the texts of the notice, and the message outside the inbox."""

    subject: Text
    body: Text
    plain: str
    html: str
    short: str


@dataclass(frozen=True, slots=True)
class PreviewTemplate:
    """Preview a text for a rule, or without one its text in an edition, or without a number its text in force."""

    rule: str
    origin: str
    text: Template | None = None
    edition: int | None = None


@use_case(*READERS, scope=nationwide, changes=False)
async def preview_template(work: Work, query: PreviewTemplate) -> Preview:
    """What the desks of a rule would read. Raises `TemplateTextRefused`."""
    book = await _book(work, query.edition)
    rule = rule_of(book, query.rule)
    text = query.text or book.text(rule.template)
    rendered = _example(rule.template, text, use_of(rule))
    message = of_notice("preview", Told(EXAMPLE_NOTICE, rendered.subject, rendered.body), query.origin)
    return _preview(rendered, message)


@dataclass(frozen=True, slots=True)
class ShowWeekText:
    """Show the template of the weekly letter to the heads of units."""


@use_case(*READERS, scope=nationwide, changes=False)
async def show_week_text(work: Work, _query: ShowWeekText) -> TextInForce:
    """The template of the weekly letter in force; no rule uses it."""
    text = (await load_book(work.connection)).text(WEEK)
    return TextInForce(WEEK, text.subject, text.body, [], WEEKLY.fields)


@dataclass(frozen=True, slots=True)
class PreviewWeek:
    """Preview a text for the weekly letter, or without one its text in an edition, or its text in force."""

    origin: str
    text: Template | None = None
    edition: int | None = None


@use_case(*READERS, scope=nationwide, changes=False)
async def preview_week(work: Work, query: PreviewWeek) -> Preview:
    """What the head of a unit would read. Raises `TemplateTextRefused`."""
    text = query.text or (await _book(work, query.edition)).text(WEEK)
    rendered = _example(WEEK, text, WEEKLY)
    return _preview(rendered, of_week("preview", rendered, EXAMPLE_WEEK.monday, query.origin))


def _example(name: str, text: Template, use: Use) -> Rendered:
    require_sound_text(name, text, [use])
    return Templates({name: text}).render(name, **use.values)


def _preview(rendered: Rendered, message: Message) -> Preview:
    return Preview(rendered.subject, rendered.body, message.body, message.html, message.short)


async def _book(work: Work, edition: int | None) -> Book:
    if edition is None:
        return await load_book(work.connection)
    return Book.of(edition, (await show_edition(work, ShowEdition(edition))).changes)


def rule_of(book: Book, name: str) -> Rule:
    """The rule of this name. Raises `RuleNotFound`."""
    rule = book.rule(name)
    if rule is None:
        raise RuleNotFound(rule=name)
    return rule
