"""Values of paragraphs and runs with those that they inherit from their style and its bases."""

from collections.abc import Iterator
from typing import Any

from docx.text.paragraph import Paragraph
from docx.text.run import Run


def inherited(paragraph: Paragraph, name: str) -> Any:
    """A value of the format of a paragraph: its own, or that of the nearest style that has one."""
    forms = (paragraph.paragraph_format, *(style.paragraph_format for style in _styles(paragraph.style)))
    return _first(forms, name)


def is_set(run: Run, style: Any, name: str) -> bool:
    """Whether a run is bold, italic or underlined, by itself, by its style or by that of its paragraph."""
    fonts = (run.font, *(each.font for each in _styles(run.style)), *(each.font for each in _styles(style)))
    return bool(_first(fonts, name))


def _first(forms: tuple[Any, ...], name: str) -> Any:
    return next((value for form in forms if (value := getattr(form, name)) is not None), None)


def _styles(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style
