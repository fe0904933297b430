"""The parts of papers: the names that templates use are Indonesian, because officials edit them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of a paper; each field has the name under which a template knows it, and what it means."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    def values(self) -> dict[str, Any]:
        """The part as the data of a template."""
        return self.model_dump(mode="json", by_alias=True)


class WrittenDay(Part):
    """A day in words and digits."""

    weekday: Annotated[str, Field(alias="hari", description="Selasa")]
    day: Annotated[str, Field(alias="tanggal", description="dua puluh tujuh")]
    month: Annotated[str, Field(alias="bulan", description="Januari")]
    year: Annotated[str, Field(alias="tahun", description="dua ribu dua puluh enam")]
    short: Annotated[str, Field(alias="lengkap", description="27 Januari 2026")]
    digits: Annotated[str, Field(alias="angka", description="27-01-2026")]


class PartyPart(Part):
    """A party of an agreement with its head on the day of the paper."""

    called: Annotated[str, Field(alias="sebutan", description="PIHAK KESATU")]
    numeral: Annotated[str, Field(alias="angka", description="I, II, III")]
    name: Annotated[str, Field(alias="nama", description="nama pihak pada tanggal naskah")]
    position: Annotated[str, Field(alias="jabatan", description="jabatan yang menandatangani, dengan Plt. atau Plh.")]
    letter: Annotated[str, Field(alias="surat", description="surat penunjukan atau surat kuasa; dapat kosong")]
    numbers: Annotated[list[str], Field(alias="nomor", description="nomor naskah dari pihak ini")]
    is_partner: Annotated[bool, Field(alias="mitra", description="ya bila pihak adalah mitra")]


class SeatPart(Part):
    """A place for a signature."""

    called: Annotated[str, Field(alias="sebutan", description="PIHAK KESATU, Mengetahui, atau Saksi")]
    name: Annotated[str, Field(alias="nama", description="nama pihak")]
    position: Annotated[str, Field(alias="jabatan", description="jabatan yang menandatangani")]
    signed: Annotated[str, Field(alias="keterangan", description="tanggal dan cara menandatangani; dapat kosong")]


class ItemPart(Part):
    """An item of the scope."""

    field: Annotated[str, Field(alias="bidang", description="bidang kerja sama")]
    description: Annotated[str, Field(alias="uraian", description="uraian butir")]
    agencies: Annotated[str, Field(alias="instansi", description="instansi mitra yang melaksanakan; dapat kosong")]
    section: Annotated[str, Field(alias="bagian", description="bagian pada UPT; dapat kosong")]
    target: Annotated[str, Field(alias="sasaran", description="sasaran; dapat kosong")]
    delivery: Annotated[str, Field(alias="bentuk", description="program, layanan, atau kontribusi")]
