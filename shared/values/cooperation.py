"""Closed lists of codes that services and events have in common; see docs/glossary.md."""

from typing import Literal

Function = Literal["service", "coaching", "guidance", "care", "security", "observation"]
"""The functions of corrections: pelayanan, pembinaan, pembimbingan kemasyarakatan, perawatan, pengamanan, pengamatan;
UU 22/2022 art. 4."""

Pillar = Literal["personality", "independence", "reintegration"]
"""The pillars of coaching: kepribadian, kemandirian, reintegrasi; PP 31/1999 art. 2-3. Only coaching has a pillar."""

Delivery = Literal["program", "service", "contribution", "none"]
"""The means by which a scope item is carried out; only `program` items bring programs."""

OfferAnswer = Literal["accepted", "declined"]
"""The answer of a facility to an offered scope item."""

OfferDeclineReason = Literal[
    "no_capacity",
    "no_staff",
    "no_equipment",
    "no_participants",
    "already_carried_out",
    "partner_out_of_reach",
    "security",
]
"""Why a facility does not carry out an offered scope item: penuh, tanpa petugas, tanpa sarana, tanpa peserta yang
memenuhi syarat, sudah berjalan dengan dasar lain, mitra tidak terjangkau, keamanan."""

OfferClosedReason = Literal["agreement_expired", "agreement_terminated", "agreement_superseded", "answered_earlier"]
"""Why an offer needs no answer any more: its agreement has ended, or its items were answered under the one before."""

ProgramOutcome = Literal["completed", "wound_down", "cancelled"]
"""The end of a program: it ran to its end, the agreement behind it ended early, or the facility called it off."""

SuspensionReason = Literal["security", "disease", "facility_works", "no_instructor", "no_funding", "season"]
"""Why a program is suspended: gangguan keamanan, penyakit menular, perbaikan gedung, tanpa pelatih, anggaran belum
tersedia, libur atau bulan puasa."""

FundingSource = Literal["state_budget", "state_revenue", "regional_budget", "partner", "own_proceeds", "unpaid"]
"""The sources of money for a program: DIPA UPT, PNBP, APBD, mitra, hasil kegiatan sendiri, tanpa biaya."""

CancellationReason = Literal[
    "no_participants",
    "no_instructor",
    "no_funding",
    "no_equipment",
    "partner_withdrew",
    "security",
    "planned_in_error",
]
"""Why a facility calls a program off: tanpa peserta, tanpa pelatih, tanpa anggaran, tanpa sarana, mitra mengundurkan
diri, keamanan, keliru direncanakan."""

Instrument = Literal[
    "synergy_memorandum",
    "memorandum_of_understanding",
    "joint_agreement",
    "cooperation_agreement",
    "addendum",
    "work_plan",
    "non_disclosure_agreement",
    "grant_handover",
]
"""Nota kesepakatan, nota kesepahaman (MoU), kesepakatan bersama, perjanjian kerja sama (PKS), adendum, rencana kerja,
perjanjian kerahasiaan, berita acara serah terima hibah."""

Level = Literal["facility", "regional", "national"]
"""The level of an agreement decides who keeps it: a facility, a regional office, the directorate general."""

UnitKind = Literal["ministry", "directorate_general", "regional_office", "facility", "partner"]
"""The kinds of units that may be parties."""

PartyRole = Literal["principal", "acknowledging", "witness"]
"""Every principal has to sign. An acknowledging party (mengetahui) and a witness (saksi) may sign; nothing waits for
them."""

SignsFor = Literal["own", "on_behalf", "by_order", "power_of_attorney"]
"""In whose name a signatory signs: the own position, atas nama (a.n.), untuk beliau (u.b.), surat kuasa."""

SignatureMethod = Literal["wet_ink", "bsre", "other_psre"]
"""Ink on paper, or an electronic signature certified by the state (BSrE) or by another provider (PSrE)."""

CeremonyState = Literal["preparing", "open", "held", "called_off"]
"""A signing ceremony is prepared, opened on its day, and closed when every paper is accounted for; or called off."""

CeremonyMark = Literal["late", "absent", "withdrawn"]
"""Why an agreement is not signed at a ceremony: the partner signs later or did not come, or it is off the list."""

CeremonyOutcome = Literal["signed", "late", "absent", "withdrawn"]
"""The outcome of an agreement at a ceremony."""

Side = Literal["partner", "facility", "region", "directorate_general"]
"""The side that reviews a draft: a partner, a second facility, the regional office, the directorate general."""

DocumentKind = Literal["signed_paper", "attachment", "letter"]
"""Naskah yang ditandatangani, lampiran, surat: the kinds of files that are kept with an agreement."""

