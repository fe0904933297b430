"""Templates and how each language writes the values that fill them: dates, codes and lists of names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from shared.values.labels import label
from shared.values.languages import Tongue, written_day, written_list, written_month
from shared.values.reported_days import HasReportedDay, written_reported_day
from shared.values.texts import Text

OTHERS = Text("lainnya", "others")
WITH = Text("dengan", "with")
PERIOD = Text("mulai {first} sampai dengan {last}", "from {first} to {last}")
OPEN_PERIOD = Text("mulai {first} sampai diakhiri", "from {first} until it is ended")
WEEK_OF = {
    "facility": Text("UPT yang Saudara pimpin:", "The facility that you head:"),
    "region": Text("Kantor wilayah yang Saudara pimpin:", "The regional office that you head:"),
    "nation": Text("Direktorat Jenderal yang Saudara pimpin:", "The directorate general that you head:"),
}
COUNTED = Text(
    "• {name}: {opened} dibuka, {closed} selesai, {open} masih terbuka, {overdue} lewat waktu",
    "• {name}: {opened} opened, {closed} closed, {open} still open, {overdue} overdue",
)
NOTHING = Text("• Tidak ada yang dibuka, ditutup, atau menunggu.", "• Nothing was opened, closed or is waiting.")
NAMED_AT_MOST = 4
"""A national agreement names hundreds of facilities; a notice names some and counts the others."""

ALLOWED_FIELDS = frozenset(
    {
        *("facility", "partner", "parties", "keeper", "declined_by", "name", "title", "registration_number"),
        *("instrument", "kind", "pillar", "field", "ground", "reason", "additions"),
        *("position", "capacity", "signs_for", "side", "units", "kinds", "held", "certain", "about", "meeting_id"),
        *("added", "kept", "removed", "handed_over", "outstanding", "ordinal", "decisions", "gap_days", "covered_by"),
        *("scope_items", "uncovered_fields", "item", "fields", "sessions", "version"),
        *("in_force", "in_force_from", "fiscal_year"),
        *("planned", "signed", "late", "absent", "withdrawn", "held_on"),
        *("changed", "noticed_on", "ends_on", "corrected"),
        *("made_by", "made_to", "answered_on", "scope_item_id", "owner"),
        *("reviewers", "waiting_since"),
        *("in_force_until", "days_left", "quiet_since"),
        *("called_by", "moved_from", "coming", "deputies", "not_coming", "not_answered"),
        *("planned_on", "expired_on", "terminated_on", "ended_on"),
        *("agreement", "due_on", "month"),
        *("unit", "measure", "quantity", "delivered"),
        *("period_from", "period_until"),
        *("signed_on", "signing_planned_on", "superseded_on", "occurred_on", "opened_on", "opens_from"),
        *("origin", "destination", "left_on", "accepted"),
        *("guests", "cancelled_by", "exchanged", "inspections", "action_items", "sessions"),
        *("adopt_by", "check_due_on", "confirmed_on", "abandoned_on"),
        *("subscriber_id", "ground"),
        *("suspended_on", "resumed_on", "completed_on", "wound_down_on", "cancelled_on"),
    }
)
"""Fields of events that a notice may contain: units, positions, counts, dates. Of free texts only the title."""


class Template(BaseModel):
    """One template: subject and body, each in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Text
    body: Text


class ShippedTemplates(BaseModel):
    """Every template, by its name: of notices, and of letters that are about no event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    templates: dict[str, Template]
    letters: dict[str, Template]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The texts of one notice."""

    subject: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Language:
    """The filters of templates in one language."""

    tongue: Tongue

    def month(self, day: date) -> str:
        """The month of a date: Januari 2026, January 2026."""
        return written_month(day, self.tongue)

    def date(self, day: date) -> str:
        """A date as people write it: 27 Januari 2026, 27 January 2026."""
        return written_day(day, self.tongue)

    def label(self, code: str, list_name: str) -> str:
        """The name of a code of one list."""
        return label(list_name, code).in_language(self.tongue)

    def labels(self, codes: Iterable[str], list_name: str) -> str:
        """The names of several codes of one list, as a list in a sentence."""
        return written_list((self.label(code, list_name) for code in codes), self.tongue)

    def reported_day(self, day: HasReportedDay) -> str:
        """A day as it was reported, which may lack its year: 28 November (tahun tidak diketahui)."""
        return written_reported_day(day).in_language(self.tongue)

    def names(self, units: Sequence[Any]) -> str:
        """The names of facilities or partners as a list in a sentence; beyond four, the rest is counted."""
        names = [unit.name for unit in units]
        if len(names) > NAMED_AT_MOST:
            others = f"{len(names) - NAMED_AT_MOST + 1} {OTHERS.in_language(self.tongue)}"
            names = [*names[: NAMED_AT_MOST - 1], others]
        return written_list(names, self.tongue)

    def parties(self, parties: Iterable[Any]) -> str:
        """The principals: our units with the partners. Where no partner is one, all of them as a list."""
        units = [party.unit for party in parties if party.role == "principal"]
        ours, partners = ([unit for unit in units if (unit.kind == "partner") is theirs] for theirs in (False, True))
        if not (ours and partners):
            return self.names(units)
        return f"{self.names(ours)} {WITH.in_language(self.tongue)} {self.names(partners)}"

    def period(self, days: Any) -> str:
        """The first and the last day in force, as part of a sentence."""
        period = OPEN_PERIOD if days.in_force_until is None else PERIOD
        return period.fill(first=days.in_force_from, last=days.in_force_until or "").in_language(self.tongue)

    def weeks(self, units: Iterable[Any]) -> str:
        """The week of each unit of a head: a line for each kind of matter, with its counts."""
        return "\n\n".join(self._week(unit) for unit in units)

    def _week(self, unit: Any) -> str:
        counts = (
            COUNTED.fill(name=each.name, opened=each.opened, closed=each.closed, open=each.open, overdue=each.overdue)
            for each in unit.groups
        )
        lines = (WEEK_OF[unit.scope_kind], *(tuple(counts) or (NOTHING,)))
        return "\n".join(line.in_language(self.tongue) for line in lines)

    def fields(self, items: Iterable[Any]) -> str:
        """The fields of scope items, or fields given by code, as a list in a sentence, each once."""
        return written_list(map(self._field, items), self.tongue)

    def _field(self, item: Any) -> str:
        code = getattr(item, "field", item)
        # An added field may be in an event before its name has arrived here.
        return label("field", code, item.field_name if code is not item else None).in_language(self.tongue)
