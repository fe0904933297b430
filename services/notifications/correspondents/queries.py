"""Correspondents and their links for keepers, and the one notice of a link for its holder."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.notifications.correspondents.access import KEEPERS, held
from services.notifications.correspondents.model.correspondents import CorrespondentNotFound
from services.notifications.correspondents.model.links import Link, LinkState, digest_of
from services.notifications.inbox.model import Notice
from services.notifications.invitations.model.invitations import CALLS, Invitation, InvitedUnit
from services.notifications.invitations.store import load_invitation
from services.notifications.matters.store import load_only_key
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.cooperation import Channel
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListedCorrespondent:
    """A correspondent without its address. `reached`: something may be sent to it today."""

    id: UUID
    partner_id: UUID
    partner: str | None
    office: str
    channel: Channel
    valid_until: date | None
    given_at: datetime
    ended_at: datetime | None
    refused_at: datetime | None
    reached: bool
    version: int


@dataclass(frozen=True, slots=True)
class ListCorrespondents:
    """List correspondents: all, or those of a partner."""

    page: PageRequest
    partner_id: UUID | None = None


_LISTED = """
SELECT c.id, c.partner_id, p.name AS partner, c.office, c.channel, c.valid_until, c.given_at, c.ended_at, c.refused_at,
       c.ended_at IS NULL AND c.refused_at IS NULL AND coalesce(c.valid_until >= $1, true) AS reached, c.version
FROM correspondent AS c LEFT JOIN partner_name AS p ON p.partner_id = c.partner_id
"""


@use_case(*KEEPERS, scope=nationwide, changes=False)
async def list_correspondents(work: Work, query: ListCorrespondents) -> Page[ListedCorrespondent]:
    """Correspondents, the newest first."""
    (last,) = query.page.after_as(UUID)
    rows = await work.connection.fetch(
        f"""{_LISTED} WHERE ($2::uuid IS NULL OR c.partner_id = $2) AND ($3::uuid IS NULL OR c.id < $3)
            ORDER BY c.id DESC LIMIT $4""",
        *(day_in(CAPITAL_ZONE, work.now), query.partner_id, last, query.page.limit + 1),
    )
    return query.page.cut([ListedCorrespondent(**row) for row in rows], lambda each: (each.id,))


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link, without its secret."""

    id: UUID
    notice_id: UUID
    subject_indonesian: str
    subject_english: str
    state: LinkState
    made_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    read_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class CorrespondentDetails:
    """A correspondent with its address and its latest links, for its keeper."""

    correspondent: ListedCorrespondent
    address: str
    consent: str | None
    links: list[ListedLink]


@dataclass(frozen=True, slots=True)
class ShowCorrespondent:
    """One correspondent."""

    correspondent_id: UUID


LINKS_SHOWN = 50
_LINKS = """
SELECT link.*, notice.subject_indonesian, notice.subject_english
FROM link JOIN notice ON notice.id = link.notice_id
WHERE correspondent_id = $1 ORDER BY made_at DESC LIMIT $2
"""


@use_case(*KEEPERS, scope=nationwide, changes=False)
async def show_correspondent(work: Work, query: ShowCorrespondent) -> CorrespondentDetails:
    """A correspondent with its latest links."""
    day = day_in(CAPITAL_ZONE, work.now)
    row = await work.connection.fetchrow(f"{_LISTED} WHERE c.id = $2", day, query.correspondent_id)
    if row is None:
        raise CorrespondentNotFound(id=query.correspondent_id)
    restricted = await work.connection.fetchrow("SELECT address, consent FROM correspondent WHERE id = $1", row["id"])
    links = await work.connection.fetch(_LINKS, row["id"], LINKS_SHOWN)
    listed = [_listed(each, work.now) for each in links]
    return CorrespondentDetails(ListedCorrespondent(**row), **restricted, links=listed)


def _listed(row: dict[str, object], now: datetime) -> ListedLink:
    link = Link(**{name: row[name] for name in Link.__slots__})  # type: ignore[arg-type]
    made = {name: row[name] for name in ListedLink.__slots__ if name != "state"}
    return ListedLink(**made, state=link.state(now))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a link shows: the partner and its notice, which is only shown once the link was opened.

    If it is an invitation, `unit` is the one for which the holder may answer, None once there is nothing to answer.
    """

    link: Link
    state: LinkState
    partner: str | None
    notice: Notice | None
    invitation: Invitation | None = None
    unit: InvitedUnit | None = None


@dataclass(frozen=True, slots=True)
class ShowLink:
    """The holder of a secret looks at what it shows."""

    secret: str


@use_case(scope=held, changes=False, visitors=True)
async def show_link(work: Work, query: ShowLink) -> Shown:
    """What a link shows. An unopened one shows for whom it is, and nothing else."""
    row = await work.connection.fetchrow("SELECT * FROM link WHERE digest = $1", digest_of(query.secret))
    link = Link(**row)
    state = link.state(work.now)
    partner = await work.connection.fetchval(
        """SELECT name FROM partner_name JOIN correspondent USING (partner_id) WHERE correspondent.id = $1""",
        link.correspondent_id,
    )
    if state != "open":
        return Shown(link, state, partner, None)
    notice = Notice.of(await work.connection.fetchrow("SELECT * FROM notice WHERE id = $1", link.notice_id))
    meeting = await load_only_key(work.connection, notice.id, CALLS)
    if meeting is None:
        return Shown(link, state, partner, notice)
    invitation = await load_invitation(work.connection, UUID(meeting))
    asked = [each for each in invitation.invited if str(each.unit_id) == notice.desk.unit]
    return Shown(link, state, partner, notice, invitation, asked[0] if asked and invitation.is_open(work.now) else None)
