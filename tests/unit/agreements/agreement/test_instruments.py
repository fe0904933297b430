import pytest

from services.agreements.agreement.model.instruments import InstrumentRule, instrument_cautions
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.shipped import instrument_rules
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Instrument
from shared.values.ids import new_id


def party(category: str | None) -> Party:
    kind = "partner" if category else "facility"
    unit = Unit.model_validate({"id": new_id(), "kind": kind, "name": "X", "category": category})
    return Party(id=new_id(), role="principal", unit=unit)


@pytest.mark.parametrize(
    ("instrument", "category", "codes"),
    [
        ("synergy_memorandum", "local_government", []),
        ("synergy_memorandum", "private_company", ["synergy_without_region"]),
        ("synergy_memorandum", None, ["synergy_without_region"]),
        ("joint_agreement", "foundation_ngo", ["joint_agreement_without_region"]),
        ("cooperation_agreement", "private_company", []),
        ("work_plan", "local_government", ["work_plan_without_umbrella"]),
    ],
)
def test_an_instrument_that_does_not_fit_the_parties_gives_a_caution(
    instrument: Instrument, category: str | None, codes: list[str]
) -> None:
    found = instrument_cautions(instrument_rules(), instrument, [party(None), party(category)], under_umbrella=False)
    assert [caution.code for caution in found] == codes


def test_a_work_plan_under_an_umbrella_fits() -> None:
    assert instrument_cautions(instrument_rules(), "work_plan", [party("local_government")], under_umbrella=True) == ()


@pytest.mark.parametrize("rule", instrument_rules(), ids=lambda rule: rule.code)
def test_every_caution_names_the_law(rule: InstrumentRule) -> None:
    message = rule.message.fill(law=rule.law)
    assert "PP 28/2018" in message.id
    assert "PP 28/2018" in message.en
