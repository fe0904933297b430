"""A recognition of a partner: its ground on record, and the decision of a second person."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, computed_field

from services.agreements.register.model.units import Unit
from shared.values.cooperation import Level, RecognitionGround, RecognitionKind, RecognitionRefusal
from shared.values.labels import label
from shared.values.refusals import Conflict, Denied, Invalid, NotFound, WrongState
from shared.values.terms import Zone
from shared.values.texts import Text

RecognitionState = Literal["proposed", "granted", "refused"]
LEVELS: Mapping[str, Level] = MappingProxyType(
    {"facility": "facility", "regional_office": "regional", "directorate_general": "national"}
)
"""The level of a recognition, by the kind of the unit that gives it."""
_DECIDING = Text("Memutuskan penghargaan", "Deciding on the recognition")


class RecognitionNotFound(NotFound):
    """No recognition has the id in the URL."""

    title = Text("Penghargaan tidak ditemukan", "Recognition not found")
    detail = Text("Tidak ada penghargaan dengan id {id}.", "No recognition has the id {id}.")


class RecogniserUnfit(Invalid):
    """Only a facility, a regional office and the directorate general recognise partners."""

    title = Text("Unit tidak memberi penghargaan", "Unit gives no recognition")
    detail = Text(
        "{name} tidak dapat memberi penghargaan. Pilih UPT, kantor wilayah, atau Ditjenpas.",
        "{name} cannot recognise partners. Choose a facility, a regional office or the directorate general.",
    )


class RecognisedPartnerUnfit(Invalid):
    """The unit keeps no agreement with the partner that was in force in the period."""

    title = Text("Tidak ada perjanjian dengan mitra ini", "No agreement with the partner")
    detail = Text(
        "{unit} tidak memegang perjanjian dengan {name} yang berlaku dalam periode itu.",
        "{unit} keeps no agreement with {name} that was in force in the period.",
    )


class GroundNotOnRecord(Conflict):
    """The record of the period does not have the ground of the recognition."""

    title = Text("Dasar penghargaan tidak ada dalam catatan", "Ground not on record")
    detail = Text(
        "Catatan periode itu tidak memuat dasar ini: {ground}.", "The record of the period does not show: {ground}."
    )


class RecognitionPeriodUnfit(Invalid):
    """The period of a recognition ends before it begins, or is not over."""

    title = Text("Periode penghargaan tidak sesuai", "Period of the recognition unfit")
    detail = Text(
        "Periode {since} sampai {until} terbalik atau belum berakhir.",
        "The period from {since} to {until} is reversed, or is not over.",
    )


class RecognisedTwice(Conflict):
    """The unit has proposed or granted a recognition of this kind for days of the period."""

    title = Text("Penghargaan serupa sudah ada", "Similar recognition exists")
    detail = Text(
        "Penghargaan sejenis untuk mitra ini dalam periode yang beririsan sudah diusulkan atau diberikan.",
        "A recognition of this kind was proposed or granted to the partner for a part of the period.",
    )


class SecondPersonDecides(Denied):
    """Four eyes: the account that proposed a recognition does not decide on it."""

    title = Text("Diputuskan orang kedua", "A second person decides")
    detail = Text(
        "Pengusul tidak memutuskan usulannya sendiri. Mintalah pejabat lain.",
        "The account that proposed it does not decide on it. Ask another official.",
    )


class Figures(BaseModel):
    """What a partner delivered in a period under the agreements that a unit keeps."""

    agreements: int = 0
    sessions: int = 0
    dues: int = 0
    fulfilled: int = 0
    overdue: int = 0
    waived: int = 0
    evaluations: int = 0
    commended: int = 0

    def shows(self, ground: RecognitionGround) -> bool:
        """Whether the record has this ground. Evaluations commend an agreement that they would continue or extend."""
        match ground:
            case "obligations_fulfilled":
                return self.fulfilled > 0 and self.overdue == 0
            case "sessions_delivered":
                return self.sessions > 0
            case "commended_by_evaluation":
                return self.evaluations > 0 and self.commended == self.evaluations

    def require(self, ground: RecognitionGround) -> None:
        """Raise `GroundNotOnRecord` unless the record has this ground."""
        if not self.shows(ground):
            raise GroundNotOnRecord(ground=label("recognition_ground", ground))


class Recognition(BaseModel):
    """A recognition with the figures of its period, as they were when it was proposed."""

    id: UUID
    unit: Unit
    partner: Unit
    kind: RecognitionKind
    ground: RecognitionGround
    period_from: date
    period_until: date
    figures: Figures
    zone: Zone
    state: RecognitionState = "proposed"
    proposed_on: date
    decided_on: date | None = None
    refusal: RecognitionRefusal | None = None
    version: int = 1

    @computed_field  # type: ignore[prop-decorator]
    @property
    def level(self) -> Level:
        """The level on which it is decided."""
        return LEVELS[self.unit.kind]

    def grant(self, day: date) -> None:
        """Grant it. Raises `WrongState`."""
        self._require_proposed()
        self.state, self.decided_on = "granted", day

    def refuse(self, day: date, reason: RecognitionRefusal) -> None:
        """Refuse it for a coded reason. Raises `WrongState`."""
        self._require_proposed()
        self.state, self.decided_on, self.refusal = "refused", day, reason

    def _require_proposed(self) -> None:
        if self.state != "proposed":
            proposed = label("recognition_state", "proposed")
            raise WrongState(operation=_DECIDING, state=label("recognition_state", self.state), allowed=[proposed])


def require_recogniser(unit: Unit) -> None:
    """Raise `RecogniserUnfit`."""
    if unit.kind not in LEVELS:
        raise RecogniserUnfit(name=unit.public_name)


def require_past_period(since: date, until: date, today: date) -> None:
    """Raise `RecognitionPeriodUnfit`: a partner is recognised for past deliveries."""
    if not since <= until <= today:
        raise RecognitionPeriodUnfit(since=since, until=until)
