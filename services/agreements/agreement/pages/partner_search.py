"""The search for partners inside the form of a draft: everything is sent along, so that nothing typed is lost."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple
from uuid import UUID

from services.agreements.register.model.partners import Partner
from services.agreements.register.queries.partners import ListPartners, ShowPartner, list_partners, show_partner
from shared.access import Work
from shared.console.forms import ADD, SEARCH
from shared.console.screen import Screen
from shared.web.cursors import PageRequest

LISTED = 10
CHOSEN = "partners"
"""The hidden fields of the chosen partners."""
CHOOSE, DROP = "pilih", "lepas"
"""The buttons beside a partner, such as `pilih:<id>`."""


class PartnerSearch(NamedTuple):
    """What was searched, and the partners that were chosen."""

    words: str
    chosen: tuple[UUID, ...]


def search_in(screen: Screen, named: Sequence[UUID]) -> PartnerSearch:
    """The search as typed; on a page that was just opened, the partners that its address names."""
    if not screen.is_form:
        return PartnerSearch("", tuple(dict.fromkeys(named)))
    step, _, partner = screen.typed(ADD).partition(":")
    chosen = list(_ids(screen.all_typed(CHOSEN)))
    if step == CHOOSE:
        chosen += _ids([partner])
    if step == DROP:
        chosen = [each for each in chosen if str(each) != partner]
    return PartnerSearch("" if step == CHOOSE else screen.typed(SEARCH).strip(), tuple(dict.fromkeys(chosen)))


async def found_partners(work: Work, search: PartnerSearch) -> tuple[Sequence[Partner], Sequence[Partner]]:
    """The partners whose name contains the words, and the chosen ones."""
    page = PageRequest(after=None, limit=LISTED)
    words = search.words
    found = (await list_partners(work, ListPartners(None, None, words, page))).items if words else ()
    chosen = [await show_partner(work, ShowPartner(each)) for each in search.chosen]
    return [each for each in found if each.id not in search.chosen], chosen


def _ids(values: Iterable[str]) -> Iterator[UUID]:
    for value in values:
        with suppress(ValueError):
            yield UUID(value)
