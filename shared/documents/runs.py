"""The runs of a paragraph: text with its form, and pictures."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from pydantic import JsonValue

from shared.documents.faults import TemplateFault
from shared.documents.styles import is_set

Pictures = dict[str, bytes]
"""The pictures of a paper, by the names under which the typesetter finds them."""
_TYPES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_EMU_PER_POINT = 12_700


def runs_of(paragraph: Paragraph, pictures: Pictures) -> list[JsonValue]:
    """The runs that show something; the pictures among them are added to `pictures`."""
    found: list[JsonValue] = []
    for run in _shown(paragraph):
        found += [_picture(run, drawing, pictures) for drawing in run._r.iter(qn("w:drawing"))]
        # A page break is a property of the paragraph.
        if text := run.text.replace("\f", ""):
            form = {name: is_set(run, paragraph.style, name) for name in ("bold", "italic", "underline")}
            found.append({"text": text, **form})
    return found


def _shown(paragraph: Paragraph) -> Iterator[Run]:
    in_field = False
    for inner in paragraph.iter_inner_content():
        for run in [inner] if isinstance(inner, Run) else inner.runs:
            kinds = {each.get(qn("w:fldCharType")) for each in run._r.iter(qn("w:fldChar"))}
            # The typesetter numbers the pages itself.
            in_field = "end" not in kinds and (in_field or "begin" in kinds)
            if not kinds and not in_field:
                yield run


def _picture(run: Run, drawing: Any, pictures: Pictures) -> dict[str, JsonValue]:
    blip = next(drawing.iter(qn("a:blip")), None)
    size = next(drawing.iter(qn("wp:extent")), None)
    about = next(drawing.iter(qn("wp:docPr")), None)
    if blip is None or size is None:
        raise TemplateFault("has_objects", "word/document.xml")
    part = run.part.related_parts[blip.get(qn("r:embed"))]
    if part.content_type not in _TYPES:
        raise TemplateFault("has_objects", str(part.partname))
    name = f"{part.partname.split('/')[-1].partition('.')[0]}.{_TYPES[part.content_type]}"
    pictures[name] = part.blob
    described = (about.get("descr") or about.get("title") or about.get("name")) if about is not None else None
    return {"picture": name, "width": int(size.get("cx")) / _EMU_PER_POINT, "alt": described or "Gambar"}
