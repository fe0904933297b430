"""What must not be part of an Indonesian sentence for people: a code, an ISO date, a word that the glossary rejects."""

import re
from collections.abc import Collection, Iterator

from tests.architecture.vocabulary.glossary import Entry, glossary
from tests.behaviour.http.described import SERVICES, operations
from tests.behaviour.sentences.codes import codes
from tests.behaviour.sentences.seen import SentencesSeen

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
WORD = re.compile(r"(?<![\w-])(?<!\w\.)[a-z0-9_]+(?![\w-])(?!\.\w)")
"""A word by itself; a part of a name with dots, such as a topic, is not one."""
ADDRESS = re.compile(r"(?<!\w)/[a-z]+(?:[-/][a-z]+)*")
IN_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
"""A field in a text as its keeper writes it; it is filled before the text is shown to others."""
QUOTED_NAME = re.compile(r'"([a-z_]+)"')


def refuse_faults(seen: SentencesSeen) -> None:
    """The last thing that a run does with its sentences: each fault is named with the request that showed it."""
    found = [
        f"{asked}: {fault!r} in {sentence!r}"
        for sentence, asked in seen.asked.items()
        for fault in faults(sentence, field_names())
    ]
    assert not found, "\n".join(sorted(found))


def field_names() -> frozenset[str]:
    """The fields of the three interfaces: a refusal names the field in quotes, for the author of the request."""
    schemas = [operations(service)[0].components["schemas"] for service in SERVICES]
    return frozenset(name for models in schemas for model in models.values() for name in model.get("properties", ()))


def faults(sentence: str, fields: Collection[str] = ()) -> Iterator[str]:
    """The parts of a sentence that no official would write."""
    plain = QUOTED_NAME.sub(lambda quoted: "" if quoted[1] in fields else quoted[1], IN_BRACES.sub("", sentence))
    # An address such as /partners is for the author of the request, too.
    plain = ADDRESS.sub("", plain)
    yield from ISO_DATE.findall(plain)
    yield from sorted(codes().intersection(WORD.findall(plain)))
    for entry in glossary():
        yield from _rejected(plain.lower(), entry)


def _rejected(sentence: str, entry: Entry) -> Iterator[str]:
    # "Direktorat Jenderal Pemasyarakatan" contains the word that is rejected when it is alone.
    for accepted in re.split(r", | \(|\)", entry.indonesian.lower()):
        sentence = sentence.replace(accepted, "") if accepted else sentence
    yield from (word for word in entry.rejected_in_texts if re.search(rf"\b{word.lower()}\b", sentence))
