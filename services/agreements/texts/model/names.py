"""Names of our units as official papers write them: without abbreviations."""

_WRITTEN_OUT = {
    "Lapas": "Lembaga Pemasyarakatan",
    "Rutan": "Rumah Tahanan Negara",
    "LPKA": "Lembaga Pembinaan Khusus Anak",
    "Bapas": "Balai Pemasyarakatan",
    "Rupbasan": "Rumah Penyimpanan Benda Sitaan Negara",
    "Kanwil": "Kantor Wilayah",
}


def in_full(name: str) -> str:
    """A name with its first word written out: Lembaga Pemasyarakatan Kelas IIA Purwokerto."""
    first, _space, rest = name.partition(" ")
    return f"{_WRITTEN_OUT.get(first, first)} {rest}".strip()
