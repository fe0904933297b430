"""`sinergi files …`"""

from deploy.installation.service import run
from deploy.installation.trouble import Trouble
from deploy.operating import files
from deploy.sinergi.groups.options import AsJson, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_done, print_rows

app = group("The document store: scans of signed papers and other files.")


@app.command()
def check(as_json: AsJson = False) -> None:
    """Read every file, and compare the store with the records, such as after a backup was restored.

    Example: `sinergi files check`
    """
    found = run(files.check_files(operator_settings()))
    print_rows(found, as_json=as_json, if_none="every record has its file, and every file its record")
    if any(row["document"] for row in found):
        raise Trouble("Files of records are missing or changed: restore them from the backup of the store")


@app.command()
def rotate(as_json: AsJson = False) -> None:
    """Give every file and every name to the key that SINERGI_FILES_KEY_ID names; older keys are not needed afterwards.

    Example: `sinergi files rotate`
    """
    settings = operator_settings()
    contents, names = run(files.rotate_files(settings)), run(files.rotate_names(settings))
    print_done(f"{contents} files and {names} names were given to the current key", as_json=as_json)
