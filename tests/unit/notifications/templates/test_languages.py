"""How templates write dates, codes and lists of names."""

from datetime import date

from services.notifications.templates.model import Language
from shared.contracts.meetings import ReportedDay
from shared.contracts.parts import PartnerRef
from tests.unit.notifications import examples as an
from tests.unit.notifications.examples import ENVIRONMENT, SPORT, some_id

INDONESIAN, ENGLISH = Language("id"), Language("en")


def test_each_language_writes_dates_its_own_way() -> None:
    day = date(2026, 8, 1)
    assert (INDONESIAN.date(day), ENGLISH.date(day)) == ("1 Agustus 2026", "1 August 2026")


def test_each_field_is_named_once() -> None:
    assert INDONESIAN.fields([ENVIRONMENT, SPORT, ENVIRONMENT]) == "lingkungan hidup dan olahraga"


def test_fields_may_be_given_by_code() -> None:
    assert ENGLISH.fields(("environment", "sport")) == "environment and sport"


def test_a_field_that_was_added_later_has_the_name_in_the_event() -> None:
    tourism = an.item(36, "village_tourism").model_copy(update={"field_name": "desa wisata"})
    assert INDONESIAN.fields([tourism, SPORT]) == "desa wisata dan olahraga"


def test_our_units_are_named_with_the_partners() -> None:
    assert INDONESIAN.parties(an.parties(an.PARTNER, an.FACILITY, an.EASTERN)) == (
        "Lapas Contoh Utara dan Lapas Contoh Timur dengan Pemerintah Kabupaten Contoh"
    )


def test_two_facilities_are_named_without_a_partner() -> None:
    witness = an.party(an.OFFICE, "witness")
    assert (
        ENGLISH.parties((*an.parties(an.FACILITY, an.EASTERN), witness)) == "Lapas Contoh Utara and Lapas Contoh Timur"
    )


def test_a_code_has_a_name_in_each_language() -> None:
    assert INDONESIAN.label("directorate_general", "side") == "Direktorat Jenderal Pemasyarakatan"
    assert ENGLISH.label("directorate_general", "side") == "the directorate general"


def test_of_many_units_some_are_named_and_the_others_counted() -> None:
    units = [PartnerRef(id=some_id(number), name=f"Rutan Contoh {number}") for number in range(1, 41)]
    assert INDONESIAN.names(units) == "Rutan Contoh 1, Rutan Contoh 2, Rutan Contoh 3, dan 37 lainnya"
    assert ENGLISH.names(units[:2]) == "Rutan Contoh 1 and Rutan Contoh 2"


def test_several_codes_are_a_list_in_a_sentence() -> None:
    kinds = ("evaluation", "renewal_planning")
    assert INDONESIAN.labels(kinds, "meeting_kind") == "evaluasi dan rencana perpanjangan"
    assert ENGLISH.labels(kinds, "meeting_kind") == "evaluation and renewal planning"


def test_a_reported_day_says_what_is_not_known() -> None:
    day = ReportedDay(edtf="XXXX-11-28", earliest=None, latest=date(2025, 11, 28), certain=False)
    assert INDONESIAN.reported_day(day) == "28 November (tahun tidak diketahui)"
    assert ENGLISH.reported_day(day) == "28 November (year unknown)"
