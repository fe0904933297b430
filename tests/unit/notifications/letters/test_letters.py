"""A letter is sent once, chased after ten working days, and answered once; its paper has its text."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document

from services.notifications.letters.model import Letter, LetterAlreadySent, LetterDayWrong, LetterNotSent
from services.notifications.letters.queries import ShownLetter, write_letter
from tests.unit.notifications.correspondents.test_links import NOTICE

TODAY = date(2026, 2, 10)
LETTER = Letter.about(NOTICE, TODAY)


def test_it_is_written_only_if_the_matter_stays_open_for_three_working_days() -> None:
    assert LETTER.write_on == date(2026, 2, 13)


def test_a_sent_letter_is_chased_after_ten_working_days() -> None:
    sent = LETTER.send("W.13-7/2026", TODAY, TODAY)
    assert (LETTER.state, sent.state) == ("prepared", "sent")
    # Imlek on 16 and 17 February, and two weekends.
    assert sent.chase_on == date(2026, 2, 26)
    with pytest.raises(LetterAlreadySent):
        sent.send("W.13-8/2026", TODAY, TODAY)
    with pytest.raises(LetterDayWrong):
        LETTER.send("W.13-7/2026", TODAY + timedelta(days=1), TODAY)


def test_an_answer_is_recorded_once_and_not_before_its_letter() -> None:
    with pytest.raises(LetterNotSent):
        LETTER.answered("answered", TODAY, TODAY)
    sent = LETTER.send("W.13-7/2026", TODAY, TODAY)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(LetterDayWrong):
            sent.answered("answered", day, TODAY)
    answered = sent.answered("returned", TODAY, TODAY)
    assert answered.state == "answered"
    with pytest.raises(LetterNotSent):
        answered.answered("answered", TODAY, TODAY)


def test_the_facility_sends_it_and_otherwise_the_directorate_general() -> None:
    assert str(LETTER.desk) == "nation:master_data_keeper"
    facility = replace(LETTER, facility_id=NOTICE.id)
    assert str(facility.desk) == f"facility:{NOTICE.id}:cooperation_officer"


async def test_the_paper_has_number_partner_and_text() -> None:
    sent = LETTER.send("W.13-7/2026", TODAY, TODAY)
    paper = await write_letter(ShownLetter(sent, "Dinas Contoh", NOTICE), datetime(2026, 2, 11, tzinfo=UTC).date())
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(paper)).paragraphs)
    for part in ("W.13-7/2026", "10 Februari 2026", "Dinas Contoh", NOTICE.subject.id, NOTICE.body.en):
        assert part in text
