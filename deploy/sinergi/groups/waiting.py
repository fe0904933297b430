"""`sinergi waiting …`"""

from deploy.installation.service import identify_operator, run
from deploy.operating import waiting
from deploy.sinergi.groups.options import AsJson, Reason, Service, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_done

app = group("Waiting lists.")


@app.command()
def rebuild(service: Service, reason: Reason, as_json: AsJson = False) -> None:
    """Find all cases of a service again, and correct the rows that differ. Requests continue meanwhile.

    Example: `sinergi waiting rebuild agreements --reason "a table was changed by hand with triggers off"`
    """
    print_done(run(waiting.rebuild(operator_settings(), service, identify_operator(reason))), as_json=as_json)
