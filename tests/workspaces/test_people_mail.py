"""Letters: written with their cause, sent by the worker to a real server, once."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_string, policy
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import transaction

from leadline.foundation import clock, jobs
from leadline.foundation.configuration import Misconfigured
from leadline.foundation.models import Job
from leadline.wiring import mail
from leadline.workspaces.letters import at_our_address
from tests.workspaces.pages import client_of, role, to
from tests.workspaces.smtp import Mailbox, mail_server
from tests.world import World


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    with mail_server() as box:
        settings.EMAIL_URL = box.url
        settings.EMAIL_BACKEND = "leadline.wiring.mail.JobBackend"
        settings.DEFAULT_FROM_EMAIL = "Leadline <plan@nordlys.example>"
        yield box


def work(after: timedelta = timedelta()) -> None:
    """Let the worker do all that is due."""
    for _ in range(500):
        if not jobs.do_next(clock.now() + after, "worker"):
            return


def letters_waiting() -> int:
    return Job.objects.filter(name=mail.JOB).waiting().count()


def test_a_letter_is_a_job_first(db: None, box: Mailbox) -> None:
    send_mail("Tides", "High at nine.", None, ["ann@nordlys.example"])
    assert letters_waiting() == 1
    assert box.letters == []
    work()
    letter = message_from_string(box.letters[0], policy=policy.default)
    assert (letter["To"], letter["Subject"]) == ("ann@nordlys.example", "Tides")
    assert letter["From"] == "Leadline <plan@nordlys.example>"
    assert letter.get_content().strip() == "High at nine."


def test_what_is_rolled_back_sends_nothing(db: None, box: Mailbox) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_mail("Tides", "High at nine.", None, ["ann@nordlys.example"])
        _ = 1 / 0
    assert letters_waiting() == 0


def test_letters_of_any_language_arrive_whole(db: None, box: Mailbox) -> None:
    text = "Blåbærsyltetøy …\n.\n..dots at the start of lines\n" + "long " * 400
    send_mail("Været på Røst", text, None, ["ann@nordlys.example"])
    work()
    letter = message_from_string(box.letters[0].replace("\n..", "\n."), policy=policy.default)
    assert letter["Subject"] == "Været på Røst"
    assert letter.get_content().split() == text.split()


def test_a_server_that_is_down_gets_the_same_letter_later_and_once(settings: Any, db: None, box: Mailbox) -> None:  # fmt: skip
    alive, settings.EMAIL_URL = settings.EMAIL_URL, "smtp://127.0.0.1:1"
    send_mail("Tides", "High at nine.", None, ["ann@nordlys.example"])
    frozen = Job.objects.get(name=mail.JOB).arguments["text"]
    work()
    job = Job.objects.get(name=mail.JOB)
    assert job.is_running
    assert "Connection refused" in job.trouble
    settings.EMAIL_URL = alive
    work(timedelta(minutes=1))
    work(timedelta(days=2))
    assert len(box.letters) == 1
    identity = message_from_string(frozen)["Message-ID"]
    assert identity.endswith("@nordlys.example>")
    assert message_from_string(box.letters[0])["Message-ID"] == identity


def test_a_temporary_refusal_is_tried_again(db: None, box: Mailbox) -> None:
    box.refusals = ["451 try later"]
    send_mail("Tides", "High at nine.", None, ["ann@nordlys.example"])
    work()
    assert box.letters == []
    work(timedelta(minutes=1))
    assert len(box.letters) == 1


def test_a_refusal_for_good_ends_the_letter_and_no_other(db: None, box: Mailbox) -> None:
    box.refusals = ["550 nobody here"]
    send_mail("Tides", "High at nine.", None, ["gone@nordlys.example", "ann@nordlys.example"])
    work()
    work(timedelta(days=1))
    assert len(box.letters) == 1
    answers = [job.answer for job in Job.objects.filter(name=mail.JOB).order_by("id")]
    assert answers == [{"sent": False, "why": "550 nobody here"}, {"sent": True}]


def test_a_letter_is_forgotten_once_it_is_sent(db: None, box: Mailbox) -> None:
    send_mail("Link", "https://plan.example/secret", None, ["ann@nordlys.example"])
    work()
    assert Job.objects.get(name=mail.JOB).arguments == {}


def test_a_hidden_recipient_stays_hidden(db: None, box: Mailbox) -> None:
    EmailMessage("Tides", "High.", to=["ann@nordlys.example"], bcc=["otto@nordlys.example"]).send()
    work()
    assert len(box.letters) == 2
    assert "otto" not in "".join(box.letters)


def test_an_invitation_goes_by_mail_where_there_is_mail(world: World, box: Mailbox) -> None:
    fields = {"email": "nils@nordlys.example", "role": str(role(world, "Editor").pk)}
    answer = client_of(world.ann).post(to(world, "invitations"), fields)
    assert answer.status_code == 302
    work()
    letter = message_from_string(box.letters[0], policy=policy.default)
    assert letter["To"] == "nils@nordlys.example"
    assert letter["Subject"] == "Ann invites you to Nordlys Instruments"
    assert "http://testserver/invitations/" in letter.get_content()


def test_links_in_letters_start_with_the_address_that_people_type(world: World, box: Mailbox, settings: Any) -> None:  # fmt: skip
    settings.ADDRESS = "https://plan.nordlys.example"
    fields = {"email": "nils@nordlys.example", "role": str(role(world, "Editor").pk)}
    client_of(world.ann).post(to(world, "invitations"), fields, headers={"Host": "localhost"})
    work()
    assert "\nhttps://plan.nordlys.example/invitations/" in box.letters[0]
    reset = at_our_address("http://localhost/accounts/password/reset/key/a-b/?next=/")
    assert reset == "https://plan.nordlys.example/accounts/password/reset/key/a-b/?next=/"


def test_a_refused_invitation_writes_no_letter(world: World, box: Mailbox) -> None:
    fields = {"email": world.edda.user.email, "role": str(role(world, "Editor").pk)}
    client_of(world.ann).post(to(world, "invitations"), fields)
    assert letters_waiting() == 0


def test_a_name_cannot_break_into_the_head_of_a_letter(world: World, box: Mailbox) -> None:
    ann = client_of(world.ann)
    name = "Nordlys\r\nBcc: all@x.example"
    settings = {"name": name, "time_zone": "UTC", "currency": "EUR", "version": 1}
    ann.post(to(world, "settings"), settings)
    fields = {"email": "nils@nordlys.example", "role": str(role(world, "Editor").pk)}
    assert ann.post(to(world, "invitations"), fields).status_code == 302
    work()
    assert message_from_string(box.letters[0])["Bcc"] is None


def test_without_a_server_nothing_is_written(settings: Any, db: None) -> None:
    settings.EMAIL_URL, settings.EMAIL_BACKEND = "", "leadline.wiring.mail.JobBackend"
    send_mail("Tides", "High at nine.", None, ["ann@nordlys.example"])
    assert letters_waiting() == 0


def test_the_address_of_a_server_is_read_whole() -> None:
    assert mail.address_of("smtps://ann:p%40ss@mail.example") == mail.Address("mail.example", 465, "ann", "p@ss", True)  # fmt: skip
    with pytest.raises(Misconfigured):
        mail.address_of("http://mail.example")


def test_a_password_is_never_said_in_the_clear(db: None, box: Mailbox, settings: Any) -> None:
    settings.EMAIL_URL = box.url.replace("smtp://", "smtp://ann:secret@")
    send_mail("Tides", "High at nine.", None, ["ann@nordlys.example"])
    work()
    assert box.letters == []
    assert "in the clear" in Job.objects.get(name=mail.JOB).trouble
