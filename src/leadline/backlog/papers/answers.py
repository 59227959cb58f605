"""A paper as a file that is taken along."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.backlog.papers.blocks import Paper
from leadline.backlog.papers.markdown import as_markdown
from leadline.backlog.papers.pdf import Imprint, as_pdf
from leadline.workspaces.models import Member


def markdown_file(paper: Paper) -> HttpResponse:
    return _file(paper, as_markdown(paper), "text/markdown; charset=utf-8", "md")


def pdf_file(request: HttpRequest, member: Member, paper: Paper, now: datetime) -> HttpResponse:
    """The paper as PDF; its links lead to LEADLINE_ADDRESS, or to where it was asked for."""
    address = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    made = as_pdf(paper, Imprint(member.workspace.name, address, now))
    return _file(paper, made, "application/pdf", "pdf")


def _file(paper: Paper, body: str | bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{_name(paper)}.{ending}"'
    return answer


def _name(paper: Paper) -> str:
    """Of letters that every system takes."""
    return paper.file_name.encode("ascii", "ignore").decode().strip("-") or _("requirements")
