"""A reader's schemas find the events that do not fit, except provisional types that have another shape elsewhere."""

import json
from typing import Any

from deploy.releases.checkout import Checkout
from tests.chaos.audit.log import LoggedEvent
from tests.upgrade.reading import misfits, schemas_of

SCHEMAS = schemas_of(Checkout().root)
TYPE = "partner.renamed.v1"
WHOLE = {TYPE: {keyword: value for keyword, value in SCHEMAS[TYPE].items() if keyword != "x-provisional"}}
PROVISIONAL = {TYPE: {**WHOLE[TYPE], "x-provisional": True}}
DATA = json.loads((Checkout().contracts / "examples" / f"{TYPE}.json").read_text())["data"]


def event(data: dict[str, Any], type_: str = TYPE) -> LoggedEvent:
    return LoggedEvent("agreements", 1, "", "", 0, 1, type_, "", "", "", json.dumps(data).encode())


def test_an_event_fits_or_its_mistake_is_named() -> None:
    broken = {name: value for name, value in DATA.items() if name != "partner_id"}
    assert [*misfits([event(DATA | {"colour": "blue"})], WHOLE, WHOLE)] == []
    (mistake,) = misfits([event(DATA), event(broken)], WHOLE, WHOLE)
    assert "'partner_id' is a required property" in mistake


def test_unknown_types_and_other_shapes_of_provisional_ones_are_ignored() -> None:
    assert [*misfits([event({}, "partner.sung.v1")], WHOLE, WHOLE)] == []
    assert [*misfits([event({})], PROVISIONAL, WHOLE)] == []
    assert [*misfits([event({})], PROVISIONAL, PROVISIONAL)] != []
