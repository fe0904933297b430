"""Audiences: the desks that a rule notifies, among the units that an event concerns."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal
from uuid import UUID

from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability
from shared.values.cooperation import UnitKind
from shared.values.terms import Zone

Audience = Literal[
    "keepers",
    "keeper_heads",
    "supervisors",
    "facility_officer",
    "coaching_officer",
    "facility_head",
    "other_facilities",
    "region_reviewer",
    "directorate",
    "partner_contacts",
    "agency_contacts",
    "where_it_runs",
]
"""The keepers of an agreement are the desk of the unit that keeps it: the cooperation officer of a facility or of the
directorate general, or the reviewer of a regional office. A facility's coaching officer is notified of its programs.
Keepers' heads exist in facilities only; the supervisors are the next level above. Other facilities do not keep the
agreement: their officers and heads. Where it runs: the officers and heads of facilities that carry an agreement out
without being a party and without being asked, and the regional offices of all of them, unless these are the region of a
party.
"""


@dataclass(frozen=True, slots=True)
class Facility:
    """A facility, with its region and the zone of its calendar."""

    id: UUID
    region: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Keeper:
    """The unit of ours that keeps an agreement; its region is that of a facility or of an office."""

    id: UUID
    kind: UnitKind
    region: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A scope item: its field with its name, and the agencies that answer for it."""

    field: str
    field_name: str
    agency_ids: tuple[UUID, ...]


# Without slots, because a cached property needs a dictionary: an agreement may concern several hundred facilities.
@dataclass(frozen=True)
class Concerned:
    """The units and scope items that an event concerns.

    `facilities` and `regions` take part in it, `places` are facilities that only carry it out. Those of them that are
    `asked` first are notified of the offer instead. `others` are facilities that are not notified; their calendar and
    office count. In a review only the reviewing offices are notified, not the office of every facility.
    """

    facilities: tuple[Facility, ...]
    partner_ids: tuple[UUID, ...] = ()
    agency_ids: tuple[UUID, ...] = ()
    items: tuple[Item, ...] = ()
    keeper: Keeper | None = None
    regions: tuple[str, ...] = ()
    places: tuple[Facility, ...] = ()
    asked: frozenset[UUID] = frozenset()
    others: tuple[Facility, ...] = ()
    zone: Zone | None = None
    reviewing: bool = False

    def items_of(self, desk: Desk) -> tuple[Item, ...]:
        """The scope items for which the agency at `desk` answers."""
        if desk.scope_kind != "partner":
            return ()
        return tuple(item for item in self.items if any(str(agency) == desk.unit for agency in item.agency_ids))

    def facilities_of(self, desk: Desk) -> tuple[Facility, ...]:
        """The facilities in the unit of `desk`: the facility itself, or those of the region."""
        return self._by_unit.get(desk.unit, ())

    def places_of(self, desk: Desk) -> int:
        """How many facilities under the office of `desk` carry an agreement out without being a party."""
        match desk.scope_kind:
            case "nation":
                return len(self.places)
            case "region":
                return sum(each.region == desk.unit for each in self.places)
        return 0

    def only_at(self, facility_id: UUID) -> "Concerned":
        """One of the facilities alone."""
        return Concerned(self._by_unit.get(str(facility_id), ()), zone=self.zone)

    def facility_for(self, desk: Desk) -> Facility | None:
        """The facility that a notice at `desk` is about: the first in the desk's own unit, otherwise the first."""
        # A desk in the east must not be given a day that is counted at a facility in the west.
        return next(iter((*self.facilities_of(desk), *self._all_facilities)), None)

    def desks(self, audience: Audience) -> frozenset[Desk]:
        """The desks of an audience."""
        return frozenset(_DESKS[audience](self))

    def by_audience(self) -> dict[Audience, tuple[str, ...]]:
        """The keys of the desks of every audience that has some."""
        named = {audience: tuple(sorted(map(str, self.desks(audience)))) for audience in _DESKS}
        return {audience: desks for audience, desks in named.items() if desks}

    def with_facilities(self, today: Mapping[UUID, Facility]) -> "Concerned":
        """The same units, with facilities as they are `today`; one that is not in it stays as the event has it."""
        keeper = self.keeper
        if keeper and keeper.id in today:
            keeper = replace(keeper, region=today[keeper.id].region)
        return replace(
            self,
            keeper=keeper,
            facilities=tuple(today.get(each.id, each) for each in self.facilities),
            places=tuple(today.get(each.id, each) for each in self.places),
            others=tuple(today.get(each.id, each) for each in self.others),
            regions=self._regions_today(today),
        )

    @property
    def facility_ids(self) -> frozenset[UUID]:
        """The ids of all facilities; the keeper may be one."""
        return frozenset((*(each.id for each in self._all_facilities), *self._keeping_facility()))

    @property
    def _all_facilities(self) -> tuple[Facility, ...]:
        return (*self.facilities, *self.places, *self.others)

    def _regions_today(self, today: Mapping[UUID, Facility]) -> tuple[str, ...]:
        """The offices today: of a review, those that now have the facilities for which an office reviews."""
        if not self.reviewing:
            return self.regions
        offices: set[str] = set()
        for region in self.regions:
            inside = [each for each in self._all_facilities if each.region == region]
            offices |= {today.get(each.id, each).region for each in inside} or {region}
        return tuple(sorted(offices))

    @cached_property
    def _by_unit(self) -> Mapping[str, tuple[Facility, ...]]:
        units: dict[str, list[Facility]] = {}
        for each in self._all_facilities:
            units.setdefault(str(each.id), []).append(each)
            units.setdefault(each.region, []).append(each)
        return {unit: tuple(facilities) for unit, facilities in units.items()}

    @property
    def _regions(self) -> set[str]:
        if self.reviewing:
            return set(self.regions)
        kept = {self.keeper.region} if self.keeper and self.keeper.region else set()
        return kept | {*self.regions, *(each.region for each in self.facilities)}

    def _keeping_facility(self) -> tuple[UUID, ...]:
        return (self.keeper.id,) if self.keeper and self.keeper.kind == "facility" else ()

    def _other_facilities(self) -> Iterable[Desk]:
        others = [each.id for each in self.facilities if each.id not in self._keeping_facility()]
        return (*_officers(others), *_heads(others))

    def _agency_contacts(self) -> Iterable[Desk]:
        return _contacts((*self.agency_ids, *(agency for item in self.items for agency in item.agency_ids)))

    def _keepers(self) -> Iterable[Desk]:
        match self.keeper:
            case None:
                return ()
            case Keeper(id=id_, kind="facility"):
                return _officers((id_,))
            case Keeper(kind="regional_office", region=str(region)):
                return _reviewers((region,))
        return (_NATION,)

    def _supervisors(self) -> Iterable[Desk]:
        match self.keeper:
            case Keeper(kind="facility", region=str(region)):
                return _reviewers((region,))
            case Keeper(kind="regional_office"):
                return (_NATION,)
        return ()

    def _where_it_runs(self) -> Iterable[Desk]:
        ids = [each.id for each in self.places if each.id not in self.asked]
        regions = {each.region for each in self.places} - self._regions
        return (*_officers(ids), *_heads(ids), *_reviewers(regions))


