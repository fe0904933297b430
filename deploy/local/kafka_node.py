"""A Kafka node's place on disk: its settings, its data, and the arguments with which Java runs it."""

import base64
import shutil
import uuid
from pathlib import Path

from deploy.local.java import OPTIONS, class_path, java_program, write_arguments
from deploy.local.kafka_settings import LOGGING, first_user, server_properties
from deploy.local.programs import run_to_end


class Node:
    """One broker that is its own controller. It writes files; who starts it is another's business."""

    def __init__(self, place: Path, password: str, port: int, controller_port: int) -> None:
        self.place, self.port = place, port
        self.arguments = place / "broker.arguments"
        self._data = place / "data"
        self._password, self._controller_port = password, controller_port

    def is_formatted(self) -> bool:
        """Whether the data folder is there; it is never there half-made."""
        return self._data.exists()

    async def format(self, jars: list[Path]) -> None:
        """Make the data folder with the admin's password in it."""
        draft, arguments = self.place / "data.draft", self.place / "format.arguments"
        shutil.rmtree(draft, ignore_errors=True)
        settings = self._write_settings("format.properties", draft)
        task = ["kafka.tools.StorageTool", "format", "--cluster-id", new_cluster_id(), "--config", str(settings)]
        write_arguments(arguments, [*self._options(jars), *task, "--add-scram", first_user(self._password)])
        try:
            await run_to_end([java_program(), f"@{arguments}"])
        finally:
            # Both hold the password, and neither is read again.
            arguments.unlink()
            settings.unlink()
        # What formatting writes names the cluster and the node and no path, so the folder may move.
        draft.rename(self._data)

    def write(self, jars: list[Path], more_options: list[str]) -> None:
        """Write the settings and Java's arguments anew, since ports and jars may have moved."""
        settings = self._write_settings("server.properties", self._data)
        write_arguments(self.arguments, [*self._options(jars), *more_options, "kafka.Kafka", str(settings)])

    def _options(self, jars: list[Path]) -> list[str]:
        logging = self.place / "log4j2.yaml"
        logging.write_text(LOGGING)
        return [*OPTIONS, "-cp", class_path(jars), f"-Dlog4j2.configurationFile={logging}"]

    def _write_settings(self, name: str, data: Path) -> Path:
        file = self.place / name
        # Its owner's only before anything stands in it: the settings hold the admin's password.
        file.touch(mode=0o600)
        file.write_text(server_properties(self.port, self._controller_port, data, self._password))
        return file


def new_cluster_id() -> str:
    """A random id in Kafka's spelling. It never begins with a dash, which the tool would take for an option."""
    return "A" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")[1:]
