"""The report of a drill."""

import pytest

from deploy.drills.report import Report
from deploy.installation.trouble import Trouble


def test_steps_are_shown_when_they_begin_and_measured_when_they_end() -> None:
    shown: list[str] = []
    report = Report(shown.append)
    with report.step("full backup"):
        assert shown == ["full backup"]
    assert [row["step"] for row in report.rows()] == ["full backup"]


def test_what_is_not_true_ends_the_drill() -> None:
    report = Report(lambda _line: None)
    report.expect(True, "the log is there")
    with pytest.raises(Trouble, match="it is not true that the relay refuses to lead"):
        report.expect(False, "the relay refuses to lead")
    assert report.findings == ["the log is there"]
