"""The files of a Kafka node: its settings, its data, and the arguments with which Java runs it."""

import base64
import shutil
import uuid
from pathlib import Path

from deploy.local.servers.java import OPTIONS, class_path, java_program, write_arguments
from deploy.local.servers.kafka_settings import LOGGING, first_user, server_properties
from deploy.local.subprocesses import run_to_end


class Node:
    """One broker that is its own controller. This class writes its files, and does not start it."""

    def __init__(self, folder: Path, password: str, port: int, controller_port: int) -> None:
        self.folder, self.port = folder, port
        self.arguments = folder / "broker.arguments"
        self._data = folder / "data"
        self._password, self._controller_port = password, controller_port

    def is_formatted(self) -> bool:
        """Whether the data folder exists; it is renamed into place when it is complete."""
        return self._data.exists()

    async def format(self, jars: list[Path]) -> None:
        """Create the data folder with the admin's password in it. Raises `Trouble`."""
        draft, arguments = self.folder / "data.draft", self.folder / "format.arguments"
        shutil.rmtree(draft, ignore_errors=True)
        settings = self._write_settings("format.properties", draft)
        task = ["kafka.tools.StorageTool", "format", "--cluster-id", new_cluster_id(), "--config", str(settings)]
        write_arguments(arguments, [*self._options(jars), *task, "--add-scram", first_user(self._password)])
        try:
            await run_to_end([java_program(), f"@{arguments}"])
        finally:
            # Both contain the password, and neither is read again.
            arguments.unlink()
            settings.unlink()
        # The formatted files name the cluster and the node but no path, so the folder may be renamed.
        draft.rename(self._data)

    def write(self, jars: list[Path], more_options: list[str]) -> None:
        """Write the settings and Java's arguments, because ports and jars may have changed."""
        settings = self._write_settings("server.properties", self._data)
        write_arguments(self.arguments, [*self._options(jars), *more_options, "kafka.Kafka", str(settings)])

    def _options(self, jars: list[Path]) -> list[str]:
        logging = self.folder / "log4j2.yaml"
        logging.write_text(LOGGING)
        return [*OPTIONS, "-cp", class_path(jars), f"-Dlog4j2.configurationFile={logging}"]

    def _write_settings(self, name: str, data: Path) -> Path:
        file = self.folder / name
        # Created for its owner only before anything is written: the settings contain the admin's password.
        file.touch(mode=0o600)
        file.write_text(server_properties(self.port, self._controller_port, data, self._password))
        return file


def new_cluster_id() -> str:
    """A random id in Kafka's encoding. It never begins with a dash, which the tool would read as an option."""
    return "A" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")[1:]