DocumentVerdict = Literal["matches", "differs"]
"""Whether a file agrees with the record, as a second officer has found."""

DocumentFault = Literal["parties", "date", "number", "signature", "pages", "unreadable", "other_document"]
"""The differences between a file and the record: pihak, tanggal, nomor, tanda tangan atau cap, halaman, tidak terbaca,
naskah lain."""

ErasureGround = Literal["wrong_file", "retention_over"]
"""Why the content of a file is erased: it was filed by mistake, or its time is over."""

MeetingKind = Literal[
    "exploration",
    "audience",
    "coordination",
    "draft_discussion",
    "negotiation",
    "evaluation",
    "renewal_planning",
    "monitoring",
]
"""Penjajakan, audiensi, koordinasi, pembahasan draf, perundingan, evaluasi, rencana perpanjangan, pemantauan."""

MeetingSubject = Literal["agreement", "proposal", "visit", "ceremony", "program"]
"""The kinds of things that a meeting may be about."""

ProposalKind = Literal["instructor", "facility_support", "reintegration_help", "other"]
"""The forms of a proposal: instruktur, bantuan sarana, fasilitasi reintegrasi, lainnya."""

ProposalState = Literal["proposed", "interest_expressed", "accepted", "declined"]
"""A proposal that is welcomed is not accepted yet."""

ProposalAnswer = Literal["interest_expressed", "accepted", "declined"]
"""The answer to a proposal; the first may be followed by one of the others."""

ProposalDeclineReason = Literal[
    "no_budget",
    "no_staff",
    "no_equipment",
    "outside_mandate",
    "no_need",
    "already_covered",
    "not_this_year",
    "conflict_of_interest",
    "security",
]
"""Why a proposal is declined: tanpa anggaran, tanpa tenaga, tanpa sarana, di luar kewenangan, belum dibutuhkan, sudah
dilayani mitra lain, belum tahun ini, benturan kepentingan, keamanan."""

Visibility = Literal["joint", "internal"]
"""Whether all who took part may read the minutes, or our own units only."""

AdditionGround = Literal["meeting", "evaluation", "decided_without"]
"""The ground of an added scope item."""

AmendedPart = Literal["term", "scope", "parties", "obligations"]
"""The parts of an agreement that an addendum can change: masa berlaku, ruang lingkup, para pihak, kewajiban."""

EvaluationRecommendation = Literal["continue", "renew", "addend", "end"]
"""The recommendation of an evaluation: dilanjutkan, diperpanjang, diubah dengan adendum, diakhiri."""

RecognitionKind = Literal["charter", "plaque", "letter_of_thanks"]
"""The forms of a recognition: piagam penghargaan, plakat, surat ucapan terima kasih."""

RecognitionGround = Literal["obligations_fulfilled", "sessions_delivered", "commended_by_evaluation"]
"""The ground of a recognition in the record: kewajiban dipenuhi, kegiatan dilaksanakan, dinilai baik dalam evaluasi."""

RecognitionRefusal = Literal["too_little_delivered", "complaint_open", "conflict_of_interest", "not_this_year"]
"""Why a recognition is refused: capaian belum cukup, ada keberatan, benturan kepentingan, belum tahun ini."""

ObligationMeasure = Literal["sessions", "minutes", "persons", "goods", "rupiah"]
"""The units of an obligation: sesi, menit, orang, barang, rupiah."""

ObligationSchedule = Literal["once", "monthly", "per_cohort", "on_request"]
"""When an obligation is due: once on a day, each month, for each cohort, when it is asked for."""

CorrectedPart = Literal["title", "called", "legal_basis", "funding", "dated_on", "signed_on", "in_force_until"]
"""The parts of a signed agreement in which an erratum corrects a slip: judul, sebutan, dasar hukum, pembiayaan, tanggal
naskah, tanggal penandatanganan, hari terakhir."""

RenewalOccasion = Literal["end_of_term", "change_of_head"]
"""Why an extension is drafted: masa berlaku berakhir, pimpinan mitra berganti."""

ExpiryReason = Literal["purpose_achieved", "too_little_done", "partner_declines", "covered_elsewhere", "no_budget"]
"""Why an agreement is not extended: tujuan tercapai, kegiatan kurang, mitra tidak bersedia, tercakup perjanjian lain,
tanpa anggaran."""

TerminationGround = Literal["by_consent", "by_notice", "by_law"]
"""The ways in which a signed agreement ends before its term: by consent, by one party's notice, by law."""

