"""Internal events of the programs service: gaps of the catalogue."""

from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event
from shared.contracts.parts import FacilityRef, ScopeItem

PROGRAMS_INTERNAL = "programs.internal.v1"


class TemplateMissing(
    Event, type="catalogue.template_missing.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="scope_item_id"
):
    """A scope item was signed for which the catalogue has no template; the directorate general has to provide one."""

    agreement_id: UUID = Field(description="the agreement that was signed")
    line_id: UUID = Field(description="the agreement's line: the key of its events")
    scope_item_id: UUID = Field(description="the item that has no template")
    version: int = Field(description="the version of this report of a missing template: 1, because it never changes")
    facility: FacilityRef = Field(description="the facility where it should be carried out")
    item: ScopeItem = Field(description="the item as it was signed")
