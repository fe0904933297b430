"""The definitions of the measures, as readers see them beside the numbers. The numbers are those of the whole list."""

from dataclasses import dataclass

from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure: its numerator and denominator, the record they come from, and the limits of its numbers."""

    number: int
    title: Text
    numerator: Text
    denominator: Text
    source: Text
    limits: Text


DEFINITIONS = {
    "participation": Definition(
        9,
        Text("Partisipasi peserta", "Participation"),
        Text(
            "Banyaknya orang yang hadir, aktif atau pasif, sedikitnya pada satu pertemuan dengan daftar peserta; "
            "setiap orang dihitung satu kali. Untuk tingkat kehadiran: tanda hadir.",
            "How many persons were present, active or passive, at one session with a roster or more; each counts "
            "once. For the attendance rate: the marks of those present.",
        ),
        Text(
            "Untuk tingkat kehadiran: semua tanda, termasuk yang tidak hadir. Untuk bulan: semua bulan yang sudah "
            "berakhir dari semua UPT, juga yang kosong.",
            "For the attendance rate: all marks, also of the absent. For months: all months that are over of all "
            "units, also the empty ones.",
        ),
        Text(
            "Pertemuan, presensi, kepesertaan, dan penutupan bulan yang dicatat UPT. Pertemuan terbuka tidak "
            "memiliki daftar peserta; pengunjungnya dihitung tersendiri dan dapat terhitung lebih dari satu kali.",
            "Sessions, attendance, enrolments and closings of months as the units record them. Open sessions have no "
            "roster; their audience is counted apart and may count a person more than once.",
        ),
        Text(
            "Angka di bawah lima tidak ditampilkan, begitu pula angka yang dapat mengungkapkannya. Seseorang dengan "
            "dua kode peserta di dua UPT terhitung dua kali sampai kodenya ditautkan. Perbandingan dengan "
            "jumlah penghuni belum dihitung, karena jumlah itu ada pada data induk.",
            "Numbers under five are withheld, and so are those that would reveal them. A person with two references "
            "at two units counts twice until these are linked. There is no comparison with the population yet, "
            "because that number is in the master data.",
        ),
    ),
    "replication": Definition(
        6,
        Text("Replikasi praktik", "Replication of practices"),
        Text(
            "Rencana replikasi yang praktiknya terbukti berjalan di UPT tamu pada pemeriksaan setelah enam bulan.",
            "Adoption plans whose practice was found running at the guest's unit by the check after six months.",
        ),
        Text(
            "Semua rencana replikasi dari kunjungan dalam masa itu yang pemeriksaannya sudah jatuh tempo, juga yang "
            "belum diperiksa.",
            "All adoption plans from visits of the period whose check is due, also those that were not checked.",
        ),
        Text(
            "Kunjungan studi tiru, rencana replikasi, dan hasil pemeriksaannya, dihitung pada UPT tamu. "
            "Lamanya dihitung dari hari rencana sampai program tamu dibuka.",
            "Study visits, adoption plans and their checks, counted at the guest's unit. The days run from the plan to "
            "the opening of the guest's program.",
        ),
        Text(
            "Kunjungan dihitung pada hari terakhir yang mungkin menurut laporannya. Praktik dihitung tersebar bila "
            "terbukti berjalan pada tiga rencana atau lebih.",
            "A visit counts on the latest day that its report allows. A practice counts as spread once three plans or "
            "more were confirmed.",
        ),
    ),
}
