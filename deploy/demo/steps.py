"""The steps of the story, each at its own time. Steps that the article reports are marked; the others are assumed."""

from datetime import date, timedelta

from deploy.demo.playing import StoryStep, at_hour
from deploy.demo.story import Story
from shared.values.texts import Text

STEPS = (
    StoryStep(
        at_hour(date(2026, 1, 19), 9),
        Text("Para pihak terdaftar", "The parties are registered"),
        False,
        Story.begin,
    ),
    StoryStep(
        at_hour(date(2026, 1, 20), 10),
        Text("Nota kesepakatan sembilan bidang dicatat", "The running nota kesepakatan over nine fields is registered"),
        False,
        Story.register_the_running_one,
    ),
    StoryStep(
        at_hour(date(2026, 1, 22), 14),
        Text("Salah satu dari sembilan program berkegiatan", "One of the nine programs holds a session"),
        False,
        Story.hold_a_session_of_the_old,
    ),
    StoryStep(
        at_hour(date(2026, 1, 26), 9),
        Text("Draf perpanjangan disiapkan", "The draft of the extension is prepared"),
        True,
        Story.put_the_draft_on_the_table,
    ),
    StoryStep(
        at_hour(date(2026, 1, 27), 10),
        Text("Rapat evaluasi dan rencana perpanjangan", "Evaluation and extension meeting"),
        True,
        Story.meet,
    ),
    StoryStep(
        at_hour(date(2026, 1, 27), 13),
        Text(
            "Lingkungan hidup serta Paket A, B, dan C masuk ke draf",
            "Environment and Paket A, B, C come to the draft on the table",
        ),
        True,
        Story.add_to_the_draft,
    ),
    StoryStep(
        at_hour(date(2026, 2, 4), 9),
        Text(
            "Telaah kantor wilayah dan mitra; penandatanganan direncanakan",
            "Review by region and partner; a plan to sign",
        ),
        False,
        Story.review_the_extension,
    ),
    StoryStep(
        at_hour(date(2026, 2, 16), 10),
        Text("Penandatanganan oleh kedua pihak", "Signed by both"),
        False,
        Story.sign_the_extension,
    ),
    StoryStep(
        # Just after midnight in the facility's zone: the first day of the new term has begun there, and not yet in UTC.
        at_hour(date(2026, 3, 1), 0) + timedelta(minutes=5),
        Text("Perjanjian lama digantikan pada hari mulai", "The old agreement is superseded at the start date"),
        False,
        Story.supersede_the_old,
    ),
    StoryStep(
        at_hour(date(2026, 3, 10), 14),
        Text("Kegiatan pertama dilaksanakan", "The first session is held"),
        False,
        Story.hold_the_first_session,
    ),
    StoryStep(
        at_hour(date(2026, 3, 11), 8),
        Text("Pemberitahuan dibaca", "Notices are read"),
        False,
        Story.read_the_notices,
    ),
)
