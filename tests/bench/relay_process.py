"""The ledger's relay as a process, `python -m tests.bench.relay_process FILE`.

It writes the number of each event and the time of its acknowledgement to the file. The time is the machine's monotonic
clock, which all processes share.
"""

import gc
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

import uvloop

import shared.events.relay.relay
from shared.events.relay.relay import Relay
from shared.kafka.producer import BatchProducer, Delivery, Outgoing, Partition
from shared.operations.logs import configure_logs
from shared.operations.settings import Settings
from tests.core.ledger import TOPIC


def recording_producer(file: TextIO) -> type[BatchProducer]:
    """A producer class that records the time of each acknowledgement."""

    class RecordedDelivery(Delivery):
        records: Sequence[tuple[Partition, Outgoing]] = ()

        async def acknowledged(self, seconds: float) -> None:
            await super().acknowledged(seconds)
            now = time.monotonic()
            file.writelines(f"{json.loads(record.value)['number']} {now}\n" for _, record in self.records)
            file.flush()

    class RecordingProducer(BatchProducer):
        def new_delivery(self) -> RecordedDelivery:
            return RecordedDelivery()

        async def send(self, records: Iterable[tuple[Partition, Outgoing]], delivery: Delivery, seconds: float) -> None:
            assert isinstance(delivery, RecordedDelivery)
            delivery.records = list(records)
            await super().send(delivery.records, delivery, seconds)

    return RecordingProducer


def main() -> None:
    settings = Settings()
    configure_logs(settings, "relay")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    with Path(sys.argv[1]).open("w") as file:
        vars(shared.events.relay.relay)["BatchProducer"] = recording_producer(file)
        uvloop.run(Relay(settings, "ledger", [settings.topic(TOPIC)]).run())


if __name__ == "__main__":
    main()
