"""Limits of a file, and the refusals of files that are not read."""

from shared.values.refusals import Invalid
from shared.values.texts import Text

MOST_ROWS = 20_000
"""Of a workbook, which is held in memory; a CSV file is read row by row and has no such limit."""
MOST_COLUMNS = 200
MOST_UNZIPPED = 50 * 1024 * 1024
"""Bytes of all parts of a workbook."""


class FileUnreadable(Invalid):
    """The file is damaged, or its text has no known encoding."""

    title = Text("Berkas tidak terbaca", "File unreadable")
    detail = Text(
        "Berkas rusak atau bukan tabel. Buka di Excel, lalu simpan ulang sebagai .xlsx atau .csv.",
        "The file is damaged or is no table. Open it in Excel and save it again as .xlsx or .csv.",
    )


class FormatNotRead(Invalid):
    """The file is a workbook of another format, such as .xls, .ods or HTML, or is protected by a password."""

    title = Text("Format berkas tidak didukung", "Format not read")
    detail = Text(
        "Yang dibaca hanya .xlsx tanpa kata sandi dan .csv. Simpan ulang berkas dalam salah satu format itu.",
        "Only .xlsx without a password and .csv are read. Save the file in one of these formats.",
    )


class WorkbookTooLarge(Invalid):
    """The unpacked workbook is too large."""

    title = Text("Buku kerja terlalu besar", "Workbook too large")
    detail = Text(
        "Isi berkas lebih dari {megabytes} MB setelah dibuka. Hapus gambar dan lembar lain, atau bagi tabelnya.",
        "The file has more than {megabytes} MB when unpacked. Remove pictures and other sheets, or split the table.",
    )


class TableTooLarge(Invalid):
    """The sheet has too many rows or columns."""

    title = Text("Tabel terlalu besar", "Table too large")
    detail = Text(
        "Lembar berisi hingga baris {rows} dan kolom ke-{columns}; batasnya {most_rows} baris dan {most_columns} "
        "kolom. Bagi tabelnya, atau kirim sebagai .csv.",
        "The sheet is filled up to row {rows} and column {columns}; the limits are {most_rows} rows and "
        "{most_columns} columns. Split the table, or send it as .csv.",
    )


class HeaderMissing(Invalid):
    """No row of the first ones names the columns that are needed."""

    title = Text("Judul kolom tidak ditemukan", "Header not found")
    detail = Text(
        "Tidak ada baris judul dengan kolom {columns}. Samakan judul kolom dengan contoh tabel.",
        "No row is a header with the columns {columns}. Name the columns as in the template.",
    )


class ColumnTwice(Invalid):
    """Two columns of the header mean the same."""

    title = Text("Kolom disebut dua kali", "Column named twice")
    detail = Text(
        'Kolom "{first}" dan "{second}" berarti sama. Hapus salah satunya.',
        'The columns "{first}" and "{second}" mean the same. Remove one of them.',
    )
