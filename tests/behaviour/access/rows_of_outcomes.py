"""The rows of outputs and performances."""

from collections.abc import Awaitable, Callable

from tests.behaviour.access.row import Request, Row, lists, of_ours
from tests.behaviour.access.sample import Json, Sample

SERVICE = "programs"
Outcome = Callable[[Sample], Json]


def _output(sample: Sample) -> Json:
    made = {"made": sample.office.day(0), "product": "cake", "quantity": 40, "unit": "piece"}
    return made | {"value": 200_000, "disposal": "sold"}


def _performance(sample: Sample) -> Json:
    given = {"held_on": sample.office.day(0), "occasion": "Pertemuan mitra", "place": "Aula"}
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


def _rows(plural: str, one: str, body: Outcome) -> tuple[Row, ...]:
    return (
        Row(SERVICE, "GET", f"/programs/{{program_id}}/{plural}", _listing(plural, one, body), mark=lists(one)),
        Row(SERVICE, "GET", f"/{plural}/{{{one}_id}}", _showing(plural, body)),
        Row(SERVICE, "POST", f"/programs/{{program_id}}/{plural}", _recording(plural, body)),
        Row(SERVICE, "PUT", f"/{plural}/{{{one}_id}}", _correcting(plural, body)),
        Row(SERVICE, "POST", f"/{plural}/{{{one}_id}}/retractions", _retracting(plural, body)),
    )


async def _of_facility(sample: Sample) -> Request:
    return Request(f"/facilities/{sample.units['facility']}/outcomes?year={sample.ids['fiscal_year']}")


async def _of_all(sample: Sample) -> Request:
    return Request(f"/outcomes?limit=200&year={sample.ids['fiscal_year']}")


ROWS = (
    *_rows("outputs", "output", _output),
    *_rows("performances", "performance", _performance),
    Row(SERVICE, "GET", "/facilities/{facility_id}/outcomes", _of_facility),
    Row(SERVICE, "GET", "/outcomes", _of_all, mark=of_ours),
)
