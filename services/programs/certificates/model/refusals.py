"""Why certificates refuse a request."""

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text


class CertificateNotFound(NotFound):
    """There is no certificate with this id."""

    title = Text("Sertifikat tidak ditemukan", "Certificate not found")
    detail = Text("Tidak ada sertifikat dengan id {id}.", "There is no certificate with the id {id}.")


class CertificateNotForeseen(Invalid):
    """The practice of the program has no such certificate."""

    title = Text("Sertifikat tidak ada dalam praktik ini", "The practice has no such certificate")
    detail = Text(
        "Praktik program ini tidak memberikan sertifikat jenis itu. Pilih jenis yang ada dalam praktiknya.",
        "The practice of this program does not give such a certificate. Choose a kind that the practice has.",
    )


class CertificateIssuerMissing(Invalid):
    """A certificate that an examination earns has no issuer or no number."""

    title = Text("Penerbit atau nomor belum ada", "Issuer or number is missing")
    detail = Text(
        "Sertifikat kompetensi dan ijazah diterbitkan lembaga lain. Isi penerbitnya, dan nomor untuk setiap peserta.",
        "Others issue certificates of competence and diplomas. Give the issuer, and a number for each participant.",
    )


class CertificateHolderUnknown(Invalid):
    """A short code belongs to no participant of the cohort."""

    title = Text("Kode peserta tidak dikenal", "Code is unknown")
    detail = Text(
        "Entri ke-{entry}: kode ini bukan peserta angkatan ini. Periksa daftar peserta.",
        "Entry {entry}: this code is no participant of the cohort. Check the list of participants.",
    )


class CertificateNotEarned(Conflict):
    """The participant was present at fewer sessions than the practice asks for."""

    title = Text("Kehadiran belum cukup", "Attendance is too low")
    detail = Text(
        "Peserta {code} hadir pada {percent} persen pertemuannya; praktik ini mensyaratkan {least} persen.",
        "The participant {code} was present at {percent} percent of the sessions; {least} percent are needed.",
    )


class CertificateAlreadyIssued(Conflict):
    """The participant has a certificate of this kind from this cohort."""

    title = Text("Sertifikat sudah tercatat", "Certificate is on record")
    detail = Text(
        "Peserta {code} sudah memiliki sertifikat ini dari angkatan ini. Cabut dahulu bila yang tercatat keliru.",
        "The participant {code} has this certificate of this cohort already. Withdraw it first if it is wrong.",
    )


class CertificateIsWithdrawn(Conflict):
    """The certificate was withdrawn already."""

    title = Text("Sertifikat sudah dicabut", "Certificate is withdrawn")
    detail = Text("Sertifikat ini sudah dicabut.", "This certificate was withdrawn already.")


class CertificateCodeNotFound(NotFound):
    """No certificate has this code."""

    title = Text("Sertifikat tidak ditemukan", "Certificate not found")
    detail = Text(
        "Tidak ada sertifikat dengan kode ini. Periksa kembali kode yang tercetak pada sertifikat.",
        "No certificate has this code. Check the code that is printed on the certificate.",
    )


class CertificateOfAnother(Conflict):
    """Another organisation has issued the certificate, and prints it."""

    title = Text("Sertifikat diterbitkan lembaga lain", "Another organisation issued the certificate")
    detail = Text(
        "Hanya sertifikat keikutsertaan dari UPT sendiri yang dicetak di sini; yang lain dicetak oleh penerbitnya.",
        "Only the facility's own certificates of participation are printed here; others are printed by their issuers.",
    )


class CertificateNotPrinted(Conflict):
    """The certificate could not be typeset."""

    title = Text("Sertifikat tidak dapat dicetak", "Certificate not printed")
    detail = Text(
        "Sertifikat ini tidak dapat ditulis sebagai berkas. Coba lagi; bila tetap gagal, hubungi pengelola Sinergi.",
        "This certificate cannot be written as a file. Try again; if it fails again, tell the operators of Sinergi.",
    )
