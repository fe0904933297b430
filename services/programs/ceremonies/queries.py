"""The programs that open at ceremonies, with the result of each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from services.programs.ceremonies.model import WishState
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest


class CeremonyOpening(BaseModel):
    """A program that is to open at a ceremony: it waits for its plan, is open, or could not be opened, and why.

    `programs` are those that are open, with their `names` in the same order.
    """

    ceremony_id: UUID
    scope_item_id: UUID
    agreement_id: UUID
    opened_on: date
    capacity: int
    state: WishState
    programs: list[UUID]
    names: list[str]
    refusals: list[Text]


@dataclass(frozen=True, slots=True)
class ListCeremonyOpenings:
    """The latest ceremonies first; of one ceremony, if it is named."""

    ceremony_id: UUID | None
    page: PageRequest


_TEXTS = TypeAdapter(list[Text])
_LIST = """
SELECT ceremony_id, scope_item_id, agreement_id, opened_on, capacity, state, programs, refusals,
       ARRAY(SELECT p.name FROM unnest(w.programs) WITH ORDINALITY AS named (id, nth)
             JOIN program p ON p.id = named.id ORDER BY named.nth) AS names
FROM opening_wish w
WHERE ($1 OR facility_id = ANY ($2) OR region = ANY ($3))
  AND ($4::uuid IS NULL OR ceremony_id = $4)
  AND ($5::date IS NULL OR (opened_on, ceremony_id, scope_item_id) < ($5, $6::uuid, $7::uuid))
ORDER BY opened_on DESC, ceremony_id DESC, scope_item_id DESC LIMIT $8
"""


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_ceremony_openings(work: Work, query: ListCeremonyOpenings) -> Page[CeremonyOpening]:
    """One page of the programs that were asked for at ceremonies of the reader's units."""
    reach = work.actor.reach(OFFICES)
    rows = await work.connection.fetch(
        _LIST,
        reach.nation,
        reach.facilities,
        reach.regions,
        query.ceremony_id,
        *query.page.after_as(date.fromisoformat, UUID, UUID),
        query.page.limit + 1,
    )
    found = [CeremonyOpening.model_validate({**row, "refusals": _TEXTS.validate_json(row["refusals"])}) for row in rows]
    return query.page.cut(found, lambda each: [each.opened_on, each.ceremony_id, each.scope_item_id])