_NATION = Desk(Capability.COOPERATION_OFFICER, "nation")


def _officers(facility_ids: Iterable[UUID]) -> Iterable[Desk]:
    return (Desk(Capability.COOPERATION_OFFICER, "facility", str(each)) for each in facility_ids)


def _coaching_officers(facility_ids: Iterable[UUID]) -> Iterable[Desk]:
    return (Desk(Capability.COACHING_OFFICER, "facility", str(each)) for each in facility_ids)


def _heads(facility_ids: Iterable[UUID]) -> Iterable[Desk]:
    return (Desk(Capability.HEAD, "facility", str(each)) for each in facility_ids)


def _reviewers(regions: Iterable[str]) -> Iterable[Desk]:
    return (Desk(Capability.REVIEWER, "region", each) for each in regions)


def _contacts(partner_ids: Iterable[UUID]) -> Iterable[Desk]:
    return (Desk(Capability.PARTNER_CONTACT, "partner", str(each)) for each in partner_ids)


_DESKS: Mapping[Audience, Callable[[Concerned], Iterable[Desk]]] = {
    "keepers": Concerned._keepers,
    "keeper_heads": lambda concerned: _heads(concerned._keeping_facility()),
    "supervisors": Concerned._supervisors,
    "facility_officer": lambda concerned: _officers(each.id for each in concerned.facilities),
    "coaching_officer": lambda concerned: _coaching_officers(each.id for each in concerned.facilities),
    "facility_head": lambda concerned: _heads(each.id for each in concerned.facilities),
    "other_facilities": Concerned._other_facilities,
    "region_reviewer": lambda concerned: _reviewers(concerned._regions),
    "directorate": lambda _: (_NATION,),
    "partner_contacts": lambda concerned: _contacts(concerned.partner_ids),
    "agency_contacts": Concerned._agency_contacts,
    "where_it_runs": Concerned._where_it_runs,
}
