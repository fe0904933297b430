"""Names of partners, taken apart so that two spellings of one partner are found.

Usual abbreviations are written out. Legal forms and the words that every office has are left out; what remains tells a
partner from others. Pairs are only proposed: people decide whether the two are one.
"""

import re
import unicodedata
from dataclasses import dataclass

from shared.values.inputs import letters_and_digits, visible

ABBREVIATIONS = {
    "pemkab": ("pemerintah", "kabupaten"),
    "pemkot": ("pemerintah", "kota"),
    "pemprov": ("pemerintah", "provinsi"),
    "pemda": ("pemerintah", "daerah"),
    "pemdes": ("pemerintah", "desa"),
    "kab": ("kabupaten",),
    "prov": ("provinsi",),
    "kec": ("kecamatan",),
    "dinkes": ("dinas", "kesehatan"),
    "dinsos": ("dinas", "sosial"),
    "disdik": ("dinas", "pendidikan"),
    "dlh": ("dinas", "lingkungan", "hidup"),
    "bnn": ("badan", "narkotika", "nasional"),
    "bnnp": ("badan", "narkotika", "nasional", "provinsi"),
    "bnnk": ("badan", "narkotika", "nasional"),
    "kemenag": ("kementerian", "agama"),
    "rsud": ("rumah", "sakit", "umum", "daerah"),
    "univ": ("universitas",),
}
LEGAL_FORMS = {"pt", "cv", "ud", "tbk", "persero"}
"""Both are part of the stored `twin_key`: after a change the stored keys must be rebuilt."""

_MORE_ABBREVIATIONS = {
    "propinsi": ("provinsi",),
    "kel": ("kelurahan",),
    "dinkop": ("dinas", "koperasi"),
    "disnaker": ("dinas", "tenaga", "kerja"),
    "disperindag": ("dinas", "perindustrian", "perdagangan"),
    "dispora": ("dinas", "pemuda", "olahraga"),
    "dukcapil": ("kependudukan", "pencatatan", "sipil"),
    "disdukcapil": ("dinas", "kependudukan", "pencatatan", "sipil"),
    "kemenkes": ("kementerian", "kesehatan"),
    "kejari": ("kejaksaan", "negeri"),
    "smk": ("sekolah", "menengah", "kejuruan"),
    "sma": ("sekolah", "menengah", "atas"),
    "ponpes": ("pondok", "pesantren"),
    "pkm": ("puskesmas",),
    "rs": ("rumah", "sakit"),
    "yys": ("yayasan",),
    "kop": ("koperasi",),
}
_LEVELS = {"kabupaten", "kota", "provinsi", "kecamatan", "kelurahan", "desa"}
_COMMON = {"pemerintah", "daerah", "dan", "di", "ri", "republik", "indonesia"}
_SUBDIVIDING = {"utara", "selatan", "timur", "barat", "tengah", "tenggara", "raya", "baru", "lama"}
_NARCOTICS_AGENCY = {"badan", "narkotika", "nasional"}
_APOSTROPHES = re.compile(r"['`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07]")
_WORDS_OF_A_SPELLING = 2


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of a name that distinguish it from others, and the levels of government that it names, if any."""

    words: frozenset[str]
    levels: frozenset[str]
    joined: str
    """The same words in their order, without spaces: Lomboktimur is Lombok Timur."""

    @property
    def key(self) -> str:
        """The words as one text."""
        return " ".join(sorted(self.words))

    @property
    def keys_with_one_less(self) -> list[str]:
        """The keys of names that have one word less."""
        return [" ".join(sorted(self.words - {word})) for word in sorted(self.words)]

    def may_name_the_same(self, other: "NameWords") -> bool:
        """Whether both may be names of one partner: the same words, or one more with little meaning by itself."""
        if self.levels and other.levels and self.levels.isdisjoint(other.levels):
            return False
        if self.words == other.words or self.joined == other.joined:
            return True
        shared, apart = self.words & other.words, self.words ^ other.words
        return (
            len(apart) == 1
            and (self.words < other.words or other.words < self.words)
            and len(shared) >= _WORDS_OF_A_SPELLING
            and not any(word in _SUBDIVIDING or any(map(str.isdigit, word)) for word in apart)
        )


def name_words(name: str) -> NameWords:
    """Take a name apart."""
    plain = _split(name)
    written = [each for word in plain for each in (ABBREVIATIONS | _MORE_ABBREVIATIONS).get(word, (word,))]
    levels = {word for word in written if word in _LEVELS}
    if "bnnk" in plain:
        # It stands for the agency of a regency and for that of a town.
        levels |= {"kabupaten", "kota"}
    told = [word for word in written if word not in LEGAL_FORMS | _LEVELS | _COMMON]
    # A name of common words alone keeps them all, because otherwise all such names would be one.
    kept = told or written
    return NameWords(frozenset(kept), frozenset(levels), "".join(kept))


def twin_key(name: str) -> str:
    """The name by which twins are found: usual abbreviations written out, without the legal form of a company."""
    words = re.split(r"[\W_]+", name.replace(".", "").casefold())
    written = [each for word in words for each in ABBREVIATIONS.get(word, (word,)) if each]
    dropped = set(LEGAL_FORMS)
    if set(written) >= _NARCOTICS_AGENCY:
        # BNNK stands for the agency of a town or of a regency; one that is another is registered with a reason.
        dropped |= {"kota", "kabupaten"}
    kept = [word for word in written if word not in dropped]
    return letters_and_digits(" ".join(kept)) or letters_and_digits(name)


def _split(name: str) -> list[str]:
    # Accents come as letters of their own or as marks behind a letter; names are compared without them.
    apart = unicodedata.normalize("NFKD", visible(name).casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    words = re.split(r"[\W_]+", _APOSTROPHES.sub("", bare).replace(".", ""))
    return [word for word in words if word]
