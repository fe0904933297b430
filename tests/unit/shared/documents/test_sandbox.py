"""Templates are foreign code: what an attack tries is refused, and what a template needs works."""

import pytest

from shared.documents.faults import TemplateFault
from shared.documents.word import Values, fill
from tests.unit.shared.documents.examples import a_template, lines_of_word

VALUES: Values = {
    "nama": "Lapas <Contoh> & Mitra",
    "daftar": [{"uraian": "satu"}, {"uraian": "dua"}],
    "draf": True,
    "kosong": "",
}
ATTACKS = (
    "{{ nama.__class__ }}",
    "{{ nama['__class__'] }}",
    "{{ nama.__class__.__mro__[1].__subclasses__() }}",
    "{{ daftar.append(1) }}",
    "{{ daftar.pop }}",
    "{{ daftar[0].values() }}",
    "{{ nama.format(1) }}",
    "{{ '%99999999s' % nama }}",
    "{{ nama * 1000000000 }}",
    "{{ 9 ** 999999999 }}",
    "{{ cycler('a', 'b') }}",
    "{{ lipsum(n=9) }}",
    "{{ namespace(a=1) }}",
    "{{ range(99999999)|length }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}",
    "{% for x in daftar %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in daftar %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for x in daftar recursive %}{{ loop(daftar) }}{% endfor %}",
    "{% macro m() %}a{% endmacro %}{{ m() }}",
    "{{ nama|attr('__class__') }}",
    "{{ daftar|map('attr', '__class__')|list }}",
    "{{ nama|format(1) }}",
    "{{ '<b/>'|safe }}",
    "{{ nama is filter }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends '/etc/passwd' %}",
    "{% do daftar.append(1) %}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ ().__class__ }}",
    "{{ nama[0:1].__class__ }}",
    "{{ tidak_ada }}",
    "{{ daftar[0].tidak_ada }}",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused(attack: str) -> None:
    with pytest.raises(TemplateFault) as refused:
        fill(a_template("Naskah", attack), VALUES)
    assert refused.value.code in ("forbidden", "missing", "syntax")


def test_what_a_template_needs_works() -> None:
    template = a_template(
        "{{ nama|upper }}",
        "{%p for butir in daftar %}",
        "{{ loop.index }}. {{ butir.uraian }}{% if not loop.last %};{% endif %}",
        "{%p endfor %}",
        "{% if draf and daftar|length == 2 %}DRAF{% endif %} {{ kosong|default('titik', true) }}",
        "{{ daftar[-1].uraian }}",
    )
    assert lines_of_word(fill(template, VALUES)) == ["LAPAS<CONTOH>&MITRA", "1.satu;", "2.dua", "DRAFtitik", "dua"]


def test_data_are_never_part_of_the_template() -> None:
    filled = fill(a_template("{{ nama }}"), {"nama": "{{ 7 }} </w:t> {% raw %}"})
    assert lines_of_word(filled) == ["{{7}}</w:t>{%raw%}"]


def test_a_missing_name_is_named() -> None:
    with pytest.raises(TemplateFault, match="nama_mitra"):
        fill(a_template("{{ nama_mitra }}"), VALUES)
