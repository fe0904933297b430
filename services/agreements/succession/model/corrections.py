"""An erratum: a slip in a signed agreement is corrected, with its reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.agreements.agreement.model.agreement import Agreement
from shared.values.refusals import Conflict, Invalid, require_past
from shared.values.texts import Text

DATE_OF_DOCUMENT = Text("Tanggal naskah", "The date of the document")
DAY_OF_SIGNING = Text("Tanggal penandatanganan", "The day of signing")


class NothingCorrected(Invalid):
    """An erratum leaves everything as it is."""

    title = Text("Tidak ada yang diralat", "Nothing is corrected")
    detail = Text(
        "Sebutkan bagian yang keliru dengan isinya yang benar.", "Name the part that is wrong, as it is right."
    )


class SignedInSinergi(Conflict):
    """The day of signing follows from the signatures that are on record."""

    title = Text("Tanggal tanda tangan tercatat", "Signatures are on record")
    detail = Text(
        "Perjanjian {number} ditandatangani melalui Sinergi; hari penandatanganannya mengikuti tanda tangannya.",
        "The agreement {number} was signed in Sinergi; its day of signing follows from its signatures.",
    )


class LastDayTooEarly(Invalid):
    """The corrected last day is before the first day in force."""

    title = Text("Hari terakhir terlalu awal", "Last day too early")
    detail = Text(
        "Hari terakhir {last} lebih awal daripada hari pertama berlakunya, {first}.",
        "The last day {last} is before the first day in force, {first}.",
    )


def corrected_parts(agreement: Agreement, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The parts that differ. Raises `NothingCorrected`, or a refusal of a corrected day."""
    changed = {name: value for name, value in given.items() if getattr(agreement, name) != value}
    if not changed:
        raise NothingCorrected
    if "signed_on" in changed and agreement.registered_source is None:
        raise SignedInSinergi(number=agreement.registration_number)
    for part, name in (("dated_on", DATE_OF_DOCUMENT), ("signed_on", DAY_OF_SIGNING)):
        if changed.get(part):
            require_past(name, changed[part], today)
    first, last = agreement.in_force_from, changed.get("in_force_until")
    if first and last and last < first:
        raise LastDayTooEarly(last=last, first=first)
    return changed
