"""The rows of outputs and performances."""

from collections.abc import Awaitable, Callable

from tests.behaviour.access.row import Request, Row, lists, of_ours
from tests.behaviour.access.sample import Json, Sample
from tests.behaviour.office import a_pdf

SERVICE = "programs"
Outcome = Callable[[Sample], Json]


def _output(sample: Sample) -> Json:
    made = {"made": sample.office.day(0), "product": "cake", "quantity": 40, "unit": "piece"}
    return made | {"value": 200_000, "disposal": "sold"}


def _performance(sample: Sample) -> Json:
    given = {"held_on": sample.office.day(0), "occasion": "Pertemuan mitra", "venue": "Aula"}
    return given | {"performers": [{"participants": "convict", "number": 12}]}


async def _recorded(sample: Sample, plural: str, body: Json) -> str:
    """A new outcome of the program that no row changes; its path."""
    path = f"/programs/{sample.ids['program']}/{plural}"
    answer = await sample.sinergi.programs.post(path, body, sample.office.officer)
    assert answer.is_success, answer.text
    return f"/{plural}/{answer.json()['id']}"


def _recording(plural: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        return Request(f"/programs/{sample.ids['program']}/{plural}", body(sample))

    return request


def _listing(plural: str, one: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        sample.ids[one] = (await _recorded(sample, plural, body(sample))).rpartition("/")[2]
        return Request(f"/programs/{sample.ids['program']}/{plural}?limit=200")

    return request


def _showing(plural: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        return Request(await _recorded(sample, plural, body(sample)))

    return request


def _correcting(plural: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        corrected = body(sample) | {"reason": "Jumlahnya keliru."}
        return Request(await _recorded(sample, plural, body(sample)), corrected, version=1)

    return request


def _retracting(plural: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        path = await _recorded(sample, plural, body(sample))
        return Request(f"{path}/retractions", {"reason": "Tercatat dua kali."}, version=1)

    return request


def _listing_evidence(plural: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        path = f"{await _recorded(sample, plural, body(sample))}/evidence"
        filed = await sample.sinergi.programs.send_file(f"{path}?kind=minutes", a_pdf(), sample.office.officer)
        assert filed.is_success, filed.text
        return Request(path)

    return request


def _filing_evidence(plural: str, body: Outcome) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        return Request(f"{await _recorded(sample, plural, body(sample))}/evidence?kind=minutes", a_pdf())

    return request


def _rows(plural: str, one: str, body: Outcome) -> tuple[Row, ...]:
    return (
        Row(SERVICE, "GET", f"/programs/{{program_id}}/{plural}", _listing(plural, one, body), mark=lists(one)),
        Row(SERVICE, "GET", f"/{plural}/{{{one}_id}}", _showing(plural, body)),
        Row(SERVICE, "POST", f"/programs/{{program_id}}/{plural}", _recording(plural, body)),
        Row(SERVICE, "PUT", f"/{plural}/{{{one}_id}}", _correcting(plural, body)),
        Row(SERVICE, "POST", f"/{plural}/{{{one}_id}}/retractions", _retracting(plural, body)),
        Row(SERVICE, "GET", f"/{plural}/{{{one}_id}}/evidence", _listing_evidence(plural, body)),
        Row(SERVICE, "POST", f"/{plural}/{{{one}_id}}/evidence", _filing_evidence(plural, body)),
    )


async def _of_facility(sample: Sample) -> Request:
    return Request(f"/facilities/{sample.units['facility']}/outcomes?year={sample.ids['fiscal_year']}")


async def _of_all(sample: Sample) -> Request:
    return Request(f"/outcomes?limit=200&year={sample.ids['fiscal_year']}")


async def _closed_month(sample: Sample) -> tuple[str, Json]:
    """The path of a program that was open in a closed month, and the body of a product that is recorded late."""
    program, late = await sample.late_session()
    output = _output(sample) | {"made": late["held_on"]}
    return f"{program}/outcome-proposals", {"output": output, "reason": "Terlambat."}


async def _proposed(sample: Sample) -> tuple[str, str]:
    """The list of proposals of a program, and the path of a proposal that waits for its decision."""
    path, body = await _closed_month(sample)
    answer = await sample.sinergi.programs.post(path, body, sample.office.officer)
    assert answer.is_success, answer.text
    return path, f"/outcome-proposals/{answer.json()['id']}"


async def _proposing(sample: Sample) -> Request:
    return Request(*await _closed_month(sample))


async def _listing_proposals(sample: Sample) -> Request:
    return Request((await _proposed(sample))[0])


async def _showing_proposal(sample: Sample) -> Request:
    return Request((await _proposed(sample))[1])


async def _deciding(sample: Sample) -> Request:
    return Request(f"{(await _proposed(sample))[1]}/decisions", {"verdict": "declined"}, version=1)


async def _withdrawing(sample: Sample) -> Request:
    return Request(f"{(await _proposed(sample))[1]}/withdrawals", version=1)


ROWS = (
    *_rows("outputs", "output", _output),
    *_rows("performances", "performance", _performance),
    Row(SERVICE, "GET", "/facilities/{facility_id}/outcomes", _of_facility),
    Row(SERVICE, "GET", "/outcomes", _of_all, mark=of_ours),
    Row(SERVICE, "GET", "/programs/{program_id}/outcome-proposals", _listing_proposals),
    Row(SERVICE, "GET", "/outcome-proposals/{outcome_proposal_id}", _showing_proposal),
    Row(SERVICE, "POST", "/programs/{program_id}/outcome-proposals", _proposing),
    Row(SERVICE, "POST", "/outcome-proposals/{outcome_proposal_id}/decisions", _deciding),
    Row(SERVICE, "POST", "/outcome-proposals/{outcome_proposal_id}/withdrawals", _withdrawing),
)
