"""Finds our own units by the names that people write, such as "Lembaga Pemasyarakatan Klas IIA Purwokerto"."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from services.agreements.register.model.units import Unit
from shared.values.inputs import letters_and_digits
from shared.values.refusals import Invalid
from shared.values.texts import Text

_WRITTEN_OUT = (
    (r"lembaga pemasyarakatan", "lapas"),
    (r"rumah tahanan(?: negara)?", "rutan"),
    (r"balai pemasyarakatan", "bapas"),
    (r"lembaga pembinaan khusus anak", "lpka"),
    (
        r"kantor wilayah (?:direktorat jenderal|ditjen) pemasyarakatan|kanwil ditjenpas|kantor wilayah ditjenpas",
        "kanwil",
    ),
    (r"direktorat jenderal pemasyarakatan", "ditjenpas"),
    (r"\b(?:kelas|klas|kls|kl)\b\.?", " "),
)
_CLASS = re.compile(r"\b(?:iii|ii ?[ab]|ii|i)\b")
GUESSED = Text('"{written}" dibaca sebagai {name}.', '"{written}" was read as {name}.')
_NEAR = 3


class UnitNameUnknown(Invalid):
    """No unit has the name that a row gives."""

    title = Text("Nama unit tidak dikenal", "Unknown name of a unit")
    detail = Text(
        'Tidak ada unit bernama "{written}" dalam data induk. Nama yang mirip: {near}.',
        'The master data have no unit called "{written}". Similar names: {near}.',
    )


class UnitNameAmbiguous(Invalid):
    """Several units may be meant."""

    title = Text("Nama unit kurang jelas", "Ambiguous name of a unit")
    detail = Text(
        '"{written}" dapat berarti {names}. Tulis lengkap.', '"{written}" may mean {names}. Write it in full.'
    )


@dataclass(frozen=True, slots=True)
class UnitNames:
    """Our own units by their full names, and by their names without the class."""

    full: Mapping[str, Unit]
    short: Mapping[str, tuple[Unit, ...]]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "UnitNames":
        """From all units."""
        full: dict[str, Unit] = {}
        short: dict[str, tuple[Unit, ...]] = {}
        for unit in units:
            full[_key(unit.name)] = unit
            without = _key(unit.name, without_class=True)
            short[without] = (*short.get(without, ()), unit)
        return cls(full, short)

    def with_id(self, id_: UUID) -> Unit | None:
        """The unit with an id, if it is one of ours."""
        return next((unit for unit in self.full.values() if unit.id == id_), None)

    def find(self, written: str) -> tuple[Unit, bool]:
        """The unit, and whether its class had to be guessed. Raises `UnitNameUnknown` or `UnitNameAmbiguous`."""
        if unit := self.full.get(_key(written)):
            return unit, False
        found = self.short.get(_key(written, without_class=True), ())
        if len(found) == 1:
            return found[0], True
        if found:
            raise UnitNameAmbiguous(written=written, names=[unit.name for unit in found])
        near = difflib.get_close_matches(_key(written), self.full, _NEAR, 0.7)
        raise UnitNameUnknown(written=written, near=[self.full[key].name for key in near])


@lru_cache(4_096)
def _key(name: str, *, without_class: bool = False) -> str:
    text = " ".join(re.sub(r"[.,()]", " ", name.casefold()).split())
    for pattern, word in _WRITTEN_OUT:
        text = re.sub(pattern, word, text)
    return letters_and_digits(_CLASS.sub(" ", text) if without_class else text)
