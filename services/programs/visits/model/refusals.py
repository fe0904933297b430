"""Why a visit refuses a request."""

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text


class VisitNotFound(NotFound):
    """There is no visit with this id."""

    title = Text("Kunjungan tidak ditemukan", "Visit not found")
    detail = Text("Tidak ada kunjungan dengan id {id}.", "There is no visit with the id {id}.")


class VisitTaskNotFound(NotFound):
    """The visit has no action item with this id."""

    title = Text("Tindak lanjut kunjungan tidak ditemukan", "Action item of the visit not found")
    detail = Text(
        "Kunjungan ini tidak mempunyai tindak lanjut dengan id {id}.",
        "This visit has no action item with the id {id}.",
    )


class AdoptionNotFound(NotFound):
    """The visit has no adoption plan with this id."""

    title = Text("Rencana replikasi tidak ditemukan", "Adoption plan not found")
    detail = Text(
        "Kunjungan ini tidak mempunyai rencana replikasi dengan id {id}.",
        "This visit has no adoption plan with the id {id}.",
    )


class VisitToItself(Invalid):
    """A facility does not visit itself."""

    title = Text("Tuan rumah dan tamu sama", "Host and guest are the same")
    detail = Text(
        "Kunjungan belajar berlangsung antara dua UPT. Pilih UPT lain sebagai tuan rumah.",
        "A study visit is between two facilities. Choose another facility as the host.",
    )


class TopicsUnanswered(Invalid):
    """The host names programs for another number of topics than the guest has asked about."""

    title = Text("Topik belum lengkap", "Topics incomplete")
    detail = Text(
        "Kunjungan ini mempunyai {number} topik; sebutkan program untuk setiap topik, boleh kosong.",
        "This visit has {number} topics; name the programs of each of them, which may be none.",
    )


class DayTooSoon(Invalid):
    """A day that is planned or due is before the day of the decision."""

    title = Text("Tanggal sudah lewat", "Day already over")
    detail = Text("{name} {day} lebih awal daripada {earliest}.", "{name} {day} is before {earliest}.")


class ProgramNotVisited(Invalid):
    """A practice is to be adopted from a program that the visit was not about."""

    title = Text("Program tidak dikunjungi", "Program not visited")
    detail = Text(
        "Kunjungan ini tidak membahas atau meninjau program {id}. Pilih program yang tercatat pada kunjungan.",
        "This visit was not about the program {id}. Choose a program that the visit has on record.",
    )


class PracticeDiffers(Invalid):
    """A program of an adoption is of another practice than its plan names."""

    title = Text("Praktik berbeda", "Another practice")
    detail = Text(
        "Program {id} menjalankan praktik lain, bukan {practice}. Pilih program dengan praktik yang sama.",
        "Program {id} runs another practice than {practice}. Choose a program of the same practice.",
    )


class AdoptionPlannedBefore(Conflict):
    """The guest has a plan for this practice already that is neither confirmed nor abandoned."""

    title = Text("Rencana replikasi sudah ada", "Adoption already planned")
    detail = Text(
        "Praktik {practice} sudah mempunyai rencana replikasi dari kunjungan ini yang belum diperiksa.",
        "This visit has a plan to adopt the practice {practice} that was not checked yet.",
    )


class CheckTooEarly(Conflict):
    """A replication is confirmed before the months after its plan are over."""

    title = Text("Pemeriksaan terlalu awal", "Check too early")
    detail = Text(
        "Replikasi baru dapat dinyatakan terlaksana mulai {day}, enam bulan setelah rencananya.",
        "The adoption can be confirmed from {day} on, six months after its plan.",
    )


class NothingReplicated(Conflict):
    """A replication is confirmed although its program has not held a session."""

    title = Text("Belum ada yang direplikasi", "Nothing replicated yet")
    detail = Text(
        "Program replikasinya belum mempunyai pertemuan sampai {day}. Catat pertemuannya, atau nyatakan tidak "
        "direplikasi dengan alasannya.",
        "The adopted program has held no session up to {day}. Record its sessions, or state that the practice was not "
        "adopted, with the reason.",
    )


class AbandonmentUnexplained(Invalid):
    """A practice that was not adopted has no reason, or one that was adopted has one."""

    title = Text("Alasan replikasi tidak sesuai", "Reason of the check does not fit")
    detail = Text(
        "Praktik yang tidak direplikasi memerlukan alasan; praktik yang direplikasi tidak.",
        "A practice that was not adopted needs a reason; one that was adopted has none.",
    )
