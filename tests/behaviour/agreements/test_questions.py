"""The ten questions of `docs/questions.md`: each is answered by the one request that the page names."""

import re
from pathlib import Path

import pytest

from tests.behaviour.office import Body, Office

PAGE = Path("docs/questions.md").read_text("utf-8")
QUESTIONS = re.findall(r"^\|[^|]+\|[^|]+\| `GET ([^`]+)` \|", PAGE, re.MULTILINE)


@pytest.fixture
async def agreement(office: Office) -> str:
    """An agreement in force that ends within the next hundred days, with a promise of the partner."""
    agreement_id = await office.signed(await office.draft(term=office.term(-30, 60)), signed_on=office.day(-30))
    promise: Body = {"unit_id": office.partner_id, "description": "Instruktur menjahit", "clause": "Pasal 5"}
    promise |= {"measure": "persons", "quantity": 2, "schedule": "on_request"}
    path = f"/agreements/{agreement_id}/obligations"
    assert (await office.agreements.post(path, promise, office.officer)).status_code == 201
    return agreement_id


async def test_each_question_is_one_request(office: Office, directorate: str, agreement: str) -> None:
    assert len(QUESTIONS) == 10
    given = {"agreement": agreement, "partner": office.partner_id, "region": office.facility["region"]}
    given |= {"since": office.day(-40), "day": office.day(0), "later": office.day(100)}
    answers = {path: await office.agreements.get(path.format(**given), office.reviewer) for path in QUESTIONS}
    # Heads are read by those who appoint them.
    heads = next(path for path in QUESTIONS if path.startswith("/headships"))
    answers[heads] = await office.agreements.get(heads, directorate)
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(QUESTIONS, 200)
    for path, answer in answers.items():
        if path.startswith("/agreements?") and "dormant" not in path:
            assert agreement in [each["id"] for each in answer.json()["items"]], path
    table = next(answer for path, answer in answers.items() if path.startswith("/exports"))
    assert (await office.show(agreement))["title"] in table.text
