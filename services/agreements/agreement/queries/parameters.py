"""The filter of a list as parameters of a route; the list and its export have the same ones."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from starlette.requests import Request

from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.register.model.fields import FIELD_CODE
from services.agreements.register.model.units import REGION_CODE
from shared.values.terms import Day


async def _dormant_after_days(request: Request) -> int:
    days: int = request.app.state.edge.settings.dormant_after_days
    return days


DormantAfterDays = Annotated[int, Depends(_dormant_after_days)]
"""A route's parameter: the setting after which an agreement without activity is dormant."""


async def _wanted(
    days: DormantAfterDays,
    *,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
    partner: Annotated[UUID | None, Query(description="A partner, with everything under it.")] = None,
    field: Annotated[str | None, Query(pattern=FIELD_CODE, description="A field, with those under it.")] = None,
    state: StateToday | None = None,
    registration_number: Annotated[str | None, Query(max_length=40)] = None,
    search: Annotated[str | None, Query(max_length=200)] = None,
    ends_from: Annotated[Day | None, Query(description="The last day in force is this one or later.")] = None,
    ends_until: Annotated[Day | None, Query(description="The last day in force is this one or earlier.")] = None,
    running_on: Annotated[Day | None, Query(description="In force on this day.")] = None,
    dormant: Annotated[
        bool, Query(description="In force, and nothing was delivered for 90 days, or for as long as is set.")
    ] = False,
) -> AgreementFilter:
    return AgreementFilter(
        search=search or None,
        facility_id=facility,
        region=region,
        partner_id=partner,
        field=field,
        state=state,
        registration_number=registration_number or None,
        ends_from=ends_from,
        ends_until=ends_until,
        running_on=running_on,
        dormant_after_days=days if dormant else None,
    )


WantedAgreements = Annotated[AgreementFilter, Depends(_wanted)]
"""A route's parameters: what narrows a list."""
