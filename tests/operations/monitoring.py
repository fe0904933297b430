"""Prometheus and Alertmanager with the files of `deploy/alerts`, a target that plays series, and a receiver.

Only times and addresses differ from the files: an alert that waits for an hour waits for a second here.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from deploy.local.ports import choose_ports
from deploy.local.probes import page_answers
from tests.operations import programs

ALERTS = Path(__file__).parents[2] / "deploy/alerts"
START_SECONDS = 30


@dataclass
class Outside:
    """What Prometheus asks, and what Alertmanager tells: one HTTP server for both."""

    series: Mapping[str, float] = field(default_factory=dict)
    asked: int = 0
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Receiver and alert, in the order of arrival."""

    def alerts(self, status: str) -> dict[str, tuple[str, dict[str, Any]]]:
        """The receiver and the alert for each name that arrived in this state."""
        return {alert["labels"]["alertname"]: (to, alert) for to, alert in list(self.told) if alert["status"] == status}

    def serve(self, port: int) -> ThreadingHTTPServer:
        """Serve until `shutdown`."""
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outside.asked += 1
                self._answer("".join(f"{name} {value}\n" for name, value in outside.series.items()).encode())

            def do_POST(self) -> None:
                message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outside.told += [(self.path.strip("/"), alert) for alert in message["alerts"]]
                self._answer(b"")

            def _answer(self, content: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        return server


@asynccontextmanager
async def monitoring(folder: Path) -> AsyncIterator[Outside]:
    """Start all four; they end with the block."""
    ports = choose_ports(["outside", "prometheus", "alertmanager", "dead"], {})
    _write_rules(folder / "sinergi.yml")
    _write_alertmanager(folder / "alertmanager.yml", ports)
    _write_prometheus(folder / "prometheus.yml", ports)
    outside = Outside()
    server = outside.serve(ports["outside"])
    commands = {
        "alertmanager": ["--config.file=alertmanager.yml", "--storage.path=alerts", "--cluster.listen-address="],
        "prometheus": ["--config.file=prometheus.yml", "--storage.tsdb.path=series"],
    }
    started: list[asyncio.subprocess.Process] = []
    try:
        for name, options in commands.items():
            program: Path = await getattr(programs, name)()
            with (folder / f"{name}.log").open("wb") as log:
                started.append(
                    await asyncio.create_subprocess_exec(
                        *(str(program), *options, f"--web.listen-address=127.0.0.1:{ports[name]}"),
                        cwd=folder,
                        stdout=log,
                        stderr=log,
                    )
                )
            async with asyncio.timeout(START_SECONDS):
                while not await page_answers(ports[name], "/-/ready"):
                    await asyncio.sleep(0.1)
        yield outside
    finally:
        for process in started:
            process.terminate()
            await process.wait()
        server.shutdown()
        server.server_close()


def _write_rules(file: Path) -> None:
    text = (ALERTS / "sinergi.yml").read_text()
    file.write_text(re.sub(r"for: \w+", "for: 1s", text).replace("offset 1h", "offset 20s"))


def _write_alertmanager(file: Path, ports: Mapping[str, int]) -> None:
    config = _read("alertmanager.yml")
    routes: Sequence[dict[str, Any]] = (config["route"], *config["route"]["routes"])
    for route in routes:
        route.update({name: "1s" for name in ("group_wait", "group_interval") if name in route})
    for receiver in config["receivers"]:
        receiver["webhook_configs"][0]["url"] = f"http://127.0.0.1:{ports['outside']}/{receiver['name']}"
    file.write_text(yaml.safe_dump(config))


def _write_prometheus(file: Path, ports: Mapping[str, int]) -> None:
    config = _read("prometheus.yml")
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] = [f"127.0.0.1:{ports['alertmanager']}"]
    (sinergi,) = config["scrape_configs"]
    # Of the processes, one that does not answer. The others are played, with the labels that they would have.
    (dead,) = [each for each in sinergi["static_configs"] if each["targets"] == ["programs-worker:8080"]]
    sinergi["static_configs"] = [dead | {"targets": [f"127.0.0.1:{ports['dead']}"]}]
    played = {"job_name": "played", "honor_labels": True}
    config["scrape_configs"].append(played | {"static_configs": [{"targets": [f"127.0.0.1:{ports['outside']}"]}]})
    file.write_text(yaml.safe_dump(config))


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ALERTS / name).read_text())
    return found
