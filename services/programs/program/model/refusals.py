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


class ProgramIsSuspended(Conflict):
    """The program was suspended on the day of an admission or a session."""

    title = Text("Program sedang ditangguhkan", "Program is suspended")
    detail = Text(
        "Pada {day} program ini ditangguhkan, sejak {since}. Lanjutkan program lebih dahulu, atau periksa tanggalnya.",
        "On {day} the program was suspended, since {since}. Resume it first, or check the day.",
    )


class NothingHeld(Conflict):
    """A program without sessions and outcomes is completed."""

    title = Text("Belum ada pertemuan", "No session held")
    detail = Text(
        "Program ini belum mempunyai pertemuan atau hasil yang tercatat, jadi belum dapat dinyatakan selesai. Catat "
        "pertemuannya, atau batalkan programnya.",
        "This program has no session and no outcome on record, so it cannot be completed. Record them, or cancel it.",
    )


class BasisNotLost(Conflict):
    """A program is wound down although no agreement behind it has ended, or another one continues it."""

    title = Text("Dasar program tidak berakhir", "The program has not lost its basis")
    detail = Text(
        "Program ini masih mempunyai dasar perjanjian, diteruskan perpanjangannya, atau tidak pernah mempunyai "
        "perjanjian. Nyatakan selesai, atau batalkan dengan alasan.",
        "An agreement still carries this program, its extension continues it, or it never had an agreement. Complete "
        "it, or cancel it with a reason.",
    )


class CancellationUnexplained(Invalid):
    """A cancelled program has no reason, or another ending has one."""

    title = Text("Alasan tidak sesuai", "Reason does not fit")
    detail = Text(
        "Program yang dibatalkan memerlukan alasan; program yang selesai atau diakhiri karena perjanjiannya berakhir "
        "tidak.",
        "A cancelled program needs a reason; one that is completed or wound down has none in the request.",
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


class TemplateOfAnotherField(Invalid):
    """A program can be run by another practice only if both serve a common field."""

    title = Text("Templat untuk bidang lain", "Template of another field")
    detail = Text(
        "Templat {code} tidak melayani bidang program ini. Pilih templat untuk salah satu bidang: {fields}.",
        "The template {code} serves no field of this program. Choose one that serves any of these: {fields}.",
    )
