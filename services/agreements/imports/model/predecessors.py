"""Refusals of a row that continues another agreement."""

from shared.values.refusals import Invalid
from shared.values.texts import Text


class ContinuedMissing(Invalid):
    """The agreement that a row continues is neither on record nor in the file."""

    title = Text("Perjanjian sebelumnya tidak ditemukan", "Continued agreement not found")
    detail = Text(
        "Perjanjian bernomor {written} tidak tercatat pada unit ini dan tidak ada dalam berkas.",
        "No agreement of this unit has the number {written}, and no row of the file does.",
    )


class ContinuedRefused(Invalid):
    """The row that is continued must be corrected first."""

    title = Text("Baris sebelumnya ditolak", "Continued row refused")
    detail = Text(
        "Perbaiki dahulu baris {number}, yang dilanjutkan.", "Correct row {number} first; this one continues it."
    )


class BeginsBeforeContinued(Invalid):
    """The agreement begins on the first day of the one that it continues, or earlier."""

    title = Text("Mulai sebelum yang dilanjutkan", "Begins before the continued one")
    detail = Text(
        "Mulai {begins}, padahal baris {number} yang dilanjutkan baru mulai {before}.",
        "It begins on {begins}; row {number}, which it continues, begins on {before}.",
    )
