"""The names of the parties in their order, and the places of their signatures."""

from collections.abc import Sequence

from services.agreements.texts.model.parts import SeatPart

_ORDINALS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def called(n: int) -> str:
    """The name of a party in the order of the parties, counted from 0: PIHAK KESATU."""
    return f"PIHAK {_ORDINALS[n] if n < len(_ORDINALS) else f'KE-{n + 1}'}"


def numeral(n: int) -> str:
    """The numeral of a party, counted from 0: I."""
    return _NUMERALS[n] if n < len(_NUMERALS) else str(n + 1)


def in_pairs(seats: Sequence[SeatPart]) -> list[list[SeatPart]]:
    """The seats, two in a row. The first party signs on the right, as letters of the state have it."""
    rows = [list(seats[n : n + 2]) for n in range(0, len(seats), 2)]
    return [row[::-1] for row in rows]
