"""Refusals and cautions about a row of the table of agreements."""

from shared.values.refusals import Invalid
from shared.values.texts import Text


class LastDayBeforeFirst(Invalid):
    """The last day of a term is before the first."""

    title = Text("Berakhir sebelum mulai", "Last day before the first")
    detail = Text("Berakhir {ends}, padahal mulai {begins}.", "It ends on {ends}, but begins on {begins}.")


class NumbersTooMany(Invalid):
    """A cell has more numbers than the agreement has parties."""

    title = Text("Nomor terlalu banyak", "Too many numbers")
    detail = Text(
        '"{written}" berisi lebih dari dua nomor. Tulis satu nomor per pihak.',
        '"{written}" has more than two numbers. Write one for each party.',
    )


class NumberWithoutSigns(Invalid):
    """A number without letters and digits."""

    title = Text("Nomor tidak terbaca", "Number without letters or digits")
    detail = Text('"{written}" tidak memuat huruf atau angka.', '"{written}" has neither letters nor digits.')


TWO_NUMBERS = Text(
    "Sel berisi dua nomor: {ours} dibaca sebagai nomor unit, {theirs} sebagai nomor mitra.",
    "The cell has two numbers: {ours} was read as that of the unit, {theirs} as that of the partner.",
)
INSTRUMENT = Text(
    'Kolom jenis menyebut "{written}", tetapi judulnya {instrument}; yang dipakai judulnya.',
    'The column says "{written}", but the title says {instrument}; the title was used.',
)
ASSUMED = Text("Jenis naskah tidak disebut; dibaca sebagai {instrument}.", "No instrument; read as {instrument}.")
COMPOSED = Text("Judul kosong; disusun menjadi: {title}", "No title; composed as: {title}")
STATUS = Text(
    'Ditandai "{written}", padahal menurut masa berlakunya {actual}.',
    'It is marked "{written}", but by its term it is {actual}.',
)
OVER = Text("sudah berakhir pada {day}", "over since {day}")
RUNNING = Text("masih berlaku sampai {day}", "in force until {day}")
SIGNED_LATE = Text("Ditandatangani {signed}, setelah masa berlakunya.", "Signed on {signed}, after its term.")
TERMS_DIFFER = Text(
    "Jangka waktu {months} bulan tidak sama dengan tanggal mulai dan berakhir; yang dipakai tanggalnya.",
    "The length of {months} months differs from the first and last day; the days were used.",
)
