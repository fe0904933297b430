"""A correspondent: an office of a partner with an address and no account, as long as it is the partner's contact."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.notifications.contacts.model.recipients import address_in, channel_name
from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability
from shared.values.cooperation import Channel
from shared.values.ids import new_id
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

PREFIX = "correspondent:"
"""Before the id of a correspondent where an account would stand."""


class CorrespondentNotFound(NotFound):
    """No correspondent has this id."""

    title = Text("Narahubung tidak ditemukan", "No such correspondent")
    detail = Text("Tidak ada narahubung {id}.", "There is no correspondent {id}.")


class CorrespondentPartnerUnknown(Invalid):
    """The partner of a new correspondent is not known here."""

    title = Text("Mitra tidak dikenal", "Unknown partner")
    detail = Text("Mitra ini belum terdaftar.", "This partner is not registered.")


class ConsentMissing(Invalid):
    """A telephone number was given without the letter in which the partner agrees to be reached there."""

    title = Text("Persetujuan belum disebut", "Consent not named")
    detail = Text(
        "Nomor untuk {channel} hanya dipakai dengan persetujuan. Sebutkan suratnya.",
        "A number for {channel} is used with consent only. Name its letter.",
    )


class CorrespondentEnded(Conflict):
    """The correspondent is no longer one."""

    title = Text("Narahubung sudah berakhir", "Correspondent ended")
    detail = Text(
        "Narahubung ini sudah tidak dihubungi lagi. Daftarkan yang baru.",
        "This correspondent is not reached any more. Register a new one.",
    )


@dataclass(frozen=True, slots=True)
class Correspondent:
    """An office of a partner; `office` is what it is called there, never a person. `consent` is a letter."""

    id: UUID
    partner_id: UUID
    office: str
    channel: Channel
    address: str
    consent: str | None
    valid_until: date | None
    given_by: str
    given_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None
    refused_at: datetime | None = None
    version: int = 1

    @classmethod
    def given(
        cls,
        partner_id: UUID,
        office: str,
        channel: Channel,
        written: str,
        *,
        consent: str | None,
        valid_until: date | None,
        by: str,
        at: datetime,
    ) -> "Correspondent":
        """A new correspondent. Raises `AddressNotUsable` or `ConsentMissing`."""
        address = address_in(channel, written)
        if channel != "email" and not consent:
            raise ConsentMissing(channel=channel_name(channel))
        return cls(new_id(), partner_id, office, channel, address, consent, valid_until, by, at)

    @property
    def desk(self) -> Desk:
        """The desk whose notices it is sent."""
        return Desk(Capability.PARTNER_CONTACT, "partner", str(self.partner_id))

    @property
    def account(self) -> str:
        """Its name among accounts, in deliveries and in the audit trail."""
        return f"{PREFIX}{self.id}"

    def is_reached(self, day: date) -> bool:
        """Whether something may be sent to it on a day."""
        valid = self.valid_until is None or day <= self.valid_until
        return valid and self.ended_at is None and self.refused_at is None

    def end(self, by: str, at: datetime) -> "Correspondent":
        """The correspondent after its office is no contact of the partner any more. Raises `CorrespondentEnded`."""
        if self.ended_at is not None:
            raise CorrespondentEnded
        return replace(self, ended_at=at, ended_by=by, version=self.version + 1)


def id_in(account: str) -> UUID | None:
    """The id of the correspondent in the place of an account, or None for a real account."""
    return UUID(account.removeprefix(PREFIX)) if account.startswith(PREFIX) else None
