"""Refusals about an import or one of its rows."""

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text


class ImportNotFound(NotFound):
    """No import has the id in the URL."""

    title = Text("Impor tidak ditemukan", "Import not found")
    detail = Text("Tidak ada impor dengan id {id}.", "No import has the id {id}.")


class FileNotKept(Conflict):
    """The file of this import was read at the command line, which has written the remarks."""

    title = Text("Berkas tidak disimpan", "File not kept")
    detail = Text(
        "Berkas ini dibaca dari baris perintah dan tidak disimpan. Gunakan tabel bercatatan yang ditulis di sana.",
        "This file was read at the command line and is not kept. Use the workbook with remarks that it wrote.",
    )


class RowNotFound(NotFound):
    """The import has no row with the number in the URL."""

    title = Text("Baris tidak ditemukan", "Row not found")
    detail = Text("Impor ini tidak memiliki baris {number}.", "This import has no row {number}.")


class ImportUnchecked(Conflict):
    """Rows are accepted only after all of them were checked."""

    title = Text("Impor belum selesai diperiksa", "Import not checked")
    detail = Text("{count} baris belum diperiksa.", "{count} rows have not been checked.")


class ImportWithdrawn(Conflict):
    """The import was withdrawn."""

    title = Text("Impor sudah ditarik", "Import withdrawn")
    detail = Text("Impor ini sudah ditarik. Kirim berkasnya lagi.", "This import was withdrawn. Send the file again.")


class RunGoingOn(Conflict):
    """The worker still takes the rows of the import."""

    title = Text("Impor sedang diproses", "Import in progress")
    detail = Text(
        "Baris impor ini masih diproses satu per satu. Tunggu sampai selesai.",
        "The rows of this import are still being processed. Wait until that is done.",
    )


class RowSettled(Conflict):
    """A row that was accepted is corrected where it now is on record."""

    title = Text("Baris sudah diterima", "Row accepted")
    detail = Text(
        "Baris {number} sudah menjadi data. Perbaiki datanya, atau tarik impornya.",
        "Row {number} is on record. Correct the record, or withdraw the import.",
    )


class ColumnUnknown(Invalid):
    """A correction names a column that the table does not have."""

    title = Text("Kolom tidak dikenal", "Unknown column")
    detail = Text("Kolom {columns} tidak ada dalam tabel ini.", "This table has no column {columns}.")


class RowsInCircle(Invalid):
    """Rows of one file continue each other."""

    title = Text("Perjanjian saling melanjutkan", "Agreements in a circle")
    detail = Text(
        "Baris ini melanjutkan baris yang menunggu baris ini.", "This row continues a row that waits for this one."
    )
