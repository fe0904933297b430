"""Papers are rendered in a process of their own: its limits end a template that would not end."""

from datetime import date

import pytest

from shared.documents.faults import TemplateFault
from shared.documents.rendering import PaperForm, PaperOrder, render
from tests.unit.shared.documents.examples import a_template, body_of_pdf, lines_of_word

LOOPS = "".join(f"{{% for {name} in daftar %}}" for name in "abcdefgh")
ENDS = "{% endfor %}" * 8
GROWING = "{% set x = 'aaaaaaaaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40


def an_order(template: bytes, form: PaperForm = "docx") -> PaperOrder:
    return PaperOrder(template, {"nama": "Contoh", "daftar": list(range(60))}, form, "Contoh", date(2026, 1, 27))


async def test_a_paper_is_rendered_in_both_forms() -> None:
    template = a_template("Naskah {{ nama }}")
    word, pdf = await render(an_order(template)), await render(an_order(template, "pdf"))
    assert lines_of_word(word) == ["NaskahContoh"]
    assert body_of_pdf(pdf, word) == "NaskahContoh"


@pytest.mark.parametrize("template", [f"{LOOPS}{ENDS}", GROWING])
async def test_a_template_that_takes_too_much_is_ended(template: str) -> None:
    with pytest.raises(TemplateFault) as refused:
        await render(an_order(a_template(template)), cpu_seconds=2)
    assert refused.value.code == "too_costly"


async def test_a_fault_comes_back_with_its_place() -> None:
    with pytest.raises(TemplateFault) as refused:
        await render(an_order(a_template("{{ nama.__class__ }}")))
    assert (refused.value.code, "__class__" in refused.value.about) == ("forbidden", True)
