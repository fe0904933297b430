"""Refusals of the catalogue."""

from typing import Any

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text


class TemplateNotFound(NotFound):
    """The catalogue has no template with this code."""

    title = Text("Templat tidak ditemukan", "Template not found")
    detail = Text(
        "Katalog tidak memuat templat {code}. Daftarnya ada di /templates.",
        "The catalogue has no template {code}. It is listed at /templates.",
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


class TemplateCodeTaken(Conflict):
    """Another practice has the code."""

    title = Text("Kode sudah dipakai", "Code taken")
    detail = Text(
        'Kode {code} milik kegiatan "{name}". Terbitkan versi baru kegiatan itu, atau pakai kode lain.',
        'The practice "{name}" has the code {code}. Publish a new version of it, or use another code.',
    )


class PracticeFieldUnknown(Invalid):
    """A practice names a field that neither the catalogue nor an agreement has."""

    title = Text("Bidang kegiatan tidak dikenal", "Unknown field of a practice")
    detail = Text(
        "Bidang {fields} tidak ada dalam katalog, dan tidak ada butir perjanjian yang menunggunya.",
        "The catalogue has no field {fields}, and no scope item waits for it.",
    )


class PracticeDiffersByNameOnly(Conflict):
    """Another practice has the same method and the same stages."""

    title = Text("Hanya namanya yang berbeda", "Different in its name only")
    detail = Text(
        'Kegiatan "{name}" memiliki cara dan tahap yang sama. Jalankan kegiatan itu, atau ubah cara atau tahapnya.',
        'The practice "{name}" has the same method and stages. Run that one, or change the method or the stages.',
    )

    def members(self) -> dict[str, Any]:
        """The code of the practice that is there."""
        return {"code": self.values["code"]}


class PracticeUnchanged(Conflict):
    """A new version is the same as the one before."""

    title = Text("Tidak ada yang berubah", "Nothing has changed")
    detail = Text(
        "Versi baru sama dengan versi {version}. Tidak ada yang perlu diterbitkan.",
        "The new version is the same as version {version}. There is nothing to publish.",
    )


class PracticeFieldsShrink(Invalid):
    """A version serves fewer fields than the one before, or belongs to another category."""

    title = Text("Bidang atau kelompok berkurang", "Fields or category lost")
    detail = Text(
        "Versi baru tetap berkelompok {category} dan melayani bidang {fields}: program yang ada bertumpu padanya.",
        "A new version keeps the category {category} and the fields {fields}: existing programs rest on them.",
    )


class ExaminationMissing(Invalid):
    """The certificate is earned by an examination, and no stage has one."""

    title = Text("Ujian belum ada", "No examination")
    detail = Text(
        "{certificate} diperoleh dengan ujian. Tandai tahap yang memuat ujiannya.",
        "A {certificate} is earned by an examination. Mark the stage that has it.",
    )


class PracticeTitleTelling(Invalid):
    """The title, which certificates print, tells of a prison or of its inmates."""

    title = Text("Judul menyebut asal peserta", "The title tells where it was earned")
    detail = Text(
        'Judul dicetak pada sertifikat, yang tidak menyebut tempat pembinaan. Tulis nama kegiatannya tanpa "{word}".',
        'Certificates print the title and name no prison. Write the name of the activity without "{word}".',
    )


class ParentNotNational(Invalid):
    """A facility's own practice is under a national one, not under that of a facility."""

    title = Text("Bukan kegiatan nasional", "Not a national practice")
    detail = Text(
        'Kegiatan "{name}" milik UPT. Pilih kegiatan nasional sebagai induknya.',
        'The practice "{name}" belongs to a facility. Choose a national one to be under.',
    )


class AttendanceBelowParent(Invalid):
    """A facility's own practice asks for less attendance than the national one."""

    title = Text("Kehadiran di bawah ketentuan nasional", "Attendance below the national one")
    detail = Text(
        "Kehadiran paling sedikit {least}% seperti kegiatan nasionalnya.",
        "The minimum attendance is {least}% or more, as in the national practice.",
    )


class CertificateNotOfParent(Invalid):
    """A facility's own practice ends with a certificate that the national one does not give."""

    title = Text("Sertifikat tidak sesuai", "Certificate does not fit")
    detail = Text(
        "Kegiatan nasionalnya tidak berakhir dengan {certificate}. Yang mungkin: {allowed}.",
        "The national practice does not end with a {certificate}. Possible: {allowed}.",
    )


class PracticeNotRunThere(Invalid):
    """A practice cannot be adopted from a facility that has never opened a program of it."""

    title = Text("UPT asal belum menjalankannya", "Never run at that facility")
    detail = Text(
        '{facility} belum pernah membuka program "{name}". Periksa UPT asalnya, atau kosongkan.',
        '{facility} has never opened a program of "{name}". Check the facility, or leave it out.',
    )
