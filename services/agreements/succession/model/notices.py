"""The notice of a termination: who gave it on which day, whether it was early enough, and taking it back."""

from datetime import date

from services.agreements.agreement.model.agreement import Agreement, Ending
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.terms import OpenTerm
from shared.values.refusals import Conflict, Invalid, require_past
from shared.values.terms import months_after
from shared.values.texts import Text

DAY_OF_NOTICE = Text("Tanggal pemberitahuan", "The day of the notice")
_TOO_SHORT = Text(
    "Menurut klausulnya, pemberitahuan diberikan {months} bulan sebelumnya: paling cepat berakhir {earliest}.",
    "By its term clause, notice is given {months} months before: it ends on {earliest} at the earliest.",
)


class NoticeOfNoParty(Invalid):
    """The party that is named as the giver of a notice is none that signs the agreement."""

    title = Text("Pemberitahu bukan pihak", "Notice of no party")
    detail = Text(
        "Pihak {id} bukan pihak yang menandatangani perjanjian ini.", "The party {id} is none that signs the agreement."
    )


class UnderNotice(Conflict):
    """A notice names the last day of the agreement."""

    title = Text("Pengakhiran sudah diberitahukan", "Notice was given")
    detail = Text(
        "Perjanjian ini diberitahukan berakhir pada {day}. Tarik kembali pemberitahuan itu lebih dahulu.",
        "Notice was given that the agreement ends on {day}. Withdraw the notice first.",
    )


class NoNoticeGiven(Conflict):
    """No notice is there to be taken back, or its day is over."""

    title = Text("Tidak ada pemberitahuan", "No notice given")
    detail = Text(
        "Tidak ada pemberitahuan pengakhiran yang masih dapat ditarik kembali.",
        "There is no notice of termination that can still be withdrawn.",
    )


def require_notice(agreement: Agreement, ending: Ending, today: date) -> None:
    """Raise `DayInTheFuture` or `NoticeOfNoParty` for an unlikely notice."""
    if ending.noticed_on is not None:
        require_past(DAY_OF_NOTICE, ending.noticed_on, today)
    if ending.noticed_by is not None and ending.noticed_by not in {party.id for party in agreement.principals}:
        raise NoticeOfNoParty(id=ending.noticed_by)


def require_no_notice(agreement: Agreement) -> None:
    """Raise `UnderNotice` for an agreement whose last day a notice names."""
    if agreement.under_notice:
        raise UnderNotice(day=agreement.ended_on)


def require_withdrawable(agreement: Agreement, today: date) -> None:
    """Raise `NoNoticeGiven` unless a notice has not taken effect."""
    if not agreement.under_notice or agreement.ended_on is None or agreement.ended_on < today:
        raise NoNoticeGiven


def notice_cautions(agreement: Agreement, ending: Ending) -> tuple[Caution, ...]:
    """A caution about a notice that is shorter than the term clause asks for; consent needs none."""
    term = agreement.term
    if ending.ground != "by_notice" or ending.noticed_on is None or not isinstance(term, OpenTerm):
        return ()
    earliest = months_after(ending.noticed_on, term.notice_months)
    if ending.last_day >= earliest:
        return ()
    return (Caution(code="notice_too_short", message=_TOO_SHORT.fill(months=term.notice_months, earliest=earliest)),)
