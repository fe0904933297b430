"""The output: a product with its quantity in one unit, its value, and what became of it."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.programs.outcomes.model.period import Period, PeriodText
from services.programs.program.model.funding import LARGEST_AMOUNT
from shared.values.cooperation import MEASURED_UNITS, OutcomeKind, OutputDisposal, OutputUnit, Product
from shared.values.inputs import ShortText
from shared.values.labels import label, label_list
from shared.values.quantities import ReportedQuantity
from shared.values.refusals import Invalid, NotFound
from shared.values.texts import Text

OUTPUT_DAY = Text("Hari terakhir pembuatan", "The last day of making")
OUTPUT: dict[str, Any] = {
    "made": "2026-03",
    "product": "cake",
    "quantity": 240,
    "unit": "piece",
    "value": 1_200_000,
    "disposal": "sold",
}


class OutputNotFound(NotFound):
    """There is no output with this id."""

    title = Text("Hasil produksi tidak ditemukan", "Output not found")
    detail = Text("Tidak ada hasil produksi dengan id {id}.", "There is no output with the id {id}.")


class SoldWithoutValue(Invalid):
    """Products were sold, but the value is missing."""

    title = Text("Nilai penjualan belum ada", "Sold without a value")
    detail = Text(
        "Hasil yang dijual memerlukan nilai penjualan. Isi nilainya, atau nyatakan dipakai sendiri atau disimpan.",
        "A sale needs its value. Give it, or state that the products were used or kept.",
    )


class ProductUnnamed(Invalid):
    """The product is another one than those of the list, and is not described."""

    title = Text("Produk belum disebutkan", "Product is not described")
    detail = Text(
        "Produk lain perlu uraian, misalnya sapu lidi. Isi uraiannya atau pilih produk dari daftar.",
        "Another product needs a description, such as broom. Describe it or choose a product of the list.",
    )


class QuantityOfThings(Invalid):
    """A number of things has a fraction."""

    title = Text("Jumlah harus bilangan bulat", "Things are counted whole")
    detail = Text(
        "Jumlah dalam {unit} adalah bilangan bulat. Pecahan hanya dalam satuan {units}.",
        "A number of {unit} is whole. Only {units} have fractions.",
    )


class OutputFacts(BaseModel):
    """What is reported of an output. A value is in rupiah; null: not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[OutcomeKind] = "output"

    made: PeriodText = Field(description="the day or the month in which it was made; a year, if no month is known")
    product: Product
    description: ShortText | None = None
    quantity: ReportedQuantity = Field(description="a whole number of things, or up to three decimals of a measure")
    unit: OutputUnit
    value: Annotated[int, Field(ge=0, le=LARGEST_AMOUNT, strict=True)] | None = None
    disposal: OutputDisposal
    cohort_id: UUID | None = None
    evidence_id: UUID | None = Field(None, description="a photo or minutes of a session of the program")

    @property
    def period(self) -> Period:
        """The days of making. Raises `DayImpossible`."""
        return Period.read(self.made)

    def require_sound(self) -> None:
        """Raise `SoldWithoutValue`, `ProductUnnamed` or `QuantityOfThings`."""
        if self.disposal == "sold" and not self.value:
            raise SoldWithoutValue
        if self.product == "other" and self.description is None:
            raise ProductUnnamed
        if self.unit not in MEASURED_UNITS and self.quantity != self.quantity.to_integral_value():
            units = label_list("output_unit", sorted(MEASURED_UNITS))
            raise QuantityOfThings(unit=label("output_unit", self.unit), units=units)
