"""Names of files: cleaned when they arrive, and written into a header when they leave."""

import re
import unicodedata
from email.message import Message
from urllib.parse import quote, unquote

from shared.files.kinds import EXTENSIONS
from shared.values.inputs import visible

MOST_BYTES = 200
"""Of a name in UTF-8. File systems allow 255, and a browser adds a number to a double."""
NAMELESS = "berkas"
_EXTENDED = re.compile(r"filename\*\s*=\s*UTF-8'[^']*'([^;\s]*)", re.IGNORECASE)
# RFC 8187 §3.2.1: attr-char, apart from letters and digits.
_UNQUOTED = "!#$&+-.^_`|~"


def shown_name(given: str) -> str:
    """The name of a file as people see it, without folders and invisible characters."""
    # Some browsers and scanners send the whole path. A right-to-left override could show `fdp.exe` as `exe.pdf`.
    last = visible(given).replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in last if unicodedata.category(each)[0] not in "CZ" or each == " ")
    return _cut(shown.strip(" ."), MOST_BYTES) or NAMELESS


def clean_name(given: str, media_type: str) -> str:
    """The name of a file as people see it, with an extension that fits its type."""
    shown = shown_name(given)
    stem, _dot, extension = shown.rpartition(".")
    fitting = EXTENSIONS[media_type]
    if not stem or extension.lower() not in fitting:
        stem, extension = shown, fitting[0]
    return f"{_cut(stem, MOST_BYTES - len(extension) - 1) or NAMELESS}.{extension}"


def name_in(disposition: str | None) -> str:
    """The name of a file in the header that it came with (RFC 6266); empty without one."""
    # RFC 6266 §4.3: of two names this one counts, and the library would return the other.
    if extended := _EXTENDED.search(disposition or ""):
        return unquote(extended[1], errors="replace")
    header = Message()
    header["Content-Disposition"] = disposition or ""
    return header.get_filename("")


def content_disposition(name: str) -> str:
    """The header with which a file is saved under its name (RFC 6266), also one with quotes or in another script."""
    # The first name is for old clients, and is plain ASCII without what would have to be escaped.
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(each if each.isalnum() or each in " ._-()" else "_" for each in plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_UNQUOTED)}"


def _cut(stem: str, most: int) -> str:
    # Not in the middle of a character.
    return stem.encode()[:most].decode(errors="ignore").strip(" .")
