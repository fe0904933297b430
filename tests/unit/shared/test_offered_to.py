"""Which facilities are asked about an agreement: those that carry it out and have not signed it."""

from typing import Any

import pytest

from shared.contracts.agreements import offered_to
from shared.contracts.parts import UnitRef
from tests.unit.programs import events as an

CENTRE = UnitRef(id=an.some_id(4), kind="directorate_general", name="Ditjenpas", region=None, zone="Asia/Jakarta")
PARTNER, NORTH = an.party(an.PARTNER, "principal"), an.party(an.unit_of(an.NORTH), "principal")
WITNESS = an.party(an.unit_of(an.NORTH), "witness")
BOTH: dict[str, Any] = {"runs_at": (an.NORTH, an.EAST)}
NATIONAL: dict[str, Any] = {"level": "national", "parties": (an.party(CENTRE, "principal"), PARTNER), **BOTH}
SERVICE = an.item(32, "health", delivery="service")
KEPT = an.item(33, "sport", continues=(an.some_id(31),))


@pytest.mark.parametrize(
    ("event", "asked"),
    [
        (an.signed(**NATIONAL), [an.NORTH, an.EAST]),
        (an.signed(**{**NATIONAL, "level": "regional"}), [an.NORTH, an.EAST]),
        (an.signed(**{**NATIONAL, "parties": (NORTH, PARTNER)}), [an.EAST]),
        (
            an.signed(**{**NATIONAL, "parties": (an.party(an.unit_of(an.NORTH), "witness"), PARTNER)}),
            [an.NORTH, an.EAST],
        ),
        (an.signed(**BOTH), []),
        (an.signed(**NATIONAL, scope_items=(SERVICE,)), []),
        (an.signed(**NATIONAL, scope_items=(KEPT,)), []),
        (an.signed(**NATIONAL, scope_items=(KEPT, an.item(34, "culture"))), [an.NORTH, an.EAST]),
        (an.registered(**NATIONAL, scope_items=(KEPT,)), [an.NORTH, an.EAST]),
    ],
)
def test_a_facility_is_asked_unless_it_has_signed(event: Any, asked: list[Any]) -> None:
    assert list(offered_to(event)) == asked
