"""The kinds of matters that wait in agreements. Where a notice tells of one too, both give the same number of days."""

from shared.values.texts import Text
from shared.values.waiting import Kind

EXPIRY_DAYS = 180
"""So long before its end an agreement waits to be extended, and so long after it."""

_REVIEW = Text("Telaah rancangan: {title}", "Review the draft: {title}")
_REVIEWS = "/agreements/{about}/reviews"

KINDS = {
    "draft": Kind(
        Text("Rancangan belum diajukan", "Draft not submitted"),
        Text("Lengkapi dan ajukan rancangan: {title}", "Complete and submit the draft: {title}"),
        "/agreements/{about}/submissions",
    ),
    "revision_requested": Kind(
        Text("Rancangan perlu diperbaiki", "Draft to be revised"),
        Text("Perbaiki dan ajukan kembali: {title}", "Revise and submit again: {title}"),
        "/agreements/{about}/submissions",
        days=7,
    ),
    "review_by_region": Kind(Text("Telaah kantor wilayah", "Review by the region"), _REVIEW, _REVIEWS, days=7),
    "review_by_directorate": Kind(Text("Telaah direktorat", "Review by the directorate"), _REVIEW, _REVIEWS, days=7),
    "review_by_partner": Kind(Text("Telaah mitra", "Review by the partner"), _REVIEW, _REVIEWS, days=14),
    "partner_letter": Kind(
        Text("Putusan mitra belum dicatat", "Partner's verdict not recorded"),
        Text("Catat putusan {who} menurut suratnya: {title}", "Record the verdict of {who} by its letter: {title}"),
        _REVIEWS,
        days=14,
    ),
    "to_be_signed": Kind(
        Text("Siap ditandatangani", "Ready to be signed"),
        Text("Tandatangani: {title} (menunggu {who})", "To be signed: {title} (waits for {who})"),
        "/agreements/{about}/signatures",
        days=30,
    ),
    "signatures_outstanding": Kind(
        Text("Tanda tangan belum lengkap", "Signatures outstanding"),
        Text("Lengkapi tanda tangan: {title} (menunggu {who})", "Signatures outstanding: {title} (waits for {who})"),
        "/agreements/{about}/signatures",
        days=14,
    ),
    # It leads to the agreement itself: signatures are recorded by its keepers, not by partners.
    "own_signature": Kind(
        Text("Tanda tangan mitra ditunggu", "Partner's signature awaited"),
        Text("Tanda tangan Anda ditunggu: {title}", "Your signature is awaited: {title}"),
        "/agreements/{about}",
        days=30,
    ),
    "number_missing": Kind(
        Text("Nomor dokumen belum ada", "Document number missing"),
        Text("Catat nomor dokumen {who}: {title}", "Record the document number of {who}: {title}"),
        "/agreements/{about}/document-numbers",
    ),
    # An agreement under which nothing is done within 90 days counts as merely ceremonial.
    "not_running": Kind(
        Text("Belum ada kegiatan", "Nothing done yet"),
        Text("Mulai kegiatan pertama: {title}", "Begin the first activity: {title}"),
        "/agreements/{about}/activity",
        days=90,
    ),
    "uncovered_practice": Kind(
        Text("Kegiatan di luar ruang lingkup", "Practised but not covered"),
        Text("Cakup dalam perpanjangan: {fields} ({title})", "Cover by an extension: {fields} ({title})"),
        "/agreements/{about}/extensions",
    ),
    "expiring": Kind(
        Text("Masa berlaku berakhir", "Term ends"),
        Text("Perpanjang atau akhiri dengan sadar: {title}", "Extend it, or let it end knowingly: {title}"),
        "/agreements/{about}/extensions",
    ),
}
