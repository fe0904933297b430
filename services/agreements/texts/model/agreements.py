"""The data of the paper of an agreement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party, ScopeItem, Signature
from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, RunningTerm
from services.agreements.texts.model.heads import Head, acting_title
from services.agreements.texts.model.names import in_full
from services.agreements.texts.model.numbers import spelled, written
from services.agreements.texts.model.parts import ItemPart, Part, PartyPart, SeatPart, WrittenDay
from services.agreements.texts.model.seats import called, in_pairs, numeral
from shared.values.labels import label
from shared.values.languages import written_list

_SEATS = {"acknowledging": "Mengetahui", "witness": "Saksi"}
_PLACES_NAMED = 8


class TermPart(Part):
    """The term of an agreement, in the form of its clause."""

    kind: Annotated[str, Field(alias="jenis", description="tetap, berjalan, terbuka, atau kosong bila belum diisi")]
    first: Annotated[str, Field(alias="mulai", description="hari pertama; kosong: sejak ditandatangani")]
    last: Annotated[str, Field(alias="sampai", description="hari terakhir; kosong bila tidak ditetapkan")]
    length: Annotated[str, Field(alias="lama", description="1 (satu) tahun, 6 (enam) bulan")]
    notice: Annotated[str, Field(alias="pemberitahuan", description="masa pemberitahuan pengakhiran; dapat kosong")]


class AgreementText(Part):
    """Everything that a template may write about an agreement."""

    is_draft: Annotated[bool, Field(alias="draf", description="ya selama belum ditandatangani semua pihak")]
    instrument: Annotated[str, Field(alias="jenis", description="Nota Kesepakatan, Perjanjian Kerja Sama")]
    title: Annotated[str, Field(alias="judul", description="judul perjanjian")]
    registration: Annotated[str, Field(alias="nomor_registrasi", description="nomor registrasi dalam Sinergi")]
    version: Annotated[int, Field(alias="versi", description="versi catatan yang ditulis dalam naskah ini")]
    amended: Annotated[str, Field(alias="naskah_induk", description="judul perjanjian yang diubah; dapat kosong")]
    day: Annotated[WrittenDay | None, Field(alias="tanggal", description="tanggal naskah; kosong bila belum ada")]
    parties: Annotated[list[PartyPart], Field(alias="pihak", description="para pihak yang menandatangani")]
    items: Annotated[list[ItemPart], Field(alias="ruang_lingkup", description="butir ruang lingkup")]
    term: Annotated[TermPart, Field(alias="jangka_waktu", description="jangka waktu")]
    legal_basis: Annotated[list[str], Field(alias="dasar_hukum", description="dasar hukum, satu baris satu dasar")]
    funding: Annotated[str, Field(alias="pembiayaan", description="klausul pembiayaan; dapat kosong")]
    places: Annotated[str, Field(alias="tempat_pelaksanaan", description="UPT tempat pelaksanaan")]
    all_places: Annotated[list[str], Field(alias="daftar_tempat", description="UPT untuk lampiran, bila lebih dari 8")]
    seats: Annotated[list[list[SeatPart]], Field(alias="tanda_tangan", description="tempat tanda tangan, dua sebaris")]


def agreement_text(
    agreement: Agreement, names: Mapping[UUID, str], heads: Mapping[UUID, Head], amended: str = ""
) -> AgreementText:
    """The data of the paper, with the names and heads of the parties on its day.

    `amended` is the title of the agreement that an addendum changes.
    """
    parties = [_party(agreement, n, party, names, heads) for n, party in enumerate(agreement.principals)]
    places = [in_full(names.get(unit.id, unit.name)) for unit in agreement.runs_at]
    day = paper_day(agreement)
    return AgreementText(
        is_draft=is_draft(agreement),
        instrument=label("instrument", agreement.instrument).id.title(),
        title=agreement.title,
        registration=agreement.registration_number,
        version=agreement.version,
        amended=amended,
        day=written(day) if day else None,
        parties=parties,
        items=[_item(item) for item in agreement.scope_items],
        term=_term(agreement.term),
        legal_basis=[line.strip(" ;-") for line in (agreement.legal_basis or "").splitlines() if line.strip(" ;-")],
        funding=agreement.funding or "",
        places=_places(places),
        all_places=places if len(places) > _PLACES_NAMED else [],
        seats=in_pairs(_seats(agreement, parties, names, heads)),
    )


def is_draft(agreement: Agreement) -> bool:
    """Whether not all have signed; an agreement of the past was signed before it was registered."""
    return agreement.in_force is None and agreement.registered_source is None


def paper_day(agreement: Agreement) -> date | None:
    """The day that the paper bears: its own date, that of the last signature, or that of the plan to sign."""
    return agreement.dated_on or agreement.signed_on or agreement.signing_planned_on


def _party(
    agreement: Agreement, n: int, party: Party, names: Mapping[UUID, str], heads: Mapping[UUID, Head]
) -> PartyPart:
    head = heads.get(party.unit.id)
    signed = next(iter(agreement.signatures_of(party)), None)
    return PartyPart(
        called=called(n),
        numeral=numeral(n),
        name=in_full(names.get(party.unit.id, party.unit.name)),
        position=_position(signed, head),
        letter=(signed.letter if signed else head.letter if head else None) or "",
        numbers=[number.number for number in agreement.numbers if number.party_id == party.id],
        is_partner=not party.is_ours,
    )


def _position(signed: Signature | None, head: Head | None) -> str:
    if signed is not None:
        return acting_title(signed.position, signed.capacity)
    return acting_title(head.title, head.capacity) if head else ""


def _seats(
    agreement: Agreement, parties: Sequence[PartyPart], names: Mapping[UUID, str], heads: Mapping[UUID, Head]
) -> list[SeatPart]:
    signing = [
        SeatPart(called=part.called, name=part.name, position=part.position, signed=_signed(agreement, party))
        for party, part in zip(agreement.principals, parties, strict=True)
    ]
    others = [
        SeatPart(
            called=_SEATS[party.role],
            name=in_full(names.get(party.unit.id, party.unit.name)),
            position=_position(next(iter(agreement.signatures_of(party)), None), heads.get(party.unit.id)),
            signed=_signed(agreement, party),
        )
        for party in agreement.parties
        if party.role in _SEATS
    ]
    return [*signing, *others]


def _signed(agreement: Agreement, party: Party) -> str:
    return "; ".join(
        f"{label('signature_method', each.method).id}, {written(each.signed_on).short}"
        for each in agreement.signatures_of(party)
    )


def _item(item: ScopeItem) -> ItemPart:
    return ItemPart(
        field=label("field", item.field, item.field_name or None).id,
        description=item.description,
        agencies=written_list([agency.name for agency in item.agencies], "id") if item.agencies else "",
        section=item.own_section or "",
        target=item.target or "",
        delivery=label("delivery", item.delivery).id,
    )


def _term(term: FixedTerm | RunningTerm | OpenTerm | None) -> TermPart:
    first = written(term.starts_on).short if term and term.starts_on else ""
    match term:
        case FixedTerm():
            return TermPart(kind="tetap", first=first, last=written(term.ends_on).short, length="", notice="")
        case RunningTerm():
            return TermPart(kind="berjalan", first=first, last="", length=_length(term.months), notice="")
        case OpenTerm():
            notice = _length(term.notice_months) if term.notice_months else ""
            return TermPart(kind="terbuka", first=first, last="", length="", notice=notice)
        case None:
            return TermPart(kind="", first="", last="", length="", notice="")


def _length(months: int) -> str:
    years, rest = divmod(months, 12)
    number, unit = (years, "tahun") if years and not rest else (months, "bulan")
    return f"{number} ({spelled(number)}) {unit}"


def _places(names: Sequence[str]) -> str:
    if len(names) <= _PLACES_NAMED:
        return written_list(names, "id") if names else ""
    return f"{len(names)} UPT sebagaimana tercantum dalam Lampiran"
