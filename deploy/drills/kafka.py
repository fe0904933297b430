"""The drill of the loss of all of Kafka: topics, rights, users and offsets are gone; the logs have every event."""

import shutil
import signal

from deploy.drills.report import Report
from deploy.drills.site import OWNER, Site, open_site
from deploy.operating.verification import verify
from deploy.topics.applying import apply_topics

BEFORE, MEANWHILE, AFTERWARDS = 20, 5, 5


async def drill_kafka(report: Report) -> None:
    """Carry out the drill. Raises `Trouble` if it fails."""
    async with open_site(report) as site:
        await _lose_kafka(site, report)


async def _lose_kafka(site: Site, report: Report) -> None:
    await site.until_applied(await site.work(BEFORE))
    await site.stack.stop_one("kafka", signal.SIGKILL)
    shutil.rmtree(site.stack.folder.kafka)
    site.stack.folder.kafka.mkdir(mode=0o700)
    with report.step(f"{MEANWHILE} requests while there is no Kafka"):
        meanwhile = await site.work(MEANWHILE)
    with report.step("start of an empty Kafka"):
        await site.stack.start_one("kafka")
    with report.step("users, topics and rights (`sinergi topics apply`)"):
        apply_topics(site.settings)
    with report.step("events of the meantime reach every service"):
        await site.until_applied(meanwhile)
    with report.step("new events reach every service"):
        await site.until_applied(await site.work(AFTERWARDS))
    (verified,) = await verify(site.settings, OWNER, 0, lambda _topic, _records: None)
    missing = sum(topic.missing.count for topic in verified.topics)
    report.find(f"no event is lost; {missing} older ones are no longer in Kafka, and the feed still has them")
    others = [topic for topic in verified.topics if topic.not_in_log.count or topic.wrong_chain.count]
    report.expect(not others, "the topics continue where the log is")
