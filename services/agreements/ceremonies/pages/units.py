"""The unit of ours for which a page of a ceremony is shown: the keeper, or a guest."""

from typing import Annotated, TypeAlias
from uuid import UUID

from fastapi import Query

from services.agreements.ceremonies.queries.showing import CeremonyDetails, own_units
from services.agreements.register.model.units import Unit
from shared.access import Work

ChosenUnit: TypeAlias = Annotated[UUID | None, Query(description="the keeper of the ceremony, or one of its guests")]


def unit_of(work: Work, ceremony: CeremonyDetails, chosen: UUID | None) -> Unit:
    """The chosen unit; otherwise the first for which the reader may sign. Raises `GuestUnknown`."""
    own = own_units(work, ceremony)
    return own[0] if chosen is None and own else ceremony.unit(chosen)
