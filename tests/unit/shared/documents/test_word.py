"""Filling a Word template: data that it names and that do not exist are named alone."""

import pytest

from shared.documents.faults import TemplateFault
from shared.documents.word import fill
from tests.unit.shared.documents.examples import a_template


@pytest.mark.parametrize(("paragraph", "name"), [("{{ acara[0] }}", "0"), ("{{ jabatan }}", "jabatan")])
def test_missing_data_are_named_without_a_word_of_python(paragraph: str, name: str) -> None:
    with pytest.raises(TemplateFault) as refused:
        fill(a_template(paragraph), {"acara": []})
    assert (refused.value.code, refused.value.about) == ("missing", name)
