"""The data of the list of a ceremony, and of its record once it was held."""

from typing import Annotated

from pydantic import Field

from services.agreements.ceremonies.model.ceremony import CeremonyStep
from services.agreements.texts.model.parts import Part, SeatPart, WrittenDay
from shared.values.texts import Text

WRITE_LIST = CeremonyStep(("preparing", "open", "held"), Text("Menulis daftar acara", "Writing the list"))
WRITE_RECORD = CeremonyStep(("held",), Text("Menulis berita acara", "Writing the record of the ceremony"))


class SeatOfGuest(Part):
    """A position at a ceremony with its organisation."""

    position: Annotated[str, Field(alias="jabatan", description="jabatan, tanpa nama orang")]
    organisation: Annotated[str, Field(alias="instansi", description="instansi; dapat kosong")]


class SignerPart(Part):
    """A party of an agreement of the list, and the positions that sign for it."""

    name: Annotated[str, Field(alias="nama", description="nama pihak pada hari acara")]
    position: Annotated[str, Field(alias="jabatan", description="jabatan yang menandatangani; dapat kosong")]
    order: Annotated[str, Field(alias="urutan", description="urutan 3, pukul 09.41 WIB; dapat kosong")]


class RowPart(Part):
    """An agreement of the list."""

    ordinal: Annotated[int, Field(alias="baris", description="nomor baris dalam daftar")]
    title: Annotated[str, Field(alias="judul", description="judul perjanjian")]
    registration: Annotated[str, Field(alias="nomor_registrasi", description="nomor registrasi dalam Sinergi")]
    number: Annotated[str, Field(alias="nomor", description="nomor naskah dari unit kita; dapat kosong")]
    keeper: Annotated[str, Field(alias="unit", description="unit kita yang memasukkan perjanjian")]
    signers: Annotated[list[SignerPart], Field(alias="pihak", description="para pihak")]
    outcome: Annotated[str, Field(alias="hasil", description="ditandatangani, menyusul, tidak hadir; dapat kosong")]


class CeremonyText(Part):
    """The plan of a ceremony and its list."""

    title: Annotated[str, Field(alias="judul", description="nama acara")]
    keeper: Annotated[str, Field(alias="penyelenggara", description="unit penyelenggara")]
    position: Annotated[str, Field(alias="jabatan", description="jabatan pimpinan penyelenggara; dapat kosong")]
    guests: Annotated[list[str], Field(alias="unit_peserta", description="unit peserta")]
    day: Annotated[WrittenDay, Field(alias="tanggal", description="hari acara")]
    clock: Annotated[str, Field(alias="pukul", description="09.00 WIB; dapat kosong")]
    venue: Annotated[str, Field(alias="tempat", description="tempat acara; dapat kosong")]
    speakers: Annotated[list[SeatOfGuest], Field(alias="sambutan", description="yang memberi sambutan")]
    witnesses: Annotated[list[SeatOfGuest], Field(alias="saksi", description="para saksi")]
    rows: Annotated[list[RowPart], Field(alias="daftar", description="perjanjian menurut urutan")]


class CeremonyRecordText(CeremonyText):
    """A ceremony that was held: what was planned, the result of each agreement, and the papers counted by hand."""

    planned: Annotated[int, Field(alias="direncanakan", description="jumlah perjanjian dalam daftar")]
    signed: Annotated[int, Field(alias="ditandatangani", description="jumlah yang ditandatangani")]
    late: Annotated[int, Field(alias="menyusul", description="jumlah yang menyusul")]
    absent: Annotated[int, Field(alias="tidak_hadir", description="jumlah yang mitranya tidak hadir")]
    withdrawn: Annotated[int, Field(alias="ditarik", description="jumlah yang ditarik dari acara")]
    papers: Annotated[int, Field(alias="naskah_terhitung", description="jumlah naskah yang dihitung dengan tangan")]
    note: Annotated[str, Field(alias="penjelasan", description="penjelasan selisih; dapat kosong")]
    seats: Annotated[list[list[SeatPart]], Field(alias="tanda_tangan", description="penyelenggara dan para saksi")]
