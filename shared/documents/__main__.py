"""The process that renders one paper: an order in JSON comes in, the paper or a fault in JSON goes out.

Nothing of the services is in it: no connection, no secret, no environment.
"""

import base64
import json
import sys
from datetime import date
from typing import Any

from shared.documents.faults import TemplateFault
from shared.documents.limits import limit_this_process


def main() -> None:
    """Render one paper."""
    limit_this_process(int(sys.argv[1]))
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))


def _answer(order: dict[str, Any]) -> dict[str, str]:
    try:
        return {"paper": base64.b64encode(_paper(order)).decode()}
    except TemplateFault as fault:
        return {"fault": fault.code, "about": fault.about}
    except MemoryError:
        return {"fault": "too_costly", "about": ""}


def _paper(order: dict[str, Any]) -> bytes:
    # Imported under the limits: what they read is foreign.
    from shared.documents.survey import survey
    from shared.documents.word import fill

    template = base64.b64decode(order["template"])
    survey(template)
    word = fill(template, order["values"])
    if order["form"] == "docx":
        return word
    from shared.documents.typesetting import typeset

    return typeset(word, order["title"], date.fromisoformat(order["day"]), order["address"])


main()
