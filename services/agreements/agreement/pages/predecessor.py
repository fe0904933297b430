"""The agreement before an extension, with which its scope is compared."""

from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from shared.access import Work
from shared.values.refusals import Denied


async def load_predecessor(work: Work, agreement: AgreementDetails) -> AgreementDetails | None:
    """The predecessor, as far as the reader may read it."""
    if agreement.predecessor_id is None:
        return None
    try:
        return await show_agreement(work, ShowAgreement(agreement.predecessor_id))
    except Denied:
        # It may concern other units than its successor.
        return None


def removed_items(agreement: AgreementDetails, predecessor: AgreementDetails | None) -> list[ScopeItem]:
    """The items of the predecessor that end with it."""
    if agreement.scope_changes is None or predecessor is None:
        return []
    return [item for item in predecessor.scope_items if item.id in agreement.scope_changes.removed]
