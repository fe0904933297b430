"""The type of a file by its content. The sender's word for it does not count."""

from collections.abc import Collection, Mapping

import filetype

from shared.files.refusals import FileTypeRefused
from shared.values.texts import Text

HEAD_BYTES = 8_192
"""The beginning of a file, from which its type is known."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS: Mapping[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/tiff": ("tif", "tiff"),
    _WORD: ("docx",),
    _EXCEL: ("xlsx",),
}
"""The accepted types, and the extensions of each; the first one is given to a file with another."""
SCANS = frozenset(media_type for media_type in EXTENSIONS if media_type not in (_WORD, _EXCEL))
"""The types of a scan."""
UNKNOWN = Text("jenis lain", "another type")


def media_type_of(head: bytes, accepted: Collection[str]) -> str:
    """The type of a file that begins so. Raises `FileTypeRefused`."""
    guess = filetype.guess(head)
    found = str(guess.mime) if guess else ""
    if found in accepted:
        return found
    raise FileTypeRefused(
        found=EXTENSIONS[found][0].upper() if found in EXTENSIONS else UNKNOWN,
        accepted=[EXTENSIONS[each][0].upper() for each in EXTENSIONS if each in accepted],
    )
