"""Review on pages: the draft as it was in a round, and several drafts approved from one list."""

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser


async def test_what_the_draft_said_when_the_region_returned_it(office: Office) -> None:
    officer, contact = (Browser(office.agreements, each) for each in (office.officer, office.contact))
    id_ = await office.submit(await office.draft())
    comments = [{"clause": "Pasal 4", "text": "Sebutkan sasarannya."}]
    await office.perform(id_, "reviews", {"side": "region", "verdict": "revise", "comments": comments}, office.reviewer)
    page = await officer.show(f"/perjanjian/{id_}/telaah/1")
    for words in (
        "Pasal 4",
        "Sebutkan sasarannya.",
        "Meminta perbaikan, lewat akunnya",
        "belum berubah sejak putaran ini",
    ):
        assert words in page.html
    content = await office.content(id_)
    content["scope_items"][0]["target"] = "Empat kali setahun"
    changed = await office.change(id_, scope_items=content["scope_items"], term=office.term(-400, 60))
    assert changed.status_code == 200, changed.text
    assert f"/perjanjian/{id_}/telaah/1" in (await officer.show(f"/perjanjian/{id_}")).links()
    page = await officer.show(f"/perjanjian/{id_}/telaah/1")
    for words in ("Yang berubah sesudahnya", "Empat kali setahun", "Masa berlaku</strong>", "versi 1"):
        assert words in page.html
    # The partner reads the text and the verdict, and not the comments of the office.
    page = await contact.show(f"/perjanjian/{id_}/telaah/1")
    assert ("Empat kali setahun" in page.html, "Sebutkan sasarannya." in page.html) == (True, False)
    assert (await officer.show(f"/perjanjian/{id_}/telaah/2")).status == 404


async def test_several_drafts_are_approved_from_one_list(office: Office) -> None:
    reviewer = Browser(office.agreements, office.reviewer)
    ids = [await office.submit(await office.draft(title=f"Draf {number} {office.suffix}")) for number in range(2)]
    page = await reviewer.show("/telaah")
    assert all(f"/perjanjian/{id_}/telaah" in page.links() for id_ in ids)
    assert (await reviewer.send(page)).status == 422
    versions = [(await office.show(id_))["version"] for id_ in ids]
    region = office.facility["region"]
    chosen = [f"{id_}:{version}:region:{region}" for id_, version in zip(ids, versions, strict=True)]
    assert all(f'value="{each}"' in page.html for each in chosen)
    sent = await reviewer.send(page, {"chosen": chosen})
    assert sent.status == 303, sent.html
    for id_ in ids:
        assert [each["side"] for each in await office.awaited_reviews(id_)] == ["partner"]
    assert ids[0] not in (await reviewer.show("/telaah")).html
    assert "/telaah" in (await reviewer.show("/perjanjian")).links()
