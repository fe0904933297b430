"""The data of an addendum to an agreement in force: its changes, each as it was and as it becomes."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.agreements.texts.model.numbers import written
from services.agreements.texts.model.parts import ItemPart, Part, PartyPart, SeatPart, WrittenDay

_UNTIL_NOTICE = "sampai diakhiri oleh salah satu PIHAK"


class TermChangePart(Part):
    """The last day in force before an addendum, and by it."""

    before: Annotated[str, Field(alias="semula", description="sampai dengan tanggal 26 Januari 2026")]
    after: Annotated[str, Field(alias="menjadi", description="sampai dengan tanggal 26 Januari 2031")]


class EndingItemPart(Part):
    """An item that leaves the scope."""

    field: Annotated[str, Field(alias="bidang", description="bidang kerja sama")]
    description: Annotated[str, Field(alias="uraian", description="uraian butir")]


class PromisePart(Part):
    """An obligation of a party that an addendum adds or ends."""

    party: Annotated[str, Field(alias="pihak", description="pihak atau instansi yang berkewajiban")]
    description: Annotated[str, Field(alias="uraian", description="uraian kewajiban")]
    amount: Annotated[str, Field(alias="jumlah", description="20 pertemuan setiap bulan; kosong bila berakhir")]


class ChangedPromisePart(Part):
    """An obligation whose amount an addendum changes."""

    party: Annotated[str, Field(alias="pihak", description="pihak atau instansi yang berkewajiban")]
    description: Annotated[str, Field(alias="uraian", description="uraian kewajiban")]
    before: Annotated[str, Field(alias="semula", description="20 pertemuan")]
    after: Annotated[str, Field(alias="menjadi", description="12 pertemuan")]


class AmendmentText(Part):
    """Everything that a template may write about an addendum."""

    is_draft: Annotated[bool, Field(alias="draf", description="ya selama belum ditandatangani semua pihak")]
    ordinal: Annotated[int, Field(alias="ke", description="1 untuk adendum pertama")]
    number: Annotated[str, Field(alias="nomor", description="nomor adendum; dapat kosong")]
    instrument: Annotated[str, Field(alias="jenis_perjanjian", description="nota kesepakatan, perjanjian kerja sama")]
    title: Annotated[str, Field(alias="judul", description="judul perjanjian yang diubah")]
    registration: Annotated[str, Field(alias="nomor_registrasi", description="nomor registrasi perjanjian")]
    signed: Annotated[str, Field(alias="tanggal_perjanjian", description="tanggal perjanjian; dapat kosong")]
    version: Annotated[int, Field(alias="versi", description="versi catatan adendum")]
    day: Annotated[WrittenDay | None, Field(alias="tanggal", description="tanggal adendum; kosong bila belum ada")]
    effective: Annotated[str, Field(alias="berlaku", description="hari pertama perubahan berlaku")]
    parties: Annotated[list[PartyPart], Field(alias="pihak", description="para pihak; nomornya dari perjanjian")]
    term: Annotated[TermChangePart | None, Field(alias="masa_berlaku", description="kosong bila tidak berubah")]
    items: Annotated[list[ItemPart], Field(alias="butir_tambahan", description="butir ruang lingkup yang ditambahkan")]
    ending_items: Annotated[
        list[EndingItemPart], Field(alias="butir_berakhir", description="butir ruang lingkup yang dihapus")
    ]
    added: Annotated[list[str], Field(alias="pihak_tambahan", description="nama pihak yang ditambahkan")]
    leaving: Annotated[list[str], Field(alias="pihak_keluar", description="nama pihak yang keluar dari perjanjian")]
    promises: Annotated[list[PromisePart], Field(alias="kewajiban_tambahan", description="kewajiban yang ditambahkan")]
    changed_promises: Annotated[
        list[ChangedPromisePart], Field(alias="kewajiban_berubah", description="kewajiban yang jumlahnya berubah")
    ]
    ending_promises: Annotated[
        list[PromisePart], Field(alias="kewajiban_berakhir", description="kewajiban yang berakhir")
    ]
    seats: Annotated[list[list[SeatPart]], Field(alias="tanda_tangan", description="tempat tanda tangan, dua sebaris")]


def term_change(before: date | None, after: date | None) -> TermChangePart:
    """The last day before and after; without one the agreement is in force until a party ends it."""
    return TermChangePart(before=_until(before), after=_until(after))


def _until(day: date | None) -> str:
    return f"sampai dengan tanggal {written(day).short}" if day else _UNTIL_NOTICE
