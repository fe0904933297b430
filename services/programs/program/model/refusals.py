"""Why a program refuses a request."""

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text


class ProgramNotFound(NotFound):
    """There is no program with this id."""

    title = Text("Program tidak ditemukan", "Program not found")
    detail = Text("Tidak ada program dengan id {id}.", "There is no program with the id {id}.")


class DayTooEarly(Invalid):
    """A reported day comes before something that must happen first."""

    title = Text("Tanggal terlalu awal", "Day too early")
    detail = Text(
        "Tanggal {day} lebih awal daripada {earliest}, yaitu {what}.",
        "{day} is before {earliest}, {what}.",
    )


class DayTooLate(Invalid):
    """A reported day comes after the last day on which it is possible."""

    title = Text("Tanggal terlalu akhir", "Day too late")
    detail = Text(
        "Tanggal {day} melewati {latest}, yaitu {what}.",
        "{day} is after {latest}, {what}.",
    )


class AdmissionClosed(Conflict):
    """No agreement carries the program on the day of an admission."""

    title = Text("Penerimaan peserta ditutup", "Admission closed")
    detail = Text(
        "Pada {day} tidak ada perjanjian yang berlaku sebagai dasar program ini. Angkatan yang sudah berjalan boleh "
        "diselesaikan; peserta baru dapat diterima setelah ada perjanjian yang berlaku.",
        "On {day} no agreement in force carries this program. Cohorts that are running may finish; participants can be "
        "admitted when an agreement is in force.",
    )


class ProgramUnknown(Invalid):
    """The request names a program that does not exist, or that the caller may not read."""

    title = Text("Program tidak dikenal", "Unknown program")
    detail = Text("Tidak ada program dengan id {id} di UPT ini.", "This facility has no program with the id {id}.")


class ProgramsDiffer(Invalid):
    """Only programs of the same practice, facility, pillar and fiscal year can be joined or kept apart."""

    title = Text("Program tidak sejenis", "Programs of different kinds")
    detail = Text(
        "Program {id} bukan program lain dengan praktik, pilar dan tahun anggaran yang sama di UPT yang sama.",
        "Program {id} is not another program of the same practice, pillar and fiscal year at the same facility.",
    )


class TemplateUnknown(Invalid):
    """The request names a template that the catalogue does not have."""

    title = Text("Templat tidak dikenal", "Unknown template")
    detail = Text(
        "Katalog tidak memuat templat {code}. Daftarnya ada di /templates.",
        "The catalogue has no template {code}. It is listed at /templates.",
    )


class FacilityUnknown(Invalid):
    """The request names a facility of which this service has not learned."""

    title = Text("UPT tidak dikenal", "Unknown facility")
    detail = Text("Tidak ada UPT dengan id {id}.", "No facility has the id {id}.")
