"""The reasons to refuse a step of a ceremony."""

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text


class CeremonyNotFound(NotFound):
    """No ceremony has the id in the URL."""

    title = Text("Penandatanganan bersama tidak ditemukan", "Ceremony not found")
    detail = Text("Tidak ada penandatanganan bersama dengan id {id}.", "No ceremony has the id {id}.")


class CeremonyKeeperUnfit(Invalid):
    """A partner cannot keep a ceremony."""

    title = Text("Penyelenggara tidak sesuai", "Unfit keeper of a ceremony")
    detail = Text(
        "Penandatanganan bersama diselenggarakan oleh UPT, kantor wilayah, atau Ditjenpas, bukan oleh {name}.",
        "A facility, a regional office or the directorate general keeps a ceremony, not {name}.",
    )


class AgreementListedTwice(Invalid):
    """The list of a ceremony names an agreement more than once."""

    title = Text("Perjanjian disebut dua kali", "Agreement listed twice")
    detail = Text(
        "Perjanjian {numbers} disebut lebih dari sekali dalam daftar.",
        "The list names {numbers} more than once.",
    )


class AgreementOfAnotherKeeper(Invalid):
    """The list names an agreement that another unit keeps."""

    title = Text("Perjanjian dipegang unit lain", "Agreement of another keeper")
    detail = Text(
        "Perjanjian {numbers} tidak dipegang oleh {keeper}. Unit pemegangnya yang memasukkan atau mengubahnya.",
        "{keeper} does not keep {numbers}. The unit that keeps them lists or changes them.",
    )


class AgreementNotForSigning(Conflict):
    """The list names an agreement that cannot be signed now."""

    title = Text("Perjanjian tidak dapat ditandatangani", "Agreement not for signing")
    detail = Text(
        "Perjanjian {numbers} belum disetujui semua penelaah, sudah lengkap ditandatangani, atau sudah berakhir.",
        "{numbers}: not every reviewer has approved the text, all have signed it, or it has ended.",
    )


class AgreementInAnotherCeremony(Conflict):
    """The list names an agreement that is in the list of another ceremony."""

    title = Text("Perjanjian ada di acara lain", "Agreement in another ceremony")
    detail = Text(
        "Ada perjanjian dalam daftar ini yang sudah masuk daftar penandatanganan bersama lain.",
        "An agreement of this list is in the list of another ceremony.",
    )


class GuestUnfit(Invalid):
    """A guest is a facility or an office of the keeper's region, or of any region if the keeper is national."""

    title = Text("Unit peserta tidak sesuai", "Unfit guest")
    detail = Text(
        "{name} tidak dapat menjadi peserta acara {keeper}: pilih UPT atau kantor wilayah dari wilayah yang sama.",
        "{name} cannot be a guest of {keeper}: choose a facility or an office of the same region.",
    )


class GuestUnknown(Invalid):
    """The unit is neither the keeper of the ceremony nor one of its guests."""

    title = Text("Bukan peserta acara", "Not a guest of the ceremony")
    detail = Text(
        "Unit dengan id {id} bukan penyelenggara atau peserta acara ini. Mintalah penyelenggara menambahkannya.",
        "The unit with the id {id} neither keeps the ceremony nor is one of its guests. Ask the keeper to add it.",
    )


class CeremonyDayOver(Conflict):
    """Units are invited to a day that is to come."""

    title = Text("Hari acara sudah lewat", "Day of the ceremony is over")
    detail = Text(
        "Acara direncanakan pada {planned_on}, dan hari itu sudah lewat. Ubah dahulu harinya, lalu undang.",
        "The ceremony was planned for {planned_on}, which is over. Change the day first, then invite.",
    )


class ListEmpty(Conflict):
    """A ceremony without agreements cannot be opened."""

    title = Text("Daftar masih kosong", "List empty")
    detail = Text(
        "Masukkan dahulu perjanjian ke dalam daftar acara.", "Put agreements into the list of the ceremony first."
    )


class ListedAgreementUnknown(Invalid):
    """The request names an agreement that is not in the list of the ceremony."""

    title = Text("Perjanjian tidak ada dalam daftar", "Agreement not in the list")
    detail = Text(
        "Acara ini tidak memuat perjanjian dengan id {id}.", "The ceremony has no agreement with the id {id}."
    )


class OpeningItemUnknown(Invalid):
    """The request lets a program open for a scope item that is no program of an agreement in the list."""

    title = Text("Butir bukan program acara ini", "Not a program of this ceremony")
    detail = Text(
        "Butir {id} bukan butir program dari perjanjian dalam daftar acara.",
        "The scope item {id} is no program of an agreement in the list.",
    )


class SignatoryMissing(Invalid):
    """Neither the preparation nor the request has the position that signs for the party."""

    title = Text("Jabatan penanda tangan belum disebut", "Position of the signatory missing")
    detail = Text("Sebutkan jabatan yang menandatangani untuk {name}.", "Give the position that signs for {name}.")


class KeeperSignsForAll(Conflict):
    """The desk records partners; the unit that keeps the ceremony signs once for all agreements."""

    title = Text("Penyelenggara menandatangani sekaligus", "The keeper signs for all together")
    detail = Text(
        "Tanda tangan {name} dicatat sekaligus untuk semua perjanjian, bukan di meja mitra.",
        "The signature of {name} is recorded for all agreements together, not at the desk of the partners.",
    )


class SignedElsewhere(Conflict):
    """The party has signed, but not at this ceremony."""

    title = Text("Ditandatangani di luar acara", "Signed elsewhere")
    detail = Text(
        "{name} sudah menandatangani tanggal {signed_on}, di luar acara ini.",
        "{name} signed on {signed_on}, not at this ceremony.",
    )


class AgreementsUndecided(Conflict):
    """A ceremony is closed when each agreement is signed, late, absent or taken off the list."""

    title = Text("Belum semua perjanjian jelas", "Agreements undecided")
    detail = Text(
        "{count} perjanjian belum ditandatangani lengkap dan belum diberi keterangan: {numbers}.",
        "{count} agreements are neither fully signed nor marked: {numbers}.",
    )


class PapersDiffer(Conflict):
    """The papers that were counted by hand are not as many as were signed."""

    title = Text("Jumlah naskah tidak cocok", "Papers differ")
    detail = Text(
        "Tercatat {signed} perjanjian ditandatangani, tetapi {papers} naskah terhitung. Hitung lagi, atau jelaskan "
        "selisihnya.",
        "{signed} agreements are on record as signed, but {papers} papers were counted. Count again, or explain the "
        "difference.",
    )


class NumberPatternUnfit(Invalid):
    """The pattern of a block of numbers has no place for the number, or several."""

    title = Text("Pola nomor tidak sesuai", "Unfit pattern of numbers")
    detail = Text(
        "Tulis tanda # tepat satu kali di tempat nomor urut, misalnya W.13-PAS-#/2026.",
        "Write the sign # exactly once where the number goes, for example W.13-PAS-#/2026.",
    )
