"""Mail as a job: written with its cause, sent later with a frozen id and body.

One job a recipient, so that an address which a server refuses repeats nobody else's mail.
Without LEADLINE_EMAIL_URL nothing is written; pages show the links instead.
"""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction

from leadline.foundation import clock, jobs
from leadline.foundation.configuration import Misconfigured
from leadline.foundation.keys import new_key
from leadline.foundation.models import Job

JOB = "mail.send"
PATIENCE = 20
"""Seconds that a mail server gets to answer."""


class JobBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if not settings.EMAIL_URL:
            return 0
        now = clock.now()
        with transaction.atomic():
            return sum(_write(message, now) for message in email_messages)


def _write(message: EmailMessage, now: datetime) -> int:
    sender = parseaddr(message.from_email)[1]
    domain = sender.rpartition("@")[2] or "localhost"
    message.extra_headers.setdefault("Message-ID", f"<{new_key(now)}@{domain}>")
    text = message.message().as_bytes().decode("ascii", "surrogateescape")
    for recipient in message.recipients():
        frozen = {"from": sender, "to": parseaddr(recipient)[1], "text": text}
        jobs.ask(JOB, frozen, now=now)
    return 1


@jobs.handles(JOB, in_one=False)
def send(job: Job, now: datetime) -> None:
    """Hand one mail to the server; a refusal for good ends it, anything else is tried again.

    The text is forgotten in the same write that marks the job as done, for it holds links.
    """
    mail, address = job.arguments, address_of(settings.EMAIL_URL)
    try:
        with address.connected() as server:
            server.sendmail(mail["from"], [mail["to"]], mail["text"].encode("ascii"))
        answer: dict[str, Any] = {"sent": True}
    except smtplib.SMTPRecipientsRefused as refused:
        answer = {"sent": False, "why": _for_good(refused, mail["to"])}
    jobs.finish(job, clock.now(), answer, forget=True)


def _for_good(refused: smtplib.SMTPRecipientsRefused, recipient: str) -> str:
    code, told = refused.recipients[recipient]
    if code < 500:
        raise refused
    return f"{code} {told.decode('utf-8', 'replace')}"


@dataclass(frozen=True)
class Address:
    """Where mail is handed over, as LEADLINE_EMAIL_URL says."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool

    @contextmanager
    def connected(self) -> Iterator[smtplib.SMTP]:
        with self._reached() as server:
            self._secure(server)
            if self.user:
                server.login(self.user, self.password)
            yield server

    def _reached(self) -> smtplib.SMTP:
        if not self.is_tls:
            return smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=context)

    def _secure(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        if self.is_tls:
            return
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        elif self.user:
            raise smtplib.SMTPNotSupportedError(
                f"{self.host} takes the password in the clear only."
            )


def address_of(url: str) -> Address:
    """Read smtp://user:password@host:port or smtps://…; raises `Misconfigured`."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Misconfigured("LEADLINE_EMAIL_URL is no mail server; write smtp://host:port")
    is_tls = parts.scheme == "smtps"
    port = parts.port or (465 if is_tls else 25)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(parts.hostname, port, user, password, is_tls)
