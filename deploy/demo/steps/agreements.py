"""From the draft of an agreement to its last signature. Several of them go together, as those of a ceremony."""

from collections.abc import Sequence
from datetime import date

from deploy.demo.steps.office import Json, Office


async def draft_and_submit(office: Office, contents: Sequence[Json]) -> list[Json]:
    """The officer drafts the agreements, and the head submits them to their reviewers; return them as they are then."""
    agreements = []
    for content in contents:
        drafted = await office.post("/agreements", content)
        path = f"/agreements/{drafted.body['id']}"
        await office.post(f"{path}/submissions", None, by=office.staff.head, etag=drafted.etag)
        agreements.append(await office.show(path))
    return agreements


async def review(office: Office, agreements: Sequence[Json], letter: str) -> list[Json]:
    """The region passes the drafts together; then the officer records the letter by which each partner has agreed."""
    await office.post("/reviews", {"reviews": [_passed(each) for each in agreements]}, by=office.staff.reviewer)
    reviewed = await load(office, agreements)
    letters = [
        _passed(each) | {"side": "partner", "unit": each["parties"][1]["unit"]["id"], "letter": letter}
        for each in reviewed
    ]
    await office.post("/reviews", {"reviews": letters})
    return await load(office, agreements)


async def number_and_sign(
    office: Office, agreement: str, day: date, numbers: Sequence[str], positions: Sequence[str]
) -> None:
    """Both parties give the document their numbers and sign it; the first one is the facility."""
    path = f"/agreements/{agreement}"
    parties = (await office.show(path))["parties"]
    for party, number, position in zip(parties, numbers, positions, strict=True):
        # Four eyes: the head's own desk records the signature, not the account that wrote the text.
        account = office.staff.head if party["unit"]["kind"] == "facility" else office.staff.officer
        await office.change(path, "document-numbers", {"party_id": party["id"], "number": number}, by=account)
        await sign(office, path, party["id"], position, day, by=account)


async def sign(office: Office, path: str, party: str, position: str, day: date, *, by: str) -> None:
    """Record the signature of one party."""
    signature = {"party_id": party, "position": position, "method": "wet_ink", "signed_on": day.isoformat()}
    await office.change(path, "signatures", signature, by=by)


async def promise(office: Office, agreement: str, obligation: Json) -> str:
    """Record a promise of the signed text; return its id."""
    return str((await office.post(f"/agreements/{agreement}/obligations", obligation)).body["id"])


async def load(office: Office, agreements: Sequence[Json]) -> list[Json]:
    """The agreements as they are now."""
    return [await office.show(f"/agreements/{each['id']}") for each in agreements]


def _passed(agreement: Json) -> Json:
    return {"agreement_id": agreement["id"], "version": agreement["version"], "side": "region"}
