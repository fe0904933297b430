"""Prometheus and Alertmanager, built by Go when a test first needs them."""

from pathlib import Path

from tests.running.go_programs import built, built_from_copy

HERE = Path(__file__).parent
PROMETHEUS_VERSION = "0.316.0"
ALERTMANAGER_VERSION = "0.35.0"
# Without the discovery of targets in clouds, which is most of the program.
WITHOUT_CLOUDS = ("-tags", "remove_all_sd")
# Its pages are made by another tool, and it does not compile without them.
NO_PAGES = {f"ui/app/dist/{name}/index.html": "<!doctype html><title>no pages</title>\n" for name in ("elm", "mantine")}


async def promtool() -> Path:
    return await _of_prometheus("promtool")


async def prometheus() -> Path:
    return await _of_prometheus("prometheus")


async def alertmanager() -> Path:
    return await _of_alertmanager("alertmanager")


async def amtool() -> Path:
    return await _of_alertmanager("amtool")


async def _of_prometheus(name: str) -> Path:
    package = f"github.com/prometheus/prometheus/cmd/{name}"
    return await built(name, PROMETHEUS_VERSION, HERE / "prometheus", package, WITHOUT_CLOUDS)


async def _of_alertmanager(name: str) -> Path:
    dependency = "github.com/prometheus/alertmanager"
    module = HERE / "alertmanager"
    return await built_from_copy(name, ALERTMANAGER_VERSION, module, dependency, f"./cmd/{name}", added=NO_PAGES)
