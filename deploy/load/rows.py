"""The rows of made-up agreements, table by table, as the stores of the service write them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from deploy.load.made import Made
from services.agreements.agreement.model.texts import TextOfDraft
from shared.values.inputs import number_key

Row = tuple[object, ...]


class Table(NamedTuple):
    """A table, its columns, and the rows of one agreement in it."""

    name: str
    columns: Sequence[str]
    rows: Callable[[Made], Iterable[Row]]


_AGREEMENT = (
    *("id", "line_id", "registration_number", "instrument", "level", "keeper_id", "title", "zone", "document_state"),
    *("signing_planned_on", "dated_on", "signed_on", "in_force_from", "in_force_until", "ended_on"),
    *("registered_source", "confidence", "version"),
)
_MARKS = ("term", "entered_announced_at", "expired_announced_at", "expiry_final_at", "first_activity_at")
_ITEM = ("id", "ordinal", "field", "description", "function", "pillar", "delivery")


def _agreements(made: Made) -> Iterator[Row]:
    agreement = made.agreement
    plain = (agreement.keeper.id if name == "keeper_id" else getattr(agreement, name) for name in _AGREEMENT)
    term = agreement.term.model_dump_json() if agreement.term else None
    yield (*plain, term, made.entered_at, made.expired_at, made.final_at, made.first_activity_at)


def _parties(made: Made) -> Iterator[Row]:
    for ordinal, party in enumerate(made.agreement.parties):
        yield party.id, made.agreement.id, ordinal, party.role, party.unit.id, party.signers


def _places(made: Made) -> Iterator[Row]:
    return ((made.agreement.id, unit.id) for unit in made.agreement.runs_at)


def _items(made: Made) -> Iterator[Row]:
    for ordinal, item in enumerate(made.agreement.scope_items):
        plain = (ordinal if name == "ordinal" else getattr(item, name) for name in _ITEM)
        yield made.agreement.id, *plain


def _agencies(made: Made) -> Iterator[Row]:
    return ((item.id, agency.id) for item in made.agreement.scope_items for agency in item.agencies)


def _numbers(made: Made) -> Iterator[Row]:
    # As in the service, numbers of registered agreements are not held to be unique.
    registered = made.agreement.registered_source is not None
    for number in made.agreement.numbers:
        ours = number.issuer.kind != "partner" and not registered
        key = number_key(number.number)
        yield number.id, made.agreement.id, number.party_id, number.issuer.id, ours, number.number, key, number.year


def _signatures(made: Made) -> Iterator[Row]:
    units = {party.id: party.unit.id for party in made.agreement.parties}
    for each in made.agreement.signatures:
        yield (each.id, made.agreement.id, each.party_id, units[each.party_id], each.ordinal, each.position,
               each.capacity, each.signs_for, each.method, each.signed_on, made.moves[-1].account)  # fmt: skip


def _history(made: Made) -> Iterator[Row]:
    for version, move, account, at in ((m.version, m.transition, m.account, m.at) for m in made.moves):
        yield made.agreement.id, version, move.move, move.from_state, move.to_state, account, move.happened_on, at


def _texts(made: Made) -> Iterator[Row]:
    text = TextOfDraft.of(made.agreement)
    yield made.agreement.id, made.text_version, text.content, text.hash


def _reviewers(made: Made) -> Iterator[Row]:
    if made.reviewers:
        hash_ = TextOfDraft.of(made.agreement).hash
        for each in made.reviewers:
            answer = each.verdict, each.answered_at, each.letter
            yield made.agreement.id, 1, each.side, each.unit, each.waiting_since, *answer, hash_


def _programs(made: Made) -> Iterator[Row]:
    for program in made.programs:
        yield program.id, program.facility_id, "contoh", program.name, program.fiscal_year


def _authorisations(made: Made) -> Iterator[Row]:
    return ((program.id, program.scope_item_id) for program in made.programs)


def _sessions(made: Made) -> Iterator[Row]:
    return ((id_, program.id, day) for program in made.programs for id_, day in program.sessions)


def _counts(made: Made) -> Iterator[Row]:
    return ((id_, 1, 10, 5, 1) for program in made.programs for id_, _ in program.sessions)


def _credits(made: Made) -> Iterator[Row]:
    return ((program.scope_item_id, id_) for program in made.programs for id_, _ in program.sessions)


TABLES = (
    Table("agreement", (*_AGREEMENT, *_MARKS), _agreements),
    Table("party", ("id", "agreement_id", "ordinal", "role", "unit_id", "signers"), _parties),
    Table("agreement_facility", ("agreement_id", "facility_id"), _places),
    Table("scope_item", ("agreement_id", *_ITEM), _items),
    Table("scope_item_agency", ("scope_item_id", "partner_id"), _agencies),
    Table(
        "document_number",
        ("id", "agreement_id", "party_id", "issuer_id", "ours", "number", "number_key", "year"),
        _numbers,
    ),
    Table(
        "signature",
        ("id", "agreement_id", "party_id", "unit_id", "ordinal", "position", "capacity", "signs_for", "method",
         "signed_on", "recorded_by"),
        _signatures,
    ),
    Table(
        "agreement_history",
        ("agreement_id", "version", "move", "from_state", "to_state", "account", "happened_on", "at"),
        _history,
    ),
    Table("agreement_text", ("agreement_id", "version", "content", "hash"), _texts),
    Table(
        "reviewer",
        ("agreement_id", "round", "side", "unit", "waiting_since", "verdict", "answered_at", "letter", "text_hash"),
        _reviewers,
    ),
    Table("reported_program", ("program_id", "facility_id", "template", "name", "fiscal_year"), _programs),
    Table("program_authorisation", ("program_id", "scope_item_id"), _authorisations),
    Table("reported_session", ("session_id", "program_id", "held_on"), _sessions),
    Table("session_count", ("session_id", "session_version", "active", "passive", "absent"), _counts),
    Table("session_credit", ("scope_item_id", "session_id"), _credits),
)  # fmt: skip
"""In the order of their references."""
