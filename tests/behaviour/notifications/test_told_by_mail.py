"""A notice reaches the holder of its desk by e-mail: after the address was confirmed, once, and not after its cause."""

import re
from base64 import b64encode
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from shared.operations.clock import MovableClock
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.notifications.mail import (
    at_any_hour,
    caught,
    confirmed,
    deliveries,
    events_about,
    html_text,
    message_to_contact,
    plain_text,
)
from tests.behaviour.office import Office
from tests.unit.notifications.delivery.bounced import report_about


async def test_the_holder_of_a_desk_is_told_once_by_mail(sinergi: Sinergi, office: Office) -> None:
    await at_any_hour(sinergi, office.contact)
    address = await confirmed(sinergi, office.contact)
    await office.submit(await office.draft())

    async def message() -> EmailMessage:
        (message,) = caught(sinergi, address)[1:]
        return message

    told = await sinergi.eventually(message)
    (notice,) = (await sinergi.notifications.get("/inbox?severity=action", office.contact)).json()["items"]
    assert told["Subject"] == notice["subject"]["id"]
    text = plain_text(told)
    assert notice["body"]["id"] in text
    assert notice["body"]["en"] in text
    assert f"/kotak-masuk/{notice['id']}" in text
    assert f"/kotak-masuk/{notice['id']}" in html_text(told)
    assert told["List-Unsubscribe"] is None
    (delivery,) = await deliveries(sinergi, office.contact)
    assert delivery["state"] == "sent"
    assert [attempt["outcome"] for attempt in delivery["attempts"]] == ["accepted"]


async def test_an_address_that_is_unknown_later_is_given_up_and_stands_on_the_list(
    sinergi: Sinergi, office: Office
) -> None:
    await at_any_hour(sinergi, office.contact)
    address = await confirmed(sinergi, office.contact, "sekali-")
    await office.submit(await office.draft())

    async def failed() -> dict[str, Any]:
        (delivery,) = await deliveries(sinergi, office.contact)
        assert delivery["state"] == "failed"
        return delivery

    delivery = await sinergi.eventually(failed)
    assert delivery["cause"] == "address_refused"
    assert [attempt["cause"] for attempt in delivery["attempts"]] == ["550"]
    assert address not in str(delivery)
    shown = (await sinergi.notifications.get("/recipients/me", office.contact)).json()
    assert [way["refused_at"] is not None for way in shown["ways"]] == [True]
    assert await events_about(sinergi, delivery["id"]) == 1


async def test_a_bounce_fails_the_delivery_and_its_address_is_not_used_again(sinergi: Sinergi, office: Office) -> None:
    told = await message_to_contact(sinergi, office)
    for effect in ("failed", "noted"):
        report = {"report": b64encode(report_about(told["Message-ID"])).decode()}
        answer = await sinergi.notifications.post("/deliveries/bounces", report, OPERATOR)
        assert answer.json() == {"effect": effect}, answer.text
    (delivery,) = await deliveries(sinergi, office.contact)
    assert (delivery["state"], delivery["cause"]) == ("failed", "bounced")
    assert [attempt["cause"] for attempt in delivery["attempts"]] == [None, "5.1.1"]
    shown = (await sinergi.notifications.get("/recipients/me", office.contact)).json()
    assert [way["refused_at"] is not None for way in shown["ways"]] == [True]
    assert await events_about(sinergi, delivery["id"]) == 1
    unreadable = {"report": b64encode(b"Sampai Senin.").decode()}
    assert (await sinergi.notifications.post("/deliveries/bounces", unreadable, OPERATOR)).status_code == 422


