"""The rules about parties and agencies, and which unit keeps an agreement."""

from collections import Counter
from collections.abc import Sequence

from services.agreements.agreement.model.parts import Party, ScopeItem
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Level
from shared.values.refusals import Invalid
from shared.values.texts import Text


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
    """A unit is named as a party twice."""

    title = Text("Pihak disebut dua kali", "Party named twice")
    detail = Text("{name} disebut lebih dari sekali sebagai pihak.", "{name} is named as a party more than once.")


class AgencyOfNoParty(Invalid):
    """The agency that answers for a scope item is no party and stands under none."""

    title = Text("Instansi bukan bagian dari mitra", "Agency of no party")
    detail = Text(
        "{name} bukan pihak dan tidak berada di bawah mitra yang menjadi pihak.",
        "{name} is neither a party nor under a partner that is one.",
    )


class KeeperMissing(Invalid):
    """No party can keep an agreement of this level."""

    title = Text("Pemegang perjanjian belum jelas", "No keeper")
    detail = Text(
        "Sebutkan unit pemegang perjanjian di keeper_id: {level} memerlukan {kind}.",
        "Name the unit that keeps the agreement in keeper_id: {level} needs {kind}.",
    )


def check_parties(parties: Sequence[Party]) -> None:
    """Raise `PartiesIncomplete` or `PartyTwice`."""
    principals = [party for party in parties if party.role == "principal"]
    if len(principals) < 2 or not any(party.is_ours for party in principals):
        raise PartiesIncomplete
    counted = Counter(party.unit.id for party in parties)
    twice = next((party.unit for party in parties if counted[party.unit.id] > 1), None)
    if twice is not None:
        raise PartyTwice(name=twice.public_name)


def check_agencies(parties: Sequence[Party], items: Sequence[ScopeItem]) -> None:
    """Raise `AgencyOfNoParty` for an agency that is neither a party nor under one, at whatever depth."""
    partners = {party.unit.id for party in parties if party.unit.kind == "partner"}
    for item in items:
        for agency in item.agencies:
            if partners.isdisjoint(agency.lineage):
                raise AgencyOfNoParty(name=agency.public_name)


_KEEPER_KINDS: dict[Level, tuple[str, ...]] = {
    "facility": ("facility",),
    "regional": ("regional_office",),
    "national": ("directorate_general", "ministry"),
}


def keeper_among(parties: Sequence[Party], level: Level) -> Unit | None:
    """The first principal that can keep an agreement of this level; None if there is none."""
    kinds = _KEEPER_KINDS[level]
    return next((party.unit for party in parties if party.role == "principal" and party.unit.kind in kinds), None)


def places_among(parties: Sequence[Party]) -> tuple[Unit, ...]:
    """Where it is carried out unless something else is named: the facilities among the principals."""
    return tuple(party.unit for party in parties if party.role == "principal" and party.unit.kind == "facility")
