"""The check of Indonesian sentences: codes, ISO dates and rejected words are found, ordinary words are not."""

import httpx2
import pytest

from tests.behaviour.sentences.codes import codes, codes_in
from tests.behaviour.sentences.faults import faults, refuse_faults
from tests.behaviour.sentences.seen import SentencesSeen, sentences


def test_literals_and_enums_of_a_module_are_codes() -> None:
    source = """
State = Literal["awaiting_signature", "Asia/Jakarta"]
class Capability(StrEnum):
    "What an account may act as."
    HEAD = "head"
class Condition(BaseModel):
    kind: Literal["present"] | None = "absent"
"""
    assert sorted(codes_in(source)) == ["awaiting_signature", "head", "present"]


def test_the_codes_of_this_tree_are_known() -> None:
    assert {"awaiting_signature", "daily_acting", "wet_ink", "package_a", "region"} <= codes()
    assert "media" not in codes()


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Tidak mungkin selama dokumen berstatus awaiting_signature.", "awaiting_signature"),
        ("Mitra sudah memberi hasil telaah pass.", "pass"),
        ("Pilih salah satu: ill, sakit.", "ill"),
        ("Berlaku sejak 2026-01-27.", "2026-01-27"),
        ('Isi "awaiting_signature".', "awaiting_signature"),
        ("Rancangan menunggu telaah.", "rancangan"),
        ("Menunggu direktorat.", "direktorat"),
    ],
)
def test_a_planted_fault_is_found(sentence: str, fault: str) -> None:
    assert list(faults(sentence)) == [fault]


@pytest.mark.parametrize(
    "sentence",
    [
        "Draf menunggu telaah Direktorat Jenderal Pemasyarakatan paling lambat 27 Januari 2026.",
        "Nomor W13.PAS-2026 belum dicatat.",
        "Mitra media belum memiliki narahubung.",
    ],
)
def test_a_sentence_of_official_language_has_no_fault(sentence: str) -> None:
    assert list(faults(sentence)) == []


def test_a_field_of_the_interface_may_be_named_in_quotes() -> None:
    assert list(faults('Isi "region" dengan kode kantor wilayah.', {"region"})) == []
    assert list(faults("Isi region dengan kode kantor wilayah.", {"region"})) == ["region"]


def test_bilingual_values_are_sentences_wherever_they_are() -> None:
    case = {"id": "0197", "title": {"id": "Telaah draf", "en": "Review the draft"}, "items": [{"id": "A", "en": "B"}]}
    assert list(sentences({"items": [case]})) == ["Telaah draf", "A"]


def test_a_problem_has_a_title_and_a_detail() -> None:
    problem = {"title": "Draf belum lengkap", "detail": "Isi ruang lingkup.", "english": {"title": "Incomplete"}}
    assert list(sentences(problem, is_problem=True)) == ["Draf belum lengkap", "Isi ruang lingkup."]
    assert list(sentences(problem)) == []


async def test_a_fault_is_named_with_the_request_that_showed_it() -> None:
    problem = {"title": "Belum dapat dilakukan", "detail": "Hanya dari drafting."}
    body = httpx2.Response(409, json=problem, headers={"content-type": "application/problem+json"})
    seen = SentencesSeen()
    transport = httpx2.MockTransport(lambda _request: body)
    async with httpx2.AsyncClient(transport=transport, event_hooks={"response": [seen.note]}) as client:
        await client.post("http://sinergi.example/agreements/1/reviews")
    with pytest.raises(AssertionError, match=r"POST /agreements/1/reviews: 'drafting' in 'Hanya dari drafting\.'"):
        refuse_faults(seen)
