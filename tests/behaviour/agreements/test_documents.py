"""Scans of signed papers: filed, checked by a second officer, read by those whom they concern, and erased."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import asyncpg
import httpx2
import pytest

from deploy.installation.environment import settings_of
from deploy.operating.files import check_files
from shared.operations.settings import Settings
from tests.behaviour.agreements.published import INTERNAL, name, published
from tests.behaviour.office import Office, a_pdf, problem

Body = dict[str, Any]
RETURNED = {"verdict": "differs", "faults": ["signature", "pages"], "comment": "Cap pada halaman 5 tidak ada."}
MATCHES = {"verdict": "matches"}


@pytest.fixture
async def signed(office: Office) -> str:
    """An agreement that all parties have signed."""
    return await office.signed(await office.draft())


async def without_paper(office: Office, agreement_id: str) -> Body | None:
    """The agreement in the list of those without paper, or None."""
    answer = await office.agreements.get("/missing-papers?limit=200", office.officer)
    assert answer.status_code == 200, answer.text
    return next((dict(each) for each in answer.json()["items"] if each["agreement_id"] == agreement_id), None)


async def show(office: Office, document_id: str, as_: str | None = None) -> Body:
    answer = await office.agreements.get(f"/documents/{document_id}", as_ or office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_paper_is_missing_until_a_second_officer_finds_that_it_matches(office: Office, signed: str) -> None:
    missing = await without_paper(office, signed)
    assert missing is not None
    assert (missing["state"], missing["document_id"], missing["overdue"]) == ("missing", None, False)
    first = await office.file(signed)
    own = await office.attempt_with_document(first, "checks", MATCHES, office.officer)
    problem(own, 403, "second-officer-needed")
    assert (await without_paper(office, signed) or {})["state"] == "unchecked"
    returned = await office.attempt_with_document(first, "checks", RETURNED, office.head)
    assert returned.json()["faults"] == RETURNED["faults"]
    assert (await without_paper(office, signed) or {})["state"] == "differs"
    second = await office.file(signed)
    missing = await without_paper(office, signed) or {}
    assert (missing["state"], missing["document_id"]) == ("unchecked", second)
    assert (await office.attempt_with_document(second, "checks", MATCHES, office.head)).is_success
    assert await without_paper(office, signed) is None
    # A check by mistake is followed by another one.
    assert (await office.attempt_with_document(second, "checks", RETURNED, office.head)).is_success
    assert (await without_paper(office, signed) or {})["state"] == "differs"


async def test_the_events_have_neither_names_of_files_nor_accounts_nor_comments(office: Office, signed: str) -> None:
    content = a_pdf()
    path = f"/agreements/{signed}/documents?kind=signed_paper"
    filed = await office.agreements.send_file(path, content, office.officer, name="Rahasia kenari.pdf")
    document = filed.json()["id"]
    assert (await office.attempt_with_document(document, "checks", RETURNED, office.head)).is_success
    events = await published(office, signed, "agreement.document_checked", INTERNAL)
    events = [each for each in events if "document_" in each["type"]]
    assert [name(each) for each in events] == ["agreement.document_recorded", "agreement.document_checked"]
    recorded, checked = (each["data"] for each in events)
    assert recorded["sha256"] == hashlib.sha256(content).hexdigest()
    assert (recorded["kind"], recorded["media_type"], recorded["size"]) == (
        "signed_paper",
        "application/pdf",
        len(content),
    )
    assert (checked["verdict"], checked["faults"], checked["document_id"]) == ("differs", RETURNED["faults"], document)
    assert not [word for word in ("kenari", office.officer, "halaman 5") if word in str(events)]


async def test_partners_read_what_matches_and_every_reading_is_on_record(office: Office, signed: str) -> None:
    content = a_pdf(600_000)
    path = f"/agreements/{signed}/documents?kind=signed_paper"
    called = 'PKS "Sehat" \u2013 Lapas\u200b Contoh.exe'
    filed = (await office.agreements.send_file(path, content, office.officer, name=called)).json()
    letter = await office.file(signed, "letter")
    for document in (filed["id"], letter):
        hidden = await office.agreements.get(f"/documents/{document}", office.contact)
        problem(hidden, 404, "document-not-found")
        problem(
            await office.agreements.get(f"/documents/{document}/content", office.contact), 404, "document-not-found"
        )
        assert (await office.attempt_with_document(document, "checks", MATCHES, office.head)).is_success
    listed = (await office.agreements.get(f"/agreements/{signed}/documents", office.contact)).json()
    assert [(each["id"], each["uploaded_by"], each["checked_by"]) for each in listed] == [(filed["id"], None, None)]
    read = await office.agreements.get(f"/documents/{filed['id']}/content", office.contact)
    assert (read.status_code, read.content) == (200, content)
    assert unquote(read.headers["content-disposition"]).endswith("UTF-8''PKS \"Sehat\" \u2013 Lapas Contoh.exe.pdf")
    assert read.headers["x-content-type-options"] == "nosniff"
    assert read.headers["content-length"] == str(len(content))
    log = (await office.agreements.get(f"/documents/{filed['id']}/readings", office.head)).json()["items"]
    assert [(each["account"], each["capability"]) for each in log] == [(office.contact, "partner_contact")]
    problem(await office.agreements.get(f"/documents/{filed['id']}/readings", office.officer), 403, "not-permitted")


async def test_a_repeated_request_files_the_document_once(office: Office, signed: str) -> None:
    path, content, key = f"/agreements/{signed}/documents?kind=attachment", a_pdf(), "one-key"
    first, second = [await office.agreements.send_file(path, content, office.officer, key=key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert first.json() == second.json()
    other = await office.agreements.send_file(path, a_pdf(), office.officer, key=key)
    problem(other, 409, "idempotency-key-reused")
    again = await office.agreements.send_file(path, content, office.officer)
    problem(again, 409, "document-already-filed")
    both = await asyncio.gather(
        *(office.agreements.send_file(path, content + b"%", office.officer, key=f"other-{n}") for n in range(2))
    )
    assert sorted(each.status_code for each in both) == [201, 409]


@pytest.mark.parametrize(
    ("content", "status", "slug"),
    [
        (b"", 422, "file-empty"),
        (b"<!doctype html><script>alert(1)</script>", 415, "file-type-refused"),
        (b"%PDF-1.7\n" + bytes(26 * 2**20), 413, "file-too-large"),
    ],
    ids=["empty", "a page", "too large"],
)
async def test_a_file_that_is_not_accepted_is_refused(
    office: Office, signed: str, content: bytes, status: int, slug: str
) -> None:
    path = f"/agreements/{signed}/documents?kind=attachment"
    problem(await office.agreements.send_file(path, content, office.officer), status, slug)
    assert (await office.agreements.get(f"/agreements/{signed}/documents", office.officer)).json() == []


async def test_before_all_have_signed_there_is_no_signed_paper(office: Office) -> None:
    draft = await office.draft()
    path = f"/agreements/{draft}/documents"
    refused = await office.agreements.send_file(f"{path}?kind=signed_paper", a_pdf(), office.officer)
    problem(refused, 409, "paper-unsigned")
    assert await office.file(draft, "letter")


async def test_an_account_without_the_right_sends_nothing_into_the_store(office: Office, signed: str) -> None:
    before = set(stored(office))
    for account in (office.contact, office.reviewer, None):
        path = f"/agreements/{signed}/documents?kind=attachment"
        refused = await office.agreements.send_file(path, a_pdf(), account)
        assert refused.status_code in (401, 403), refused.text
    assert set(stored(office)) == before


async def test_an_erased_content_is_gone_and_its_record_stays(office: Office, signed: str) -> None:
    before = set(stored(office))
    wrong, right = await office.file(signed), await office.file(signed)
    assert (await office.attempt_with_document(right, "checks", MATCHES, office.head)).is_success
    erasure = {"ground": "wrong_file", "reason": "Berkas perjanjian lain."}
    problem(await office.attempt_with_document(wrong, "erasures", erasure, office.officer), 403, "not-permitted")
    assert (await office.attempt_with_document(wrong, "erasures", erasure, office.head)).is_success
    for ground in ("wrong_file", "retention_over"):
        held = await office.attempt_with_document(right, "erasures", erasure | {"ground": ground}, office.head)
        problem(held, 409, "document-held")
    record = await show(office, wrong)
    assert (record["erasure_ground"], record["erasure_reason"]) == ("wrong_file", erasure["reason"])
    gone = await office.agreements.get(f"/documents/{wrong}/content", office.officer)
    problem(gone, 409, "content-erased")

    async def one_is_left() -> bool:
        return len(set(stored(office)) - before) == 1

    await office.sinergi.eventually(one_is_left)
    assert (await office.agreements.get(f"/documents/{right}/content", office.officer)).status_code == 200


def stored(office: Office) -> list[str]:
    """The contents in the store of the embedded stack."""
    folder = office.sinergi.stack.folder.files
    return [str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()]


async def damaged(settings: Settings) -> list[str]:
    """The documents whose content is missing or changed."""
    return [str(row["document"]) for row in await check_files(settings) if row["document"]]


async def test_a_changed_content_is_not_given_out_and_is_found(office: Office, signed: str) -> None:
    settings, before = settings_of(office.sinergi.stack.environment()), set(stored(office))
    document = await office.file(signed)
    (content,) = set(stored(office)) - before
    file = office.sinergi.stack.folder.files / content
    intact = file.read_bytes()
    file.write_bytes(intact[:-1] + bytes([intact[-1] ^ 1]))
    broken = await office.agreements.get(f"/documents/{document}/content", office.officer)
    problem(broken, 503, "files-unavailable")
    assert await damaged(settings) == [document]
    file.write_bytes(intact)
    assert await damaged(settings) == []


@pytest.fixture
async def database(office: Office) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the superuser."""
    connection = await asyncpg.connect(settings_of(office.sinergi.stack.environment()).admin_database_url())
    yield connection
    await connection.close()


