"""GET /ceremonies
GET /ceremonies/{id}
GET /ceremonies/{id}/programs
GET /agreements/{id}/ceremonies
GET /agreements-to-sign
"""

from uuid import UUID

from fastapi import APIRouter

from services.agreements.ceremonies.queries import listing, of_agreement, programs, showing
from services.agreements.ceremonies.queries.listing import AgreementToList, CeremonySummary
from services.agreements.ceremonies.queries.of_agreement import CeremonyOfAgreement
from services.agreements.ceremonies.queries.programs import ProgramOfCeremony
from services.agreements.ceremonies.queries.showing import CeremonyDetails
from shared.values.cooperation import CeremonyState
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["ceremonies"])


@router.get("/ceremonies", summary="Daftar penandatanganan bersama / list ceremonies")
async def list_ceremonies(
    work: CurrentWork, page: PageParameters, state: CeremonyState | None = None
) -> Page[CeremonySummary]:
    """One page of the ceremonies that the reader may read, the latest first."""
    return await listing.list_ceremonies(work, listing.ListCeremonies(state, page))


@router.get("/ceremonies/{ceremony_id}", summary="Satu penandatanganan bersama / show a ceremony")
async def show_ceremony(work: CurrentWork, ceremony_id: UUID) -> Versioned[CeremonyDetails]:
    """One ceremony with the state of each agreement in its list, and each signature with its number in the order."""
    ceremony = await showing.show_ceremony(work, showing.ShowCeremony(ceremony_id))
    return Versioned(ceremony, ceremony.version)


@router.get("/ceremonies/{ceremony_id}/programs", summary="Program yang dapat dibuka / list programs of a ceremony")
async def list_programs(work: CurrentWork, ceremony_id: UUID) -> list[ProgramOfCeremony]:
    """The program items of the agreements in the list; those with a capacity open at the ceremony."""
    return await programs.list_programs_of_ceremony(work, programs.ListProgramsOfCeremony(ceremony_id))


@router.get("/agreements/{agreement_id}/ceremonies", summary="Acara perjanjian ini / list ceremonies of an agreement")
async def list_ceremonies_of_agreement(work: CurrentWork, agreement_id: UUID) -> list[CeremonyOfAgreement]:
    """The ceremonies on whose lists the agreement is or was, the latest first."""
    return await of_agreement.list_ceremonies_of_agreement(work, of_agreement.ListCeremoniesOfAgreement(agreement_id))


@router.get("/agreements-to-sign", summary="Perjanjian yang siap ditandatangani / list agreements to sign")
async def list_agreements_to_sign(
    work: CurrentWork, keeper_id: UUID, ceremony_id: UUID | None = None
) -> list[AgreementToList]:
    """The agreements of a unit that can be put on a list, and are on the list of no other ceremony than this one."""
    return await listing.list_agreements_to_sign(work, listing.ListAgreementsToSign(keeper_id, ceremony_id))
