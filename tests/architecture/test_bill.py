"""The bill of materials that would be made has every locked package, and one that lacks a package is found."""

import json
from pathlib import Path
from sysconfig import get_path

from deploy.image.bill import bill_of
from tests.architecture.bill import NO_IMAGE, faults_of


def test_a_missing_package_and_a_wrong_form_are_found() -> None:
    whole = bill_of(Path(get_path("purelib")), NO_IMAGE)
    assert list(faults_of(whole)) == []

    less = json.loads(whole)
    less["components"] = [each for each in less["components"] if each["name"] not in ("asyncpg", "libssl3")]
    assert sorted(fault.partition(":")[0] for fault in faults_of(json.dumps(less | {"dependencies": []}))) == [
        "the bill of materials lacks Debian's libssl3",
        "the bill of materials lacks pkg",
    ]
    wrong = json.loads(whole) | {"serialNumber": "none"}
    assert any("is no CycloneDX 1.6" in fault for fault in faults_of(json.dumps(wrong)))
