"""The kinds of matters that wait in agreements. A notice about the same matter gives the same number of days."""

from shared.values.texts import Text
from shared.values.waiting import WaitingKind

EXPIRY_DAYS = 180
"""An agreement waits to be extended from this many days before its end to this many days after it."""

_REVIEW = Text("Telaah draf: {title}", "Review the draft: {title}")
_REVIEWS = "/agreements/{about}/reviews"
_PAGE = "/perjanjian/{about}"
_REVIEW_PAGE = f"{_PAGE}/telaah"

KINDS = {
    "draft": WaitingKind(
        Text("Draf belum diajukan", "Draft not submitted"),
        Text("Lengkapi dan ajukan draf: {title}", "Complete and submit the draft: {title}"),
        "/agreements/{about}/submissions",
        page=_PAGE,
    ),
    "revision_requested": WaitingKind(
        Text("Draf perlu diperbaiki", "Draft to be revised"),
        Text("Perbaiki dan ajukan kembali: {title}", "Revise and submit again: {title}"),
        "/agreements/{about}/submissions",
        days=7,
        page=_PAGE,
    ),
    "review_by_region": WaitingKind(
        Text("Telaah kantor wilayah", "Review by the regional office"), _REVIEW, _REVIEWS, days=7, page=_REVIEW_PAGE
    ),
    "review_by_facility": WaitingKind(
        Text("Telaah UPT lain", "Review by another facility"), _REVIEW, _REVIEWS, days=7, page=_REVIEW_PAGE
    ),
    "review_by_directorate_general": WaitingKind(
        Text("Telaah Ditjenpas", "Review by the directorate general"), _REVIEW, _REVIEWS, days=7, page=_REVIEW_PAGE
    ),
    "review_by_partner": WaitingKind(
        Text("Telaah mitra", "Review by the partner"), _REVIEW, _REVIEWS, days=14, page=_REVIEW_PAGE
    ),
    "partner_letter": WaitingKind(
        Text("Hasil telaah mitra belum dicatat", "Partner's verdict not recorded"),
        Text(
            "Catat hasil telaah {who} menurut suratnya: {title}", "Record the verdict of {who} from its letter: {title}"
        ),
        _REVIEWS,
        days=14,
        page=_REVIEW_PAGE,
    ),
    "to_be_signed": WaitingKind(
        Text("Siap ditandatangani", "Ready to be signed"),
        Text("Tandatangani: {title} (menunggu {who})", "To be signed: {title} (waits for {who})"),
        "/agreements/{about}/signatures",
        days=30,
        page=f"{_PAGE}/tanda-tangan",
    ),
    "signatures_outstanding": WaitingKind(
        Text("Tanda tangan belum lengkap", "Signatures outstanding"),
        Text("Lengkapi tanda tangan: {title} (menunggu {who})", "Signatures outstanding: {title} (waits for {who})"),
        "/agreements/{about}/signatures",
        days=14,
        page=f"{_PAGE}/tanda-tangan",
    ),
    # The link leads to the agreement itself, because a partner's signature is recorded by the keepers.
    "own_signature": WaitingKind(
        Text("Tanda tangan Anda ditunggu", "Your signature awaited"),
        Text("Tanda tangan Anda ditunggu: {title}", "Your signature is awaited: {title}"),
        "/agreements/{about}",
        days=30,
        page=_PAGE,
    ),
    "number_missing": WaitingKind(
        Text("Nomor naskah belum ada", "Document number missing"),
        Text("Catat nomor naskah {who}: {title}", "Record the document number of {who}: {title}"),
        "/agreements/{about}/document-numbers",
        page=f"{_PAGE}/nomor",
    ),
    # Its last day is that of the rule for its level and instrument.
    "paper_missing": WaitingKind(
        Text("Belum ada naskah yang ditandatangani", "Signed paper missing"),
        Text("Unggah naskah yang ditandatangani: {title}", "File the signed paper: {title}"),
        "/agreements/{about}/documents",
        page=f"{_PAGE}/dokumen/baru",
    ),
    "paper_to_check": WaitingKind(
        Text("Naskah menunggu pemeriksaan petugas kedua", "Signed paper to be checked by a second officer"),
        Text("Naskah diperiksa petugas kedua: {title}", "A second officer checks the signed paper: {title}"),
        "/documents/{document}/checks",
        days=7,
        page=f"{_PAGE}/dokumen/{{document}}/pemeriksaan",
    ),
    # An agreement without any activity within 90 days counts as merely ceremonial.
    "not_running": WaitingKind(
        Text("Belum ada kegiatan", "No activity yet"),
        Text("Mulai kegiatan pertama: {title}", "Begin the first activity: {title}"),
        "/agreements/{about}/activity",
        days=90,
        page=_PAGE,
    ),
    "uncovered_practice": WaitingKind(
        Text("Kegiatan di luar ruang lingkup", "Practised but not covered"),
        Text("Masukkan ke dalam perpanjangan: {fields} ({title})", "Cover by an extension: {fields} ({title})"),
        "/agreements/{about}/extensions",
        page=f"{_PAGE}/perpanjangan",
    ),
    # Due on the day that the meeting set; without one it waits and is never overdue.
    "action_item": WaitingKind(
        Text("Tindak lanjut rapat", "Action item of a meeting"),
        Text("Selesaikan tindak lanjut: {task}", "Complete the action item: {task}"),
        "/action-items/{about}/completions",
        page="/rapat/{meeting}/tindak-lanjut/{about}",
    ),
    # From the day after that for which the meeting was called.
    "minutes_missing": WaitingKind(
        Text("Notula rapat belum dicatat", "Minutes not recorded"),
        Text(
            "Catat notula, pindahkan, atau batalkan rapat {meeting_kinds}",
            "Record the minutes of the meeting ({meeting_kinds}), move it or call it off",
        ),
        "/meeting-calls/{about}",
        days=7,
        page="/rapat/undangan/{about}",
    ),
    "proposal_to_answer": WaitingKind(
        Text("Proposal belum dijawab", "Proposal not answered"),
        Text("Jawab proposal {who}: {subject}", "Answer the proposal of {who}: {subject}"),
        "/proposals/{about}/answers",
        days=30,
        page="/proposal/{about}/jawaban",
    ),
    "proposal_letter": WaitingKind(
        Text("Jawaban mitra atas proposal belum dicatat", "Partner's answer to a proposal not recorded"),
        Text(
            "Catat jawaban {who} atas proposal menurut suratnya: {subject}",
            "Record the answer of {who} to the proposal from its letter: {subject}",
        ),
        "/proposals/{about}/answers",
        days=30,
        page="/proposal/{about}/jawaban",
    ),
    "proposal_incomplete": WaitingKind(
        Text("Data proposal belum lengkap", "Record of a proposal incomplete"),
        Text("Lengkapi {missing} proposal: {subject}", "Add the {missing} of the proposal: {subject}"),
        "/proposals/{about}",
        days=14,
        page="/proposal/{about}/data",
    ),
    # Accepted, and in no agreement that binds or may come to bind: a promise that binds no party.
    "proposal_to_include": WaitingKind(
        Text("Proposal diterima, belum masuk perjanjian", "Proposal accepted, in no agreement yet"),
        Text("Masukkan ke dalam ruang lingkup: {subject} ({who})", "Make it a scope item: {subject} ({who})"),
        "/proposals/{about}/inclusions",
        days=90,
        page="/proposal/{about}/butir",
    ),
    "ceremony_to_join": WaitingKind(
        Text("Perjanjian untuk penandatanganan bersama", "Agreements for a ceremony"),
        Text("Daftarkan perjanjian ke acara {who}: {subject}", "List agreements for the ceremony of {who}: {subject}"),
        "/ceremonies/{about}",
        page="/seremoni/{about}/daftar",
    ),
    # Due on the planned day: overdue means that it was neither held, moved nor called off.
    "ceremony_to_open": WaitingKind(
        Text("Penandatanganan bersama disiapkan", "Ceremony in preparation"),
        Text("Siapkan dan buka acara: {subject}", "Prepare and open the ceremony: {subject}"),
        "/ceremonies/{about}/openings",
        page="/seremoni/{about}",
    ),
    "ceremony_to_close": WaitingKind(
        Text("Acara belum ditutup", "Ceremony not closed"),
        Text("Hitung naskah dan tutup acara: {subject}", "Count the papers and close the ceremony: {subject}"),
        "/ceremonies/{about}/closings",
        days=1,
        page="/seremoni/{about}",
    ),
    "addendum_to_submit": WaitingKind(
        Text("Adendum belum diajukan", "Addendum not submitted"),
        Text("Ajukan adendum ke-{ordinal}: {title}", "Submit addendum {ordinal}: {title}"),
        "/addenda/{addendum}/submissions",
        days=14,
        page="/adendum/{addendum}",
    ),
    "addendum_to_review": WaitingKind(
        Text("Adendum menunggu telaah", "Addendum to be reviewed"),
        Text("Telaah adendum ke-{ordinal}: {title}", "Review addendum {ordinal}: {title}"),
        "/addenda/{addendum}/reviews",
        days=7,
        page="/adendum/{addendum}/telaah",
    ),
    "addendum_letter": WaitingKind(
        Text("Hasil telaah mitra atas adendum belum dicatat", "Partner's verdict on an addendum not recorded"),
        Text(
            "Catat hasil telaah {who} atas adendum ke-{ordinal}: {title}",
            "Record the verdict of {who} on addendum {ordinal}: {title}",
        ),
        "/addenda/{addendum}/reviews",
        days=14,
        page="/adendum/{addendum}/telaah",
    ),
    "addendum_to_sign": WaitingKind(
        Text("Adendum menunggu tanda tangan", "Addendum to be signed"),
        Text("Tandatangani adendum ke-{ordinal}: {title}", "Addendum {ordinal} is to be signed: {title}"),
        "/addenda/{addendum}/signatures",
        days=30,
        page="/adendum/{addendum}/tanda-tangan",
    ),
    "obligation_due": WaitingKind(
        Text("Kewajiban perjanjian", "Obligations of an agreement"),
        Text("Penuhi kewajiban ({dues}): {title}", "Obligations to fulfil ({dues}): {title}"),
        "/agreements/{about}/obligations",
        page=f"{_PAGE}/kewajiban",
    ),
    "obligation_to_record": WaitingKind(
        Text("Pemenuhan kewajiban mitra belum dicatat", "Deliveries of a partner not recorded"),
        Text("Catat pemenuhan {who} ({dues}): {title}", "Record the deliveries of {who} ({dues}): {title}"),
        "/agreements/{about}/obligations",
        page=f"{_PAGE}/kewajiban",
    ),
    "evaluation_due": WaitingKind(
        Text("Evaluasi tahunan", "Yearly evaluation"),
        Text("Evaluasi perjanjian: {title}", "Evaluate the agreement: {title}"),
        "/evaluations",
        page="/evaluasi/baru?perjanjian={about}",
    ),
    "evaluation_to_complete": WaitingKind(
        Text("Evaluasi belum selesai", "Evaluation not completed"),
        Text("Selesaikan evaluasi: {title}", "Complete the evaluation: {title}"),
        "/evaluations/{evaluation}",
        page="/evaluasi/{evaluation}",
    ),
    # At the desk of the head: its proposer does not decide.
    "recognition_to_decide": WaitingKind(
        Text("Penghargaan menunggu keputusan", "Recognition to be decided"),
        Text("Putuskan penghargaan untuk {who}", "Decide on the recognition of {who}"),
        "/recognitions/{about}/decisions",
        days=14,
        page="/penghargaan/{about}/keputusan",
    ),
    "expiring": WaitingKind(
        Text("Masa berlaku berakhir", "Term ends"),
        Text(
            "Perpanjang, atau putuskan untuk tidak memperpanjang: {title}",
            "Extend it, or decide not to extend it: {title}",
        ),
        "/agreements/{about}/extensions",
        page=f"{_PAGE}/perpanjangan",
    ),
}