async def test_the_message_of_a_day_has_what_is_still_open_for_who_still_holds_the_position(
    sinergi: Sinergi, office: Office, clock: MovableClock
) -> None:
    deputy = f"deputy-{uuid4().hex[:10]}"
    body = {"account": deputy, "capability": "partner_contact", "scope_kind": "partner", "unit": office.partner_id}
    today = sinergi.today()
    body |= {"valid_until": today.isoformat(), "capacity": "daily_acting", "letter": "SPRIN-7/2026"}
    answer = await sinergi.agreements.post("/positions", body, OPERATOR)
    assert answer.status_code == 201, answer.text

    async def known() -> bool:
        return (await sinergi.notifications.get("/recipients/me", deputy)).status_code == 200

    await sinergi.eventually(known)
    daily = [{"topic": "agreements", "channel": "email", "when": "daily"}]
    addresses = []
    for account in (office.contact, deputy):
        await at_any_hour(sinergi, account, preferences=daily)
        addresses.append(await confirmed(sinergi, account))
    await office.submit(await office.draft())

    async def waiting() -> None:
        for account in (office.contact, deputy):
            (delivery,) = await deliveries(sinergi, account)
            assert (delivery["state"], delivery["daily"]) == ("waiting", True)

    await sinergi.eventually(waiting)
    clock.move_to(datetime.combine(today + timedelta(days=1), time(9), ZoneInfo("Asia/Jakarta")))

    async def ended() -> None:
        (to_contact,), (to_deputy,) = [await deliveries(sinergi, each) for each in (office.contact, deputy)]
        assert to_contact["state"] == "sent"
        assert (to_deputy["state"], to_deputy["cause"]) == ("dropped", "position_ended")

    await sinergi.eventually(ended)
    (_code, message), (_only_a_code,) = [caught(sinergi, address) for address in addresses]
    assert message["Subject"].startswith("Sinergi: 1 pemberitahuan")
    assert message["List-Unsubscribe"].endswith("/cara-dihubungi>")


async def test_a_wrong_code_is_counted_and_a_withdrawn_address_is_gone(sinergi: Sinergi, office: Office) -> None:
    notifications = sinergi.notifications
    address = f"kotak-{uuid4().hex[:10]}@contoh.example"
    way = {"channel": "email", "address": address}
    assert (await notifications.post("/recipients/me/ways", way, office.reviewer)).status_code == 200

    async def sent() -> bool:
        return bool(caught(sinergi, address))

    await sinergi.eventually(sent)
    found = re.search(r"\b[0-9]{6}\b", plain_text(caught(sinergi, address)[0]))
    assert found
    wrong = {"channel": "email", "code": f"{(int(found[0]) + 1) % 10**6:06}"}
    for left in (4, 3, 2, 1, 0):
        answer = (await notifications.post("/recipients/me/confirmations", wrong, office.reviewer)).json()
        assert (answer["confirmed"], answer["tries_left"]) == (False, left)
    right = {"channel": "email", "code": found[0]}
    answer = (await notifications.post("/recipients/me/confirmations", right, office.reviewer)).json()
    assert not answer["confirmed"]
    answer = (await notifications.post("/recipients/me/withdrawals", {"channel": "email"}, office.reviewer)).json()
    assert answer["ways"] == []


async def test_a_table_gives_addresses_and_names_the_rows_that_it_refuses(sinergi: Sinergi) -> None:
    account, address = f"table-{uuid4().hex[:10]}", f"kotak-{uuid4().hex[:10]}@contoh.example"
    table = f"Akun;Saluran;Alamat\n{account};surel;{address}\n{account};pos;{address}\n;surel;{address}\n"
    counts = {"given": 1, "unchanged": 0}
    for query, expected in (("?dry_run=true", counts), ("", counts), ("", {"given": 0, "unchanged": 1})):
        answer = await sinergi.notifications.send_file(f"/recipients/tables{query}", table.encode(), OPERATOR)
        assert answer.status_code == 200, answer.text
        receipt = answer.json()
        assert {name: receipt[name] for name in expected} == expected
        assert [refused["entry"] for refused in receipt["refused"]] == [3, 4]
        assert address not in answer.text
