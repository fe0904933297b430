"""The rules about parties, agencies and places, and which unit may keep an agreement."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from services.agreements.agreement.model.parts import Caution, Party, ScopeItem
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Level, UnitKind
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid
from shared.values.texts import Text

PRINCIPALS_AT_LEAST = 2


class PartiesIncomplete(Invalid):
    """An agreement needs two principals, one of them a unit of ours."""

    title = Text("Para pihak belum lengkap", "Parties incomplete")
    detail = Text(
        "Perjanjian memerlukan paling sedikit dua pihak yang menandatangani, salah satunya UPT, kantor wilayah, "
        "Ditjenpas atau kementerian.",
        "An agreement needs at least two parties that sign it, one of them a facility, a regional office, the "
        "directorate general or the ministry.",
    )


class PartyTwice(Invalid):
    """A unit is named as a party more than once."""

    title = Text("Pihak disebut dua kali", "Party named twice")
    detail = Text("{name} disebut lebih dari sekali sebagai pihak.", "{name} is named as a party more than once.")


class AgencyOfNoParty(Invalid):
    """The agency of a scope item is no party, and under none of the partners that are parties."""

    title = Text("Instansi bukan bagian dari mitra", "Agency of no party")
    detail = Text(
        "{name} bukan pihak dan tidak berada di bawah mitra yang menjadi pihak.",
        "{name} is neither a party nor under a partner that is one.",
    )


class KeeperUnfit(Invalid):
    """No unit, or one of another kind, is to keep an agreement of this level."""

    title = Text("Pemegang perjanjian tidak sesuai", "No fitting keeper")
    detail = Text(
        "Perjanjian {level} dipegang oleh {kind} yang menandatanganinya. Perbaiki para pihak atau keeper_id.",
        "A {level} agreement is kept by a {kind} that signs it. Correct the parties or keeper_id.",
    )


class PlaceUnfit(Invalid):
    """An agreement is carried out at facilities only."""

    title = Text("Tempat pelaksanaan bukan UPT", "Place is no facility")
    detail = Text(
        "{name} bukan UPT, padahal perjanjian hanya dilaksanakan di UPT.",
        "{name} is no facility, but an agreement is carried out at facilities only.",
    )


_KEEPER_KINDS: dict[Level, tuple[UnitKind, ...]] = {
    "facility": ("facility",),
    "regional": ("regional_office",),
    "national": ("directorate_general", "ministry"),
}


_RISKY_PARTNER = Text(
    "Perhatikan sebelum bekerja sama dengan {name}: {risks}.", "Consider before cooperating with {name}: {risks}."
)


def risky_partner(name: str, flags: Sequence[str]) -> Caution:
    """A caution about a partner with risks on record, by its public name."""
    message = _RISKY_PARTNER.fill(name=name, risks=label_list("risk_flag", flags))
    return Caution(code="risky_partner", message=message)


def check_parties(parties: Sequence[Party]) -> None:
    """Raise `PartiesIncomplete` or `PartyTwice`."""
    principals = [party for party in parties if party.role == "principal"]
    if len(principals) < PRINCIPALS_AT_LEAST or not any(party.is_ours for party in principals):
        raise PartiesIncomplete
    counted = Counter(party.unit.id for party in parties)
    twice = next((party.unit for party in parties if counted[party.unit.id] > 1), None)
    if twice is not None:
        raise PartyTwice(name=twice.public_name)


def check_agencies(parties: Sequence[Party], items: Sequence[ScopeItem]) -> None:
    """Raise `AgencyOfNoParty` for an agency that is neither a party nor under one, at any depth."""
    partners = {party.unit.id for party in parties if not party.is_ours}
    for item in items:
        for agency in item.agencies:
            if partners.isdisjoint(agency.lineage):
                raise AgencyOfNoParty(name=agency.public_name)


def require_keeper(unit: Unit | None, level: Level, parties: Sequence[Party]) -> Unit:
    """The unit, if it can keep an agreement of this level between these parties. Raises `KeeperUnfit`."""
    kinds = _KEEPER_KINDS[level]
    fits = unit is not None and unit.kind in kinds
    # An office keeps agreements of its facilities as well, but a facility only agreements that it signs.
    if unit is None or not fits or (level == "facility" and unit.id not in {p.unit.id for p in principals_of(parties)}):
        raise KeeperUnfit(level=label("level", level), kind=label_list("unit_kind", kinds))
    return unit


def principals_of(parties: Sequence[Party]) -> list[Party]:
    """The parties that have to review and sign; nothing waits for the others."""
    return [party for party in parties if party.role == "principal"]


def partners_in(parties: Sequence[Party], items: Sequence[ScopeItem]) -> frozenset[UUID]:
    """The partners among the parties, and the agencies of the items."""
    agencies = {agency.id for item in items for agency in item.agencies if agency.kind == "partner"}
    return frozenset(party.unit.id for party in parties if not party.is_ours) | agencies


def places_among(parties: Sequence[Party]) -> tuple[Unit, ...]:
    """The facilities among the principals: the places of an agreement that names no others."""
    return tuple(party.unit for party in principals_of(parties) if party.unit.kind == "facility")
