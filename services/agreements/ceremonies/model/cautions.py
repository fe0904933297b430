"""Cautions about a row of the list: possible faults of it at the desk. None of them blocks the other rows."""

from collections.abc import Iterable
from datetime import date

from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.states import DocumentState
from services.agreements.ceremonies.model.listing import SIGNABLE
from services.agreements.ceremonies.model.parts import SigningAs
from services.agreements.signing.model import about_signatory
from shared.values.labels import label
from shared.values.texts import Text

_NOT_FOR_SIGNING = Text(
    "Tidak dapat ditandatangani: naskah berstatus {state}.", "Cannot be signed: the document is {state}."
)
_KEEPER_UNSIGNED = Text("{keeper} belum menandatangani.", "{keeper} has not signed.")
_NUMBER_MISSING = Text("Belum bernomor dari {keeper}.", "Without a number of {keeper}.")
_SIGN_BEFORE_OVER = Text("Batas waktu penandatanganan {day} sudah lewat.", "The last day to sign, {day}, is over.")
_HEAD_TERM_OVER = Text(
    "Masa jabatan pimpinan {name} berakhir {until}.", "The term of the head of {name} ended on {until}."
)


def about_state(state: DocumentState) -> list[Caution]:
    """A caution about a text that cannot be signed: reopened for changes, or ended."""
    if state in SIGNABLE or state == "signed":
        return []
    return [Caution(code="not_for_signing", message=_NOT_FOR_SIGNING.fill(state=label("document_state", state)))]


def about_keeper(keeper: str, number: str | None, *, has_signed: bool, opened: bool) -> list[Caution]:
    """Cautions about the number and the signature of the unit that keeps the agreement."""
    found = []
    if opened and not has_signed:
        found.append(Caution(code="keeper_unsigned", message=_KEEPER_UNSIGNED.fill(keeper=keeper)))
    if number is None:
        found.append(Caution(code="number_missing", message=_NUMBER_MISSING.fill(keeper=keeper)))
    return found


def about_last_day(sign_before: date | None, day: date) -> list[Caution]:
    """A caution if the agreement was to be signed before the day of the ceremony."""
    if sign_before is None or sign_before >= day:
        return []
    return [Caution(code="sign_before_over", message=_SIGN_BEFORE_OVER.fill(day=sign_before))]


def about_partner(name: str, head_until: date | None, day: date, prepared: Iterable[SigningAs]) -> list[Caution]:
    """Cautions about the head of a partner that has not signed, and about the positions that are to sign for it."""
    found = [each for signs_as in prepared for each in about_signatory(signs_as)]
    if head_until is not None and head_until < day:
        message = _HEAD_TERM_OVER.fill(name=name, until=head_until)
        found.insert(0, Caution(code="head_term_over", message=message))
    return found
