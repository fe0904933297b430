"""Papers and their templates on pages: downloaded beside the record, changed and restored by their keeper."""

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.unit.shared.documents.examples import a_template, lines_of_word


async def test_a_template_is_changed_and_papers_are_beside_the_record(office: Office, directorate: str) -> None:
    agreement = await office.draft()
    officer, keeper = Browser(office.agreements, office.officer), Browser(office.agreements, directorate)
    page = f"/perjanjian/{agreement}"
    links = (await officer.show(page)).links()
    assert {f"{page}/naskah?bentuk=docx", f"{page}/naskah?bentuk=pdf", f"{page}/undangan"} <= links
    called = f"{page}/undangan/berkas?jenis=evaluation&tanggal=2026-02-03&pukul=09:00&tempat=Aula&acara=Satu%0ADua"
    address = "/templat/meeting_letter"
    template = a_template(
        "{{ pengirim }}", "{%p for butir in acara %}", "{{ loop.index }}. {{ butir }}", "{%p endfor %}"
    )
    assert address in (await keeper.show("/templat")).links()
    shown = await keeper.show(address)
    refused = await keeper.send(shown, {"reason": "Kop baru."}, {"template_file": ("kop.docx", b"bukan Word")})
    assert (refused.status, "bukan dokumen Word" in refused.html, "Kop baru." in refused.html) == (422, True, True)
    changed = await keeper.send(shown, {"reason": "Kop baru."}, {"template_file": ("kop.docx", template)})
    assert changed.status == 303
    assert "kop.docx" in (await keeper.show(address)).html
    written = await office.agreements.get(called, office.officer)
    assert lines_of_word(written.content)[1:] == ["1.Satu", "2.Dua"]
    assert await keeper.fill(f"{address}/bawaan", {"reason": "Kop lama."}) == address
    assert "Templat bawaan" in (await keeper.show(address)).html
