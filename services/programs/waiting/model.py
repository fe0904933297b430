"""The kinds of cases that wait in programs. If a notice covers the same matter, both allow the same number of days."""

from shared.values.texts import Text
from shared.values.waiting import WaitingKind

QUIET_DAYS = 30
"""A cohort is quiet after this many days without a session."""

KINDS = {
    "to_be_opened": WaitingKind(
        Text("Program belum dibuka", "Program not opened"),
        Text("Buka program: {title}, TA {year}", "Open the program: {title}, fiscal year {year}"),
        "/programs/{about}/openings",
        days=30,
        page="/program/{about}/pembukaan",
    ),
    "without_cohort": WaitingKind(
        Text("Program belum memiliki angkatan", "Program without a cohort"),
        Text("Mulai angkatan pertama: {title}, TA {year}", "Start the first cohort: {title}, fiscal year {year}"),
        "/programs/{about}/cohorts",
        days=30,
        page="/program/{about}/kohort",
    ),
    "first_session": WaitingKind(
        Text("Angkatan belum berkegiatan", "Cohort without a session"),
        Text("Catat pertemuan pertama {cohort}: {title}", "Record the first session of {cohort}: {title}"),
        "/cohorts/{about}/sessions",
        days=QUIET_DAYS,
        page="/kohort/{about}/pertemuan",
    ),
    "next_session": WaitingKind(
        Text("Angkatan sudah lama tanpa pertemuan", "Cohort that has gone quiet"),
        Text("Lanjutkan pertemuan {cohort}: {title}", "Continue the sessions of {cohort}: {title}"),
        "/cohorts/{about}/sessions",
        days=90,
        page="/kohort/{about}/pertemuan",
    ),
    "cohort_to_complete": WaitingKind(
        Text("Angkatan belum dinyatakan selesai", "Cohort to be completed"),
        Text("Nyatakan {cohort} selesai, atau lanjutkan: {title}", "Complete {cohort}, or continue it: {title}"),
        "/cohorts/{about}/completions",
        days=30,
        page="/kohort/{about}/penyelesaian",
    ),
    "without_agreement": WaitingKind(
        Text("Program tanpa dasar perjanjian", "Program without an agreement"),
        Text("Lengkapi dasar perjanjian: {title}, TA {year}", "Find an agreement for: {title}, fiscal year {year}"),
        "/programs/{about}",
        page="/program/{about}",
    ),
    "suspended": WaitingKind(
        Text("Program ditangguhkan", "Suspended program"),
        Text("Lanjutkan atau akhiri: {title}, TA {year}", "Resume or end: {title}, fiscal year {year}"),
        "/programs/{about}",
        days=30,
        page="/program/{about}",
    ),
    "to_be_ended": WaitingKind(
        Text("Program tahun lalu belum diakhiri", "Program of a past year that has not ended"),
        Text("Nyatakan selesai atau batalkan: {title}, TA {year}", "Complete or cancel: {title}, fiscal year {year}"),
        "/programs/{about}",
        days=31,
        page="/program/{about}/pengakhiran",
    ),
    # Due on the day that the offer names.
    "offer_to_answer": WaitingKind(
        Text("Tawaran belum dijawab", "Offer without an answer"),
        Text("Jawab tawaran: {title} ({number})", "Answer the offer: {title} ({number})"),
        "/offers/{about}/answers",
        page="/tawaran/{about}",
    ),
    "offer_unanswered": WaitingKind(
        Text("UPT belum menjawab tawaran", "Facility has not answered an offer"),
        Text(
            "Mintakan atau berikan jawaban {facility}: {title} ({number})",
            "Ask for the answer of {facility}, or give it: {title} ({number})",
        ),
        "/offers/{about}/answers",
        days=14,
        page="/tawaran/{about}",
    ),
    "visit_to_answer": WaitingKind(
        Text("Permintaan kunjungan belum dijawab", "Request for a visit without an answer"),
        Text("Jawab permintaan kunjungan dari {guest}", "Answer the request for a visit of {guest}"),
        "/visits/{about}/answers",
        days=14,
        page="/kunjungan/{about}/jawaban",
    ),
    "visit_to_record": WaitingKind(
        Text("Kunjungan belum dicatat", "Visit without a record"),
        Text("Catat atau batalkan kunjungan {guest} ke {host}", "Record or call off the visit of {guest} to {host}"),
        "/visits/{about}/records",
        days=14,
        page="/kunjungan/{about}/catatan",
    ),
    "transfer_to_answer": WaitingKind(
        Text("Usulan pindah belum dijawab", "Proposed transfer without an answer"),
        Text("Jawab usulan peserta pindahan dari {origin}", "Answer the proposed participant from {origin}"),
        "/transfers/{about}/acceptances",
        days=30,
        page="/pindahan/{about}",
    ),
    # Due on the first day that one of the tasks names.
    "visit_tasks": WaitingKind(
        Text("Tindak lanjut kunjungan", "Tasks of a visit"),
        Text(
            "Selesaikan tindak lanjut kunjungan {guest} ke {host}",
            "Complete the tasks of the visit of {guest} to {host}",
        ),
        "/visits/{about}",
        page="/kunjungan/{about}",
    ),
    "adoption_to_check": WaitingKind(
        Text("Replikasi praktik belum diperiksa", "Adoption of a practice to be checked"),
        Text("Catat apakah praktik dari {host} sudah direplikasi", "Record whether the practice of {host} was adopted"),
        "/visits/{about}",
        days=30,
        page="/kunjungan/{about}",
    ),
    # Due on the fifth working day after the month.
    "month_to_close": WaitingKind(
        Text("Bulan belum ditutup", "Month to be closed"),
        Text("Tutup {month}", "Close {month}"),
        "/facilities/{facility_id}/months/{month_code}/closings",
        page="/bulan/{facility_id}/{month_code}/penutupan",
    ),
    "month_silent": WaitingKind(
        Text("Bulan belum ada catatan", "Month without an entry"),
        Text("Catat kegiatan {month}, atau nyatakan nihil", "Record {month}, or state that nothing took place"),
        "/facilities/{facility_id}/months/{month_code}/closings",
        page="/bulan/{facility_id}/{month_code}/penutupan",
    ),
    "month_unanswered": WaitingKind(
        Text("UPT belum mencatat apa pun", "Facility has entered nothing"),
        Text("Mintakan catatan {month} dari {facility}", "Ask {facility} for its record of {month}"),
        "/facilities/{facility_id}/months",
        days=30,
        page="/bulan/{facility_id}",
    ),
    "similar": WaitingKind(
        Text("Program sejenis", "Programs of the same kind"),
        Text(
            "Gabungkan dengan program sejenis, atau biarkan terpisah: {title}, TA {year}",
            "Join with a program of the same kind, or keep both: {title}, fiscal year {year}",
        ),
        "/programs/{about}",
        days=30,
        page="/program/{about}/penggabungan",
    ),
    "template_missing": WaitingKind(
        Text("Templat belum ada", "Template missing"),
        Text("Sediakan templat untuk bidang {field}: {title}", "Provide a template for {field}: {title}"),
        "/tasks",
        days=30,
        page="/tugas",
    ),
}
