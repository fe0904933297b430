"""Examples of the register."""

from datetime import date
from typing import Any

from services.agreements.register.model.partners import Partner
from services.agreements.register.model.units import OwnUnit, UnitPeriod
from shared.values.ids import new_id


def a_partner(**changes: Any) -> Partner:
    return Partner(**{"id": new_id(), "name": "Pemerintah Kabupaten Contoh", "category": "local_government"} | changes)


def an_own_unit(**changes: Any) -> OwnUnit:
    values = {"id": new_id(), "kind": "facility", "code": None, "name": "Rutan Contoh", "facility_kind": "rutan"}
    place = {"facility_class": "IIB", "region": "JATENG", "zone": "Asia/Jakarta", "version": 1}
    return OwnUnit(**values | place | changes)


def a_period(**changes: Any) -> UnitPeriod:
    values = {"valid_from": date(2026, 7, 1), "name": "Lapas Contoh", "facility_kind": "lapas"}
    return UnitPeriod(**values | {"facility_class": "IIA", "region": "JATENG", "zone": "Asia/Jakarta"} | changes)
