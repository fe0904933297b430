"""Recipients of the sample data: an address is given, not confirmed, and withdrawn; a delivery fails for good."""

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from shared.contracts.notifications import DeliveryFailed
from shared.values.ids import new_id
from tests.behaviour.access.rows_of_ways import refused_way
from tests.behaviour.saying import say
from tests.unit.notifications.delivery.bounced import report_about

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

Json = dict[str, Any]
ADDRESS = {"channel": "email", "address": "kerja.sama@contoh.example"}


async def make_recipients(sample: "SampleData") -> None:
    """Requests of an account for its own record, and the view of the keeper."""
    await sample.do("POST /recipients/me/ways", ADDRESS)
    await sample.do("POST /recipients/me/confirmations", {"channel": "email", "code": "000000"})
    shown = (await sample.do("GET /recipients/me")).json()
    await sample.do("PUT /recipients/me/habits", shown["habits"], if_match='"0"')
    await sample.do("POST /recipients/me/withdrawals", {"channel": "email"})
    await sample.do("POST /recipients", ADDRESS | {"account": sample.account("head")}, "operator")
    table = f"Akun;Saluran;Alamat\r\n{sample.account('head')};surel;{ADDRESS['address']}\r\n;surel;kosong\r\n"
    await sample.send("POST /recipients/tables", "/recipients/tables", table.encode(), "alamat.csv")
    for ending, body in (("replacements", {"address": ADDRESS["address"]}), ("affirmations", None)):
        sample.ids["way_id"] = await refused_way(sample.sinergi)
        await sample.do("GET /recipients/ways/{way_id}", role="operator")
        await sample.do(f"POST /recipients/ways/{{way_id}}/{ending}", body, "operator")
    for name in ("", "/counts", "/usage"):
        await sample.do(f"GET /deliveries{name}", role="operator")
    await sample.do("GET /weekly-summary", role="head")
    report = report_about(f"<{new_id()}@sinergi.example>")
    await sample.do("POST /deliveries/bounces", {"report": b64encode(report).decode()}, "operator")
    failed = DeliveryFailed(
        notice_id=sample.ids["notice_id"],
        version=2,
        delivery_id=new_id(),
        rule="program_planned",
        desk=f"facility:{sample.facility['id']}:coaching_officer",
        severity="action",
        channel="email",
        cause="address_refused",
    )
    await say(sample.sinergi, "notifications", failed)
