"""The steps of the story, each at its own time."""

from datetime import date

from deploy.demo.palembang.story import PalembangStory
from deploy.demo.playing import StoryStep, at_hour
from shared.values.texts import Text

STEPS = (
    StoryStep(
        at_hour(date(2023, 1, 9), 9),
        Text("UPT dan 37 mitra terdaftar", "The facility and 37 partners are registered"),
        False,
        PalembangStory.begin,
    ),
    StoryStep(
        at_hour(date(2023, 1, 10), 9),
        Text("Perjanjian tahun 2022 dari mitra lama dicatat", "The agreements of 2022 of returning partners"),
        False,
        PalembangStory.register_those_of_2022,
    ),
    StoryStep(
        at_hour(date(2023, 1, 12), 9),
        Text("Draf 37 perjanjian diajukan", "The drafts of 37 agreements are submitted"),
        False,
        PalembangStory.draft_all,
    ),
    StoryStep(
        at_hour(date(2023, 1, 20), 10),
        Text("Telaah kantor wilayah dan mitra", "Reviewed by the region and the partners"),
        False,
        PalembangStory.review_all,
    ),
    StoryStep(
        at_hour(date(2023, 1, 24), 10),
        Text("Penandatanganan bersama disiapkan", "The ceremony is prepared"),
        False,
        PalembangStory.prepare_the_ceremony,
    ),
    StoryStep(
        at_hour(date(2023, 1, 31), 9),
        Text("37 perjanjian ditandatangani dalam satu acara", "37 agreements are signed in one ceremony"),
        True,
        PalembangStory.hold_the_ceremony,
    ),
    StoryStep(
        at_hour(date(2023, 1, 31), 12),
        Text(
            "Rehabilitasi dan pelatihan kemandirian tahun anggaran 2023 dibuka",
            "Rehabilitation and independence training of the fiscal year 2023 open",
        ),
        True,
        PalembangStory.see_the_programs_open,
    ),
)
