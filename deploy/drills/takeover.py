"""After a server went back in time: the relay refuses to lead, an operator recovers the log, and work goes on."""

from collections.abc import Sequence

from deploy.drills.report import Report
from deploy.drills.site import OWNER, READERS, Site
from deploy.installation.service import identify_operator
from deploy.operating.recovery import recover

AFTERWARDS = 5


async def take_over(site: Site, report: Report, kept: Sequence[str], lost: Sequence[str]) -> None:
    """See that the guard holds, recover, and see that new events arrive. Raises `Trouble` if it is not so."""
    await _see_the_guard(site, report, kept, lost)
    await _recover(site, report, len(lost))
    with report.step("new events reach every service"):
        await site.until_applied(await site.work(AFTERWARDS))
    # All services are in one database, so their readers went back too. What they read again depends on Kafka's offsets.
    for reader in READERS:
        report.find(f"{reader} has the effect of {await site.known(reader, lost)} of the {len(lost)} lost events")


async def _see_the_guard(site: Site, report: Report, kept: Sequence[str], lost: Sequence[str]) -> None:
    with report.step("every worker is connected again"):
        for service in READERS:
            await site.until(lambda service=service: site.leads(service), f"{service} has a leader")  # type: ignore[misc]
    report.expect(await site.known(OWNER, kept) == len(kept), f"the {len(kept)} events before the loss are there")
    report.expect(await site.known(OWNER, lost) == 0, f"the {len(lost)} events after it are gone from the log")
    # Seen in its log: for a moment it holds the lock of the leader, while it compares the log with Kafka.
    await site.until(site.refuses_to_lead, "the relay of the log that went back refuses to lead")
    report.find("the relay of the log that went back refuses to lead")


async def _recover(site: Site, report: Report, lost: int) -> None:
    operator = identify_operator("drill: the database went back in time")
    found = await recover(site.settings, OWNER, operator, force=False, dry_run=True)
    report.lost = found.lost
    report.expect(found.lost == lost, f"`sinergi events recover` counts the {lost} lost events")
    with report.step("the log is recovered in a new generation"):
        await recover(site.settings, OWNER, operator, force=False, dry_run=False)
