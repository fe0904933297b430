"""The HTML part of an e-mail: one small layout, readable in dark and light, without images or anything from elsewhere.

Programs that read e-mail ignore style sheets in part, so each element has its style, and the sheet adds the dark one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from string import Template

from shared.values.languages import Tongue
from shared.values.texts import Text

OPEN = Text("Buka di Sinergi", "Open in Sinergi")
_LAYOUT = Template("""<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  body, .kertas { background: #14171a !important; color: #f3f2f1 !important; }
  .tombol { background: #5694ca !important; color: #0b0c0c !important; }
  .kaki { color: #b1b4b6 !important; border-color: #505a5f !important; }
  .kaki a { color: #b1d3ec !important; }
}
</style>
</head>
<body style="margin:0;background:#f3f2f1;color:#0b0c0c;font:16px/1.5 Arial,Helvetica,sans-serif">
<div class="kertas" style="max-width:36em;margin:0 auto;padding:24px;background:#ffffff">
<p style="margin:0 0 16px;font-weight:bold">Sinergi</p>
$parts
<div class="kaki" style="margin-top:32px;padding-top:16px;border-top:1px solid #b1b4b6;color:#505a5f;font-size:14px">
$foot
</div>
</div>
</body>
</html>
""")
_SECTION = Template("""<div lang="$tongue">
<h$level style="margin:24px 0 8px;font-size:$size;line-height:1.3">$heading</h$level>
$body</div>
""")
_BODY = Template('<p style="margin:0 0 16px">$text</p>\n')
_BUTTON = Template(
    '<p style="margin:0 0 16px"><a class="tombol" href="$link" style="display:inline-block;padding:10px 16px;'
    'background:#1d70b8;color:#ffffff;text-decoration:none;font-weight:bold">$words</a></p>\n'
)


@dataclass(frozen=True, slots=True)
class Section:
    """A notice in a letter: its heading, its text if the letter has one, and the address of its screen."""

    heading: Text
    body: Text | None
    link: str


def letter(title: Text, sections: Sequence[Section], foot: Text) -> str:
    """The letter: one notice in Indonesian and then in English, or the list of a day."""
    if len(sections) == 1 and sections[0].body is not None:
        parts = [_section(sections[0], "id", 1, "22px"), _section(sections[0], "en", 2, "18px")]
    else:
        parts = [_SECTION.substitute(tongue="id", level=1, size="22px", heading=escape(title.id), body="")]
        parts += [_of_day(each) for each in sections]
    shown = "".join(f'<p lang="{tongue}" style="margin:0 0 8px">{_text(foot, tongue)}</p>' for tongue in ("id", "en"))
    return _LAYOUT.substitute(title=escape(title.id), parts="".join(parts), foot=shown)


def _section(section: Section, tongue: Tongue, level: int, size: str) -> str:
    text = _BODY.substitute(text=_text(section.body or section.heading, tongue))
    button = _BUTTON.substitute(link=escape(section.link), words=OPEN.in_language(tongue))
    heading = escape(section.heading.in_language(tongue))
    return _SECTION.substitute(tongue=tongue, level=level, size=size, heading=heading, body=text + button)


def _of_day(section: Section) -> str:
    english = f'<p lang="en" style="margin:0 0 8px">{escape(section.heading.en)}</p>\n'
    button = _BUTTON.substitute(link=escape(section.link), words=OPEN.id)
    return _SECTION.substitute(
        tongue="id", level=2, size="18px", heading=escape(section.heading.id), body=english + button
    )


def _text(text: Text, tongue: Tongue) -> str:
    return escape(text.in_language(tongue)).replace("\n", "<br>")
