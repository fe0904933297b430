"""The data of minutes and letters."""

from datetime import date, time

from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import (
    ActionItem,
    Attendance,
    Organisation,
    Owner,
    Seat,
    UncoveredPractice,
)
from services.agreements.proposals.model import Proposal, ProposalContent
from services.agreements.texts.model.heads import Head, default_title
from services.agreements.texts.model.letters import MeetingPlan, cover_letter_text, meeting_letter_text
from services.agreements.texts.model.minutes import minutes_text
from shared.values.ids import new_id
from shared.values.reported_days import reported_day
from shared.values.texts import Text
from tests.unit.agreements.examples import a_facility, a_partner, a_party, an_agreement

FACILITY, PARTNER = a_facility(name="Lapas Kelas IIB Contoh"), a_partner()
HEADS = {PARTNER.id: Head(title="Bupati Contoh"), FACILITY.id: Head(title=default_title(FACILITY.name))}


def test_minutes_have_words_and_no_codes() -> None:
    held = reported_day("2026-01-27", None, date(2026, 2, 1), Text("Hari", "Day"))
    meeting = Meeting(
        id=new_id(),
        kinds=("evaluation", "renewal_planning"),
        held=held,
        host=Organisation(organisation="Pemkab Contoh"),
        chaired_by=Seat(organisation="Setda", position="Kepala Bagian"),
        attendance=(
            Attendance(organisation="Lapas Contoh", position="Kepala Lapas", capacity="daily_acting"),
            Attendance(organisation="Dinas Contoh", group="Perwakilan", people=3),
        ),
        decisions=("Diperpanjang.",),
        action_items=(
            ActionItem(
                id=new_id(),
                task="Draf",
                due_on=date(2026, 2, 10),
                owner=Owner(unit_id=new_id(), organisation="Lapas A"),
            ),
        ),
        uncovered_practices=(UncoveredPractice(field="environment", description="Bank sampah"),),
    )
    text = minutes_text(meeting, ["Nota"])
    assert (text.corrected, minutes_text(meeting, [], date(2026, 2, 3)).corrected) == ("", "3 Februari 2026")
    assert (text.kinds, text.weekday, text.day) == ("evaluasi dan rencana perpanjangan", "Selasa", "27 Januari 2026")
    assert [each.position for each in text.attendance] == ["Plh. Kepala Lapas", "Perwakilan"]
    assert [each.people for each in text.attendance] == ["", "3 orang"]
    (item,) = text.action_items
    assert (item.owner, item.due, item.completed) == ("Lembaga Pemasyarakatan A", "10 Februari 2026", "")
    assert text.practices[0].field == "lingkungan hidup"


def test_minutes_of_an_unknown_day_say_so() -> None:
    held = reported_day("XXXX-11-28", None, date(2026, 2, 1), Text("Hari", "Day"))
    text = minutes_text(Meeting(id=new_id(), kinds=("coordination",), held=held), [])
    assert (text.weekday, text.day) == ("", "28 November (tahun tidak diketahui)")


def test_an_invitation_goes_to_the_other_parties_by_their_positions() -> None:
    agreement = an_agreement(keeper=FACILITY, parties=(a_party(FACILITY), a_party(PARTNER)))
    plan = MeetingPlan(("evaluation",), date(2026, 2, 3), time(9, 0), "Aula", ("Evaluasi",))
    text = meeting_letter_text(agreement, plan, {}, HEADS)
    assert (text.sender, text.recipients) == (
        "Lembaga Pemasyarakatan Kelas IIB Contoh",
        ["Bupati Contoh, Pemerintah Kabupaten Contoh"],
    )
    assert text.position == "Kepala Lembaga Pemasyarakatan Kelas IIB Contoh"
    assert (text.day.weekday, text.clock, text.agenda) == ("Selasa", "09.00 WIB", ["Evaluasi"])


def test_a_cover_letter_goes_from_the_unit_that_proposes_to_the_other() -> None:
    proposal = Proposal(
        id=new_id(),
        kind="instructor",
        made_by=FACILITY,
        made_to=PARTNER,
        content=ProposalContent(title="Menjahit", field="health"),
    )
    text = cover_letter_text(proposal, {})
    assert (text.sender, text.recipients) == (
        "Lembaga Pemasyarakatan Kelas IIB Contoh",
        ["Pimpinan Pemerintah Kabupaten Contoh"],
    )
    assert (text.kind, text.field, text.number, text.dated) == ("instruktur", "kesehatan", "", "")