async def test_a_crash_between_file_and_record_leaves_no_record_and_a_content_that_is_swept(
    office: Office, signed: str, database: asyncpg.Connection
) -> None:
    sinergi, content = office.sinergi, a_pdf()
    path, before = f"/agreements/{signed}/documents?kind=signed_paper", set(stored(office))
    async with sinergi.process_with("agreements-api", {"SINERGI_CRASH_AT": "file.stored"}):
        with pytest.raises(httpx2.TransportError):
            await office.agreements.send_file(path, content, office.officer, key="crashed")
    (unowned,) = set(stored(office)) - before
    assert (await office.agreements.get(f"/agreements/{signed}/documents", office.officer)).json() == []
    repeated = await office.agreements.send_file(path, content, office.officer, key="crashed")
    assert repeated.status_code == 201, repeated.text
    old = Path(sinergi.stack.folder.files / unowned)
    os.utime(old, (0, 0))
    owned = await database.fetchval("SELECT content FROM agreements.document WHERE id = $1", repeated.json()["id"])
    os.utime(sinergi.stack.folder.files / owned, (0, 0))
    await database.execute("UPDATE agreements.document_sweep SET swept_at = '-infinity'")

    async def swept() -> bool:
        return unowned not in stored(office)

    await sinergi.eventually(swept)
    read = await office.agreements.get(f"/documents/{repeated.json()['id']}/content", office.officer)
    assert read.content == content
