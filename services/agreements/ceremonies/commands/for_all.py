"""The keeper of a ceremony, and each guest, signs once for all its agreements; each has its own result."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.ceremonies.access import KEEPERS, scope_to_sign_for
from services.agreements.ceremonies.model.ceremony import SIGN, Ceremony
from services.agreements.ceremonies.model.parts import SigningAs
from services.agreements.ceremonies.store.ceremonies import load_ceremony
from services.agreements.ceremonies.store.desk import save_progress
from services.agreements.signing.commands.signatures import RecordSignature, record_signature
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.refusals import Refusal
from shared.values.terms import day_in
from shared.values.texts import Text

Result = Literal["signed", "signed_before", "no_party", "refused"]


@dataclass(frozen=True, slots=True)
class SignForAll:
    """The position that signs for the keeper, or for the guest that is named."""

    ceremony_id: UUID
    signs_as: SigningAs
    override_reason: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeeperSignature:
    """The result for one agreement, and the reason of a refusal."""

    agreement_id: UUID
    result: Result
    refusal: Text | None = None
    cautions: Sequence[Caution] = ()


@use_case(*KEEPERS, scope=scope_to_sign_for)
async def sign_for_all(work: Work, command: SignForAll) -> list[KeeperSignature]:
    """Sign each agreement that the unit has not signed; a refused one does not stop the others."""
    ceremony = await load_ceremony(work.connection, command.ceremony_id)
    SIGN.require(ceremony.state)
    # In the order of the ids, and the ceremony last: so it never waits for a desk that waits for it.
    unit = ceremony.unit(command.unit_id)
    own = (each for each in ceremony.entries if each.keeper_id == unit.id)
    ids = sorted(each.agreement_id for each in own if each.mark != "withdrawn")
    results = {id_: await _sign(work, command, ceremony, id_) for id_ in ids}
    if not await save_progress(work.connection, ceremony.id):
        SIGN.require((await load_ceremony(work.connection, ceremony.id)).state)
    return [results[each.agreement_id] for each in ceremony.entries if each.agreement_id in results]


async def _sign(work: Work, command: SignForAll, ceremony: Ceremony, agreement_id: UUID) -> KeeperSignature:
    agreement = await lock_agreement(work.connection, agreement_id)
    party = next((each for each in agreement.principals if each.unit.id == agreement.keeper.id), None)
    if party is None:
        return KeeperSignature(agreement_id, "no_party")
    if agreement.has_signed(party):
        return KeeperSignature(agreement_id, "signed_before")
    signature = command.signs_as.signature(
        id=new_id(),
        party_id=party.id,
        signed_on=day_in(ceremony.zone, work.now),
        signed_at=work.now,
        override_reason=command.override_reason,
    )
    emitted = work.emitted
    try:
        async with work.connection.transaction():
            receipt = await record_signature(work, RecordSignature(agreement_id, None, signature))
    except Refusal as error:
        work.discard_after(emitted)
        return KeeperSignature(agreement_id, "refused", error.sentence)
    return KeeperSignature(agreement_id, "signed", cautions=receipt.cautions)