RegistrationSource = Literal["paper", "spreadsheet", "press"]
"""The source from which an agreement of the past was registered."""

Confidence = Literal["confirmed", "likely", "uncertain"]
"""The certainty of a registered fact."""

ActivityKind = Literal["session", "delivery", "output", "performance"]
"""The kinds of activity under an agreement."""

VisitSide = Literal["host", "guest"]
"""The two facilities of a study visit: the one that is visited, and the one that comes."""

VisitState = Literal["requested", "agreed", "declined", "cancelled", "held"]
"""A visit that took place without a request here begins as held."""

VisitDeclineReason = Literal["schedule", "no_staff", "security", "nothing_to_show"]
"""Why a facility receives no visit: jadwal tidak memungkinkan, petugas tidak mencukupi, keamanan, kegiatannya tidak
sedang berjalan."""

VisitCancelReason = Literal["schedule", "no_funding", "no_staff", "security", "disease"]
"""Why a visit is called off: jadwal berubah, tanpa anggaran perjalanan, petugas tidak mencukupi, keamanan, penyakit."""

ExchangeKind = Literal["strategy", "mechanism", "procedure", "instrument", "document"]
"""The subjects that are passed on at a visit: strategi, mekanisme, prosedur, instrumen, dokumen."""

AdoptionState = Literal["planned", "begun", "confirmed", "abandoned"]
"""A plan to take over a practice: planned, begun with a program of its own, then checked: adopted or not."""

AbandonReason = Literal[
    "no_funding",
    "no_staff",
    "no_land",
    "no_equipment",
    "no_participants",
    "unsuitable",
    "priorities_changed",
]
"""Why a practice was not adopted: tanpa anggaran, petugas, lahan, sarana, peserta; tidak cocok; prioritas berubah."""

ParticipantKind = Literal["convict", "detainee", "juvenile", "client"]
"""Narapidana, tahanan, anak, klien."""

SessionKind = Literal["class", "practice", "talk", "service", "performance", "visit"]
"""Kelas, praktik, ceramah, layanan, penampilan, kunjungan."""

MonthStatement = Literal["activity", "nihil"]
"""The statement of a head who closes a month: sessions took place, or none did."""

SessionCanceller = Literal["facility", "partner", "nobody_came", "force_majeure"]
"""The reason why a session did not take place: the facility or the partner called it off, no participant came, or
something that neither could prevent."""

OutcomeKind = Literal["output", "performance"]
"""The results of a program besides its sessions: hasil produksi, pentas."""

Product = Literal[
    "cake",
    "bread",
    "meal",
    "bag",
    "batik",
    "clothing",
    "handicraft",
    "furniture",
    "metalwork",
    "concrete",
    "rice",
    "maize",
    "vegetable",
    "fruit",
    "coconut",
    "fish",
    "poultry",
    "egg",
    "livestock",
    "laundry",
    "other",
]
"""Kinds of products. Events carry the kind, because a free text may name a person; the list grows."""

OutputUnit = Literal["piece", "set", "portion", "kilogram", "litre", "metre", "order"]
"""Buah, set, porsi, kilogram, liter, meter, pesanan. Numbers of different units are never added."""

MEASURED_UNITS: frozenset[OutputUnit] = frozenset({"kilogram", "litre", "metre"})
"""They measure, so that a quantity in them may have a fraction; the others count."""

OutputDisposal = Literal["sold", "used", "kept"]
"""The uses of products: dijual, dipakai sendiri, disimpan."""

Severity = Literal["information", "action", "critical"]
"""The severity of a notice: to know, to act on, to act on immediately."""

Channel = Literal["email", "whatsapp", "sms"]
"""A way out of Sinergi; the inbox is not one of them. The last two carry a subject and a link only."""

InvitationAnswer = Literal["comes", "declines", "deputy"]
"""The answer of an invited unit: its head comes, nobody comes, or a deputy does."""

LetterAnswer = Literal["answered", "returned"]
"""How a letter on paper ended: the partner has answered it, or it came back."""

ToldWhen = Literal["at_once", "daily", "never"]
"""When an account is notified of a topic in a channel: as it happens, once a day in one message, or not."""

NoticeTopic = Literal["agreements", "programs"]
"""The topics of notices, by the service that emits the event."""

DeliveryCause = Literal[
    "closed",
    "read",
    "expired",
    "position_ended",
    "no_address",
    "not_wanted",
    "channel_off",
    "link_withdrawn",
    "unreachable",
    "bounced",
    "refused",
    "address_refused",
    "too_many_attempts",
    "broken",
]
"""Why a message was not sent any more, or why it failed: the last four."""
