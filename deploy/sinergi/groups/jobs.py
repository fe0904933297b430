"""`sinergi jobs …`"""

from deploy.installation.service import run
from deploy.operating import jobs
from deploy.sinergi.groups.options import AnyService, AsJson, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_rows

app = group("Periodic jobs of the workers.")


@app.command("list-failed")
def list_failed(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show items that failed in the last run of their job; each run tries them again.

    Example: `sinergi jobs list-failed`
    """
    print_rows(run(jobs.list_failed(operator_settings(), service)), as_json=as_json, if_none="no item failed")
