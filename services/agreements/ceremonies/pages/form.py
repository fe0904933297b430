"""The preparation of a ceremony as a browser sends it."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from services.agreements.ceremonies.model.parts import (
    MOST_AGREEMENTS,
    MOST_GUESTS,
    ListedAgreement,
    Signatory,
    SigningAs,
)
from services.agreements.ceremonies.queries.showing import AgreementAtDesk
from services.agreements.meetings.model.parts import Seat
from shared.console.forms import FormDay, FormTime, several
from shared.values.inputs import ShortText, Title


def _lines(value: object) -> object:
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


Lines = Annotated[tuple[ShortText, ...], BeforeValidator(_lines), Field(max_length=20)]
"""One position a line: `Kepala Kantor Wilayah, Kantor Wilayah Ditjenpas Contoh`."""
Chosen = Annotated[tuple[UUID, ...], BeforeValidator(several), Field(max_length=MOST_AGREEMENTS)]


class PlanFields(BaseModel):
    """The fields that the pages of preparing and of changing the preparation share."""

    ceremony_title: Title
    held_on_plan: FormDay
    begins_at: FormTime | None = None
    venue: ShortText | None = None
    speakers: Lines = ()
    witnesses: Lines = ()
    guests: Annotated[tuple[UUID, ...], BeforeValidator(several), Field(max_length=MOST_GUESTS)] = ()
    agreements: Chosen = ()


def seats(lines: Iterable[str], keeper_id: UUID) -> tuple[Seat, ...]:
    """The positions of these lines; one without an organisation is of the unit that keeps the ceremony."""
    found = []
    for line in lines:
        position, _, organisation = (part.strip() for part in line.partition(","))
        found.append(
            Seat(position=position, organisation=organisation)
            if organisation
            else Seat(position=position, unit_id=keeper_id)
        )
    return tuple(found)


def lines_of(places: Iterable[Seat]) -> str:
    """Positions as lines, for the field in which they are typed."""
    return "\n".join(f"{each.position}, {each.organisation}" for each in places)


def signatories_of(entry: ListedAgreement, row: AgreementAtDesk, position: str | None) -> tuple[Signatory, ...]:
    """The signatories with the typed position of the first partner; the other values stay as they were prepared."""
    first = next(iter(row.partners), None)
    if first is None:
        return entry.signatories
    before = next((each for each in entry.signatories if each.party_id == first.party_id), None)
    others = tuple(each for each in entry.signatories if each is not before)
    if position is None:
        return others
    signs_as = before.signs_as.model_copy(update={"position": position}) if before else SigningAs(position=position)
    return (Signatory(party_id=first.party_id, signs_as=signs_as), *others)
