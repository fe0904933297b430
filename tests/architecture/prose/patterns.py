"""The expressions that docs/english.md replaces, each with a sentence in which it is found and a plain one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

START = r"(?:^|(?<=[.;:] ))"
"""The beginning of a passage, a sentence or a clause."""

NO_QUESTION = r"(?![^.;]*\?)"


@dataclass(frozen=True)
class Pattern:
    """One expression. `messages_only` patterns count in messages of the CLI and the API, and nowhere else."""

    name: str
    regex: str
    found_in: str
    plain: str
    messages_only: bool = False

    def find(self, text: str) -> "Iterator[re.Match[str]]":
        """Every place where the expression is used."""
        return re.finditer(self.regex, text)


PATTERNS = (
    Pattern(
        "what-clause",
        rf"{START}(?:What|How)\b{NO_QUESTION}|\bwhat (?:is|was|has|had|there|they|it|he)\b(?! \w+\?)",
        "What was done by hand.",
        "Log of manual operations. What next?",
    ),
    Pattern(
        "say, hear, tell",
        r"\b(?:say|says|said|saying|unsaid|unsay|hears?|heard|tells?|told)\b(?! apart)",
        "An event is said, then heard, and nobody is told.",
        "An event is published, then consumed. The hearing tells apart two cases.",
    ),
    Pattern(
        "somebody, nobody",
        r"\b(?:[Ss]omebody|[Nn]obody|[Ee]verybody)\b",
        "Nobody holds the lock.",
        "No process holds the lock.",
    ),
    Pattern(
        "whoever, whatever",
        r"\b(?:[Ww]hoever|[Ww]hatever|[Ww]hichever|[Ww]homever)\b",
        "Whoever asks is refused.",
        "The caller is refused.",
    ),
    Pattern(
        "who as a noun", rf"{START}Who \w+{NO_QUESTION}", "Who waits here does not poll.", "Who waits? A consumer."
    ),
    Pattern(
        "stand",
        r"(?<!-)\b(?:stands?|stood)\b(?! by\b| for\b|-)",
        "The rule stands in the table.",
        "The rule is in the table. Sd. stands for school; a stand-alone lock is understood.",
    ),
    Pattern("lie", r"\blies?\b", "The row lies in the table.", "The row is in the table, laid out by key."),
    Pattern("bear", r"\b(?:bears?|borne)\b", "The event bears a key.", "The event has a key. Send a bearer token."),
    Pattern(
        "old words",
        r"\b(?:anew|hence|lest|mend|mends|mended|deeds?|namesakes?|elder|in vain|whence|thereby|wherein)\b"
        r"|\bno more\b(?! than)",
        "Mend it and read it anew.",
        "Fix it and read it again: no more than two.",
    ),
    Pattern(
        "causal for",
        r", for (?:it|they|he|what|there|this|that|else)\b",
        "It is skipped, for it has been applied.",
        "It is skipped because it has been applied, for example after a restart.",
    ),
    Pattern(
        "inverted condition",
        rf"{START}(?:Else|Should (?:it|they|he|a|an|the))\b{NO_QUESTION}",
        "Should it fail, try again.",
        "If it fails, try again. Should it fail?",
    ),
    Pattern(
        "object first",
        rf"{START}Of (?:two|three|several|many|each|these|those|them|all|its|a|the)\b",
        "Of two at the same time the second waits.",
        "When two run at the same time, the second waits.",
    ),
    Pattern("at once", r"\b[Aa]t once\b", "It stops at once.", "It stops immediately."),
    Pattern("go on", r"\b(?:go|goes|went|going) on\b", "The consumer goes on.", "The consumer continues."),
    Pattern(
        "processes as persons",
        r"\b(?:[Hh]e|[Hh]im|[Hh]is)\b|\b(?:deposed?|deposes|speaks?|spoken|spoke)\b",
        "The leader is deposed before he speaks.",
        "The relay is replaced before it sends. This is the plain version.",
    ),
    Pattern(
        "let it be",
        r"\b[Ll]et(?:s|ting)?(?: \w+){1,2} (?:stand|lie|go|be|rest)\b",
        "Let the consumer stand still.",
        "Pause the consumer; a flag lets it continue.",
    ),
    Pattern(
        "double negative",
        r"\bwithout (?:a )?holes?\b|\bno holes?\b|\bis no way\b|\bas good as none\b",
        "Numbers come without a hole.",
        "Numbers are consecutive, with no gap.",
    ),
    Pattern(
        "that there is",
        r"\b(?:that|what|than|which|as) there (?:is|are|was|were)\b",
        "All the events that there are.",
        "All events. Is there a gap?",
    ),
    Pattern(
        "the house",
        r"\b(?:corridors?|furniture|rooms?)\b",
        "This room cannot be rebuilt.",
        "This projection cannot be rebuilt.",
        messages_only=True,
    ),
    Pattern(
        "life of the log",
        r"\b(?:li(?:fe|ves) of (?:the|its|a) log|(?:earlier|later|other|another) li(?:fe|ves))\b",
        "Events of an earlier life.",
        "Events of an earlier generation.",
    ),
)
