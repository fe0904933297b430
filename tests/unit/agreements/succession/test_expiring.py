"""Letting an agreement end: only one that has a last day to come, and no notice."""

from datetime import timedelta

import pytest

from services.agreements.succession.model.expiring import WithoutEnd, require_coming_end
from tests.unit.agreements.examples import a_signed_agreement, an_agreement


def test_only_an_end_to_come_is_decided() -> None:
    agreement = a_signed_agreement()
    until = agreement.in_force_until
    assert until is not None
    assert require_coming_end(agreement, until) == until
    with pytest.raises(WithoutEnd):
        require_coming_end(agreement, until + timedelta(days=1))
    with pytest.raises(WithoutEnd):
        require_coming_end(an_agreement(in_force_until=until), until)
    agreement.in_force_until = None
    with pytest.raises(WithoutEnd):
        require_coming_end(agreement, until)
