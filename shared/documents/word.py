"""Fills a Word template with plain data."""

import io
import re
from collections.abc import Mapping

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml.etree import XMLSyntaxError
from pydantic import JsonValue

from shared.documents.faults import TemplateFault
from shared.documents.sandbox import SandboxedTemplates

_QUOTED = re.compile("'([^']*)'")
Values = Mapping[str, JsonValue]
"""The data of a paper: mappings, lists, texts, numbers and yes/no."""


def fill(template: bytes, values: Values) -> bytes:
    """The Word document. Raises `TemplateFault`."""
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render(dict(values), SandboxedTemplates(), autoescape=True)
    except SecurityError as error:
        raise TemplateFault("forbidden", str(error)) from error
    except UndefinedError as error:
        # The name alone: the rest of the sentence is English, and speaks of Python.
        raise TemplateFault("missing", (_QUOTED.findall(str(error)) or [""])[-1]) from error
    except (TemplateSyntaxError, XMLSyntaxError) as error:
        raise TemplateFault("syntax", str(error)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise TemplateFault("syntax", str(error)) from error
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
