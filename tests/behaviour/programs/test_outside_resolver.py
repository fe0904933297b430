"""An outside resolver that is slow, broken, wrong or cut off: the work goes on with codes, and nothing is lost."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from deploy.installation.environment import settings_of
from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place
from tests.behaviour.programs.test_names import given, names_of, table
from tests.unit.programs.participants.outside import Server
from tests.unit.shared.documents.examples import lines_of_word

PROCESS = "programs-api"
TIMEOUT_SECONDS = 1.0
FAULTS: dict[str, Json] = {
    "slow": {"pause": 3 * TIMEOUT_SECONDS},
    "broken": {"status": "500 Internal Server Error"},
    "wrong": {"wrong": b'{"people": [{"name": "Warga Contoh"}]}'},
    "cut off": {"cut": True},
}


@dataclass
class Resolver(Server):
    """A resolver that keeps what it is given, while it has no fault."""

    wrong: bytes = b""
    kept: dict[str, Json] = field(default_factory=dict)

    def heed(self, request: str, body: Any) -> None:
        if request == "PUT /names":
            self.kept |= {each["participant_id"]: each for each in body["people"]}
        wanted = body.get("participants")
        people = [each for who, each in self.kept.items() if wanted is None or who in wanted]
        self.body = self.wrong or json.dumps({"people": people}).encode()

    def suffer(self, fault: Json) -> None:
        healthy: Json = {"pause": 0.0, "status": "200 OK", "wrong": b"", "cut": False}
        for name, value in (healthy | fault).items():
            setattr(self, name, value)


@asynccontextmanager
async def outside_resolver(place: Place) -> AsyncIterator[Resolver]:
    """A resolver at which the api of programs asks for names."""
    resolver = Resolver()
    listening = await asyncio.start_server(resolver.answer, "127.0.0.1", 0)
    origin = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    token = settings_of(place.sinergi.stack.environment()).secrets_dir / "resolver_token"
    token.write_text("secret-of-the-resolver")
    chosen = {"SINERGI_RESOLVER_URL": origin, "SINERGI_RESOLVER_TIMEOUT_SECONDS": str(TIMEOUT_SECONDS)}
    try:
        async with place.sinergi.process_with(PROCESS, chosen):
            yield resolver
    finally:
        token.unlink()
        listening.close()


async def test_names_of_an_outside_resolver_are_shown_and_its_faults_stop_nothing(place: Place) -> None:
    first, second, third = place.refs[:3]
    async with outside_resolver(place) as resolver:
        assert (await given(place, f"B.I 1/2026;Warga Contoh Satu;narapidana;{first}"))["new"] == 1
        cohort = await place.started(await place.opened(capacity=6), first, second)
        page = cohort.replace("/cohorts", "/kohort")
        officer = Browser(place.sinergi.programs, place.officer)
        assert "Warga Contoh Satu" in (await officer.show(page)).html
        held = await place.post(f"{cohort}/sessions", present(place, "Pemilahan", first, second))
        assert held.status_code == 201, held.text
        certificates = {"kind": "participation", "issued_on": place.office.day(0), "holders": [{"code": "K-01"}]}
        (certificate,) = (await place.post(f"{cohort}/certificates", certificates)).json()["ids"]
        for name, fault in FAULTS.items():
            resolver.suffer(fault)
            problem(await place.sinergi.programs.get(f"{cohort}/names", place.officer), 409, "names-unavailable")
            shown = await officer.show(page)
            assert (name, shown.status) == (name, 200)
            assert "Nama peserta sedang tidak dapat dibaca" in shown.html
            assert first in shown.html
            assert "Warga Contoh" not in shown.html
            # The work goes on: a session, a sheet and a certificate with room for the name.
            recorded = await place.post(f"{cohort}/sessions", present(place, name, first, second))
            assert recorded.status_code == 201, recorded.text
            paper = await place.sinergi.programs.get(f"/certificates/{certificate}/paper?format=docx", place.officer)
            assert paper.status_code == 200, paper.text
            assert "WargaContoh" not in "".join(lines_of_word(paper.content))
            # A file of names is refused whole, and sent again later.
            path, rows = f"{names_of(place)}/tables", table(f"B.I 3/2026;Warga Contoh Tiga;narapidana;{third}")
            if name != "wrong":
                refused = await place.sinergi.programs.send_file(path, rows, place.officer)
                problem(refused, 409, "names-unavailable")
        resolver.suffer({})
        assert (await given(place, f"B.I 3/2026;Warga Contoh Tiga;narapidana;{third}"))["new"] == 1
        assert "Warga Contoh Satu" in (await officer.show(page)).html
        named = (await place.sinergi.programs.get(names_of(place), place.officer)).json()
        assert [(each["name"], each["participant_ref"]) for each in named] == [
            ("Warga Contoh Satu", first),
            ("Warga Contoh Tiga", third),
        ]
    # Without it the embedded vault is asked, which was given nothing.
    assert (await place.sinergi.programs.get(names_of(place), place.officer)).json() == []
    assert [each["participant_ref"] for each in (await place.show(cohort))["roster"]] == [first, second]


def present(place: Place, topic: str, *refs: str) -> Json:
    return place.session(*({"participant_ref": ref, "mark": "active"} for ref in refs), topic=topic)
