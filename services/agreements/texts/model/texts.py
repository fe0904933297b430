"""Finished papers, and the refusals of papers and templates."""

from dataclasses import dataclass

from services.agreements.texts.model.kinds import TextKind
from shared.values.refusals import Conflict, Denied, Invalid
from shared.values.texts import Text

FAULTS = {
    "not_word": Text("bukan dokumen Word (.docx) yang utuh", "not an intact Word document (.docx)"),
    "too_large": Text("terlalu besar", "too large"),
    "has_macros": Text("berisi makro", "has macros"),
    "has_links": Text("mengacu ke berkas di luar dokumen", "refers to files outside of the document"),
    "has_objects": Text(
        "berisi catatan kaki, kotak teks, bagan, atau objek yang tidak dapat ditulis ke PDF",
        "has footnotes, text boxes, charts or objects that a PDF cannot take over",
    ),
    "numbered": Text(
        "memakai penomoran otomatis; ketik nomornya sebagai teks",
        "uses automatic numbering; type the numbers as text",
    ),
    "syntax": Text("berisi penanda yang keliru", "has a wrong marker"),
    "forbidden": Text("memakai perintah yang tidak diizinkan", "uses a command that is not permitted"),
    "missing": Text("menyebut data yang tidak ada", "names data that do not exist"),
    "too_costly": Text("memerlukan waktu atau memori terlalu banyak", "needs too much time or memory"),
    "not_typeset": Text("tidak dapat ditulis sebagai PDF", "cannot be written as PDF"),
}


class TemplateUnusable(Invalid):
    """The template that was sent cannot be used; the fault and its place are named."""

    title = Text("Templat tidak dapat dipakai", "Template not usable")
    detail = Text("Templat {fault}{about}.", "The template {fault}{about}.")


class PaperNotWritten(Conflict):
    """The template in use does not fit this record."""

    title = Text("Naskah tidak dapat ditulis", "Paper not written")
    detail = Text(
        "Templat yang sedang dipakai {fault}{about}. Mintalah Ditjenpas memperbaikinya atau kembali ke templat bawaan.",
        "The template in use {fault}{about}. Ask the directorate general to correct it or to restore the shipped one.",
    )


class PaperForPartiesOnly(Denied):
    """The account represents an agency, which is shown its own items only."""

    title = Text("Naskah lengkap hanya untuk para pihak", "Whole paper for the parties only")
    detail = Text(
        "Anda membaca butir instansi Anda saja; naskah lengkap diberikan kepada para pihak.",
        "You are shown the items of your agency only; the whole paper is given to the parties.",
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper with the name under which it is saved."""

    content: bytes
    file_name: str
    media_type: str


FILE_NAMES: dict[TextKind, str] = {
    "synergy_memorandum": "nota-kesepakatan",
    "cooperation_agreement": "perjanjian-kerja-sama",
    "addendum": "adendum",
    "amendment": "adendum-perjanjian",
    "minutes": "notula-rapat",
    "meeting_letter": "undangan-rapat",
    "cover_letter": "surat-pengantar",
    "ceremony_list": "daftar-penandatanganan",
    "ceremony_record": "berita-acara-penandatanganan",
}
