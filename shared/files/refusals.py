"""Refusals of files: too large, empty, of another type, or a store that does not answer."""

from shared.values.refusals import Invalid, RequestRefusal
from shared.values.texts import Text


class FileTooLarge(RequestRefusal):
    """The file exceeds the limit of the installation."""

    status = 413
    advice = Text(
        "Pindai dengan 200–300 dpi, atau bagi menjadi beberapa berkas.",
        "Scan it with 200–300 dpi, or divide it into several files.",
    )
    title = Text("Berkas terlalu besar", "File too large")
    detail = Text("Berkas paling besar {megabytes} MB.", "A file may have at most {megabytes} MB.")


class FileTypeRefused(RequestRefusal):
    """The content of the file is of no accepted type; its name does not count."""

    status = 415
    advice = Text("Kirim berkas dengan jenis yang disebut.", "Send a file of one of the named types.")
    title = Text("Jenis berkas tidak diterima", "File type not accepted")
    detail = Text(
        "Isi berkas dikenali sebagai {found}. Yang diterima: {accepted}.",
        "The content of the file is {found}. Accepted are: {accepted}.",
    )


class FileEmpty(Invalid):
    """The file has no content."""

    title = Text("Berkas kosong", "Empty file")
    detail = Text("Berkas tidak berisi apa pun.", "The file has no content.")


class FilesUnavailable(RequestRefusal):
    """The document store does not answer, is full, or has no key; nothing was changed."""

    status = 503
    advice = Text(
        "Tunggu selama jumlah detik di header Retry-After, lalu ulangi dengan Idempotency-Key yang sama.",
        "Wait as many seconds as Retry-After says, then repeat with the same Idempotency-Key.",
    )
    title = Text("Penyimpanan berkas terganggu", "Document store unavailable")
    detail = Text(
        "Penyimpanan berkas sedang tidak dapat dipakai. Tidak ada yang berubah; ulangi sebentar lagi.",
        "The document store cannot be used at the moment. Nothing was changed; repeat in a moment.",
    )

    def headers(self) -> dict[str, str]:
        """State the pause (RFC 9110 §10.2.3)."""
        return {"Retry-After": "30"}
