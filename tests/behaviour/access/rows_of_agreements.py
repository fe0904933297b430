"""The rows of agreements. What changes an agreement stands once for each level, since its keepers are others."""

from uuid import uuid4

from shared.values.texts import Text
from tests.behaviour.access.row import Request, Row, in_part_without, lists, read
from tests.behaviour.access.stage import Stage

LEVELS = {
    "facility": Text("tingkat satuan kerja", "facility level"),
    "regional": Text("tingkat wilayah", "regional level"),
    "national": Text("tingkat nasional", "national level"),
}
SIDES = {
    "region": Text("pihak kantor wilayah", "the region's side"),
    "directorate": Text("pihak direktorat", "the directorate's side"),
    "partner": Text("pihak mitra", "the partner's side"),
}
AGREEMENT = "/agreements/{agreement_id}"
SERVICE = "agreements"


async def new_partner(_stage: Stage) -> Request:
    return Request("/partners", {"name": f"Yayasan Contoh {uuid4()}", "category": "foundation_ngo"})


def new_position(capability: str, scope_kind: str, variant: Text) -> Row:
    async def ask(stage: Stage) -> Request:
        body = {"account": f"unused-{uuid4()}", "capability": capability, "scope_kind": scope_kind}
        return Request("/positions", body | {"unit": stage.units[scope_kind]})

    return Row(SERVICE, "POST", "/positions", ask, variant)


async def ending(stage: Stage) -> Request:
    thing = f"/positions/{await stage.position()}"
    return Request(f"{thing}/endings", {"last_day": stage.sinergi.today().isoformat(), "reason": "Mutasi"}, thing)


def drafting(level: str) -> Row:
    async def ask(stage: Stage) -> Request:
        return Request("/agreements", stage.desk.draft_body(level=level))

    return Row(SERVICE, "POST", "/agreements", ask, LEVELS[level])


def changes_of(level: str) -> tuple[Row, ...]:
    """What the keepers of an agreement of this level do with it."""

    async def rewriting(stage: Stage) -> Request:
        thing = f"/agreements/{await stage.drafted(level)}"
        return Request(f"{thing}/draft", {"title": f"Judul baru {stage.desk.mark}"}, thing)

    async def withdrawing(stage: Stage) -> Request:
        thing = f"/agreements/{await stage.drafted(level)}"
        return Request(f"{thing}/withdrawals", {"reason": "Mitra menunda."}, thing)

    async def submitting(stage: Stage) -> Request:
        thing = f"/agreements/{await stage.drafted(level)}"
        return Request(f"{thing}/submissions", None, thing)

    async def signing(stage: Stage) -> Request:
        agreement_id = await stage.validated(level)
        party = (await stage.desk.show(agreement_id))["parties"][0]
        return Request(
            f"/agreements/{agreement_id}/signatures", stage.desk.signature(party), f"/agreements/{agreement_id}"
        )

    async def numbering(stage: Stage) -> Request:
        agreement_id, party = await stage.half_signed(level)
        body = {"party_id": party["id"], "document_number": f"{uuid4()}"}
        return Request(f"/agreements/{agreement_id}/document-numbers", body, f"/agreements/{agreement_id}")

    async def extending(stage: Stage) -> Request:
        agreement_id = await stage.signed(level)
        kept = [item["id"] for item in (await stage.desk.show(agreement_id))["scope_items"]]
        body = {"title": f"Perpanjangan {stage.desk.mark}", "term": stage.desk.term(701, 1400), "kept": kept}
        return Request(f"/agreements/{agreement_id}/extensions", body)

    async def meeting(stage: Stage) -> Request:
        return Request("/meetings", stage.meeting_body(await stage.drafted(level)))

    return (
        Row(SERVICE, "PUT", f"{AGREEMENT}/draft", rewriting, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/withdrawals", withdrawing, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/submissions", submitting, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/signatures", signing, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/document-numbers", numbering, LEVELS[level]),
        Row(SERVICE, "POST", f"{AGREEMENT}/extensions", extending, LEVELS[level]),
        Row(SERVICE, "POST", "/meetings", meeting, LEVELS[level]),
    )


def reviewing(side: str) -> Row:
    level = "regional" if side == "directorate" else "facility"

    async def ask(stage: Stage) -> Request:
        thing = f"/agreements/{await stage.in_review(level)}"
        body = {"side": side, "verdict": "pass"} | ({"letter": "415.4/1"} if side == "partner" else {})
        return Request(f"{thing}/reviews", body, thing)

    return Row(SERVICE, "POST", f"{AGREEMENT}/reviews", ask, SIDES[side])


ROWS = (
    read(SERVICE, "/facilities"),
    read(SERVICE, "/facilities/{facility_id}"),
    read(SERVICE, "/regional-offices"),
    read(SERVICE, "/fields"),
    read(SERVICE, "/partners", "?name={mark}", mark=lists("partner")),
    read(SERVICE, "/partners/{partner_id}"),
    Row(SERVICE, "POST", "/partners", new_partner),
    read(SERVICE, "/positions", "?unit={facility}", mark=lists("position")),
    read(SERVICE, "/positions/{position_id}"),
    new_position("officer", "facility", Text("jabatan petugas", "an officer's")),
    new_position("operator", "nation", Text("jabatan operator", "an operator's")),
    Row(SERVICE, "POST", "/positions/{position_id}/endings", ending),
    read(SERVICE, "/agreements", "?limit=200&facility={facility}", mark=lists("agreement")),
    read(SERVICE, AGREEMENT),
    read(SERVICE, f"{AGREEMENT}/history", mark=in_part_without('"account":"')),
    read(SERVICE, f"{AGREEMENT}/reviews", mark=in_part_without("Sebutkan dinasnya.")),
    read(SERVICE, f"{AGREEMENT}/activity"),
    read(SERVICE, "/meetings/{meeting_id}"),
    *(drafting(level) for level in LEVELS),
    *changes_of("facility"),
    *(reviewing(side) for side in SIDES),
    *changes_of("regional"),
)
