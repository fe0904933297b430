"""The logs of some earlier runs are kept, and the end of a log can be read."""

from pathlib import Path

from deploy.local.logs import set_aside, tail


def test_the_logs_of_three_earlier_runs_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "kafka.log"
    for run in range(5):
        log.write_text(f"run {run}\n")
        set_aside(log)
    assert not log.exists()
    assert [(tmp_path / f"kafka.log.{number}").read_text() for number in (1, 2, 3)] == ["run 4\n", "run 3\n", "run 2\n"]
    assert not (tmp_path / "kafka.log.4").exists()


def test_an_empty_log_is_not_set_aside(tmp_path: Path) -> None:
    log = tmp_path / "kafka.log"
    log.touch()
    set_aside(log)
    assert [file.name for file in tmp_path.iterdir()] == ["kafka.log"]


def test_the_end_of_a_log(tmp_path: Path) -> None:
    log = tmp_path / "kafka.log"
    assert tail(log, 2) == []
    log.write_text("one\ntwo\nthree\n")
    assert tail(log, 2) == ["two", "three"]
    assert tail(log, 0) == []
