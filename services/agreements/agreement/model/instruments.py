"""Which instrument fits which parties: cautions by rules, which name the article."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Caution, Party
from services.agreements.register.model.partners import PartnerCategory
from shared.values.cooperation import Instrument
from shared.values.texts import Text


class InstrumentRule(BaseModel):
    """One rule: the instruments that it is about, the parties that fit, and the caution for all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    instrument: tuple[Instrument, ...]
    only_with: frozenset[PartnerCategory] = frozenset()
    needs_umbrella: bool = False
    law: Text
    message: Text

    def fits(self, instrument: Instrument, categories: frozenset[str | None], *, under_umbrella: bool) -> bool:
        """Whether an agreement follows the rule; one of another instrument does."""
        if instrument not in self.instrument:
            return True
        if self.only_with and not self.only_with & categories:
            return False
        return under_umbrella or not self.needs_umbrella


def instrument_cautions(
    rules: Sequence[InstrumentRule], instrument: Instrument, parties: Sequence[Party], *, under_umbrella: bool
) -> tuple[Caution, ...]:
    """Cautions about an instrument that does not fit its parties."""
    categories = frozenset(party.unit.category for party in parties if not party.is_ours)
    return tuple(
        Caution(code=rule.code, message=rule.message.fill(law=rule.law))
        for rule in rules
        if not rule.fits(instrument, categories, under_umbrella=under_umbrella)
    )
