"""Reports of mail servers, made as these make them."""

from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText


def report_about(
    message_id: str, status: str = "5.1.1", action: str = "failed", *, headers_only: bool = False
) -> bytes:
    """A report in the format of RFC 3464 about the message of an id."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "MAILER-DAEMON@mx.contoh.example"
    report["To"] = "sinergi@contoh.example"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Message-ID"] = "<20260210.9@mx.contoh.example>"
    report.attach(MIMEText("The mail system could not deliver your message."))
    states = MIMENonMultipart("message", "delivery-status")
    of_server, of_recipient = Message(), Message()
    of_server["Reporting-MTA"] = "dns; mx.contoh.example"
    of_recipient["Final-Recipient"] = "rfc822; kantor@contoh.example"
    of_recipient["Action"] = action
    of_recipient["Status"] = status
    states.set_payload([of_server, of_recipient])
    report.attach(states)
    original = EmailMessage()
    original["Subject"] = "Mohon ditelaah"
    original["Message-ID"] = message_id
    original.set_content("Isi.")
    if headers_only:
        returned: Message = MIMEText(str(original).partition("\n\n")[0], "rfc822-headers")
    else:
        returned = MIMENonMultipart("message", "rfc822")
        returned.set_payload([original])
    report.attach(returned)
    return report.as_bytes()
