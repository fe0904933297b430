"""Names of months and weekdays as people write them in Indonesia, short forms and old spellings among them."""

import re

from shared.values.reported_days import Weekday

_NAMES = (
    "januari jan january",
    "februari feb pebruari peb february",
    "maret mar mrt march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu ags agt agust aug august",
    "september sep sept",
    "oktober okt oct october",
    "november nov nopember nop",
    "desember des dec december",
)
MONTHS_BY_NAME = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN_MONTHS = {name: month for month, name in enumerate(_ROMAN, 1)}
WEEKDAYS_BY_NAME: dict[str, Weekday] = {
    "senin": "monday",
    "selasa": "tuesday",
    "rabu": "wednesday",
    "kamis": "thursday",
    "jum'?at": "friday",
    "sabtu": "saturday",
    "minggu": "sunday",
    "ahad": "sunday",
    "monday": "monday",
    "tuesday": "tuesday",
    "wednesday": "wednesday",
    "thursday": "thursday",
    "friday": "friday",
    "saturday": "saturday",
    "sunday": "sunday",
}
"""Patterns of names, because Friday has two spellings."""
WORDS_BESIDE_A_DAY = re.compile(r"\b(?:hari|tanggal|tgl|tertanggal|pada|tahun|thn|mulai|ditandatangani)\b\.?")
TOWN = re.compile(r"^\s*[a-z][a-z .'-]*,\s*(?=\d)")
"""The town before a day, as under a letter: "Purwokerto, 27 Januari 2026"."""
