"""The product requirements document of a bet or an item: its page, and its files."""

from uuid import UUID

from django.http import HttpRequest

from leadline.backlog.papers import Paper
from leadline.backlog.papers.answers import markdown_file, pdf_file
from leadline.backlog.queries.prd import prd_of_bet, prd_of_item
from leadline.backlog.views.base import BacklogPage, ItemPageBase
from leadline.planning.queries import bet_by_id
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class PaperPage(BacklogPage):
    """A page about a paper."""

    def drawn_paper(self, paper: Paper, back: str, above: str) -> Answer:
        named = {"paper": paper, "back": back, "above": above}
        return self.draw("backlog/paper.html", named)


class BetPrd(PaperPage):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        found = bet_by_id(self.acting, bet)
        return self.drawn_paper(prd_of_bet(self.acting, found, self.today), found.page_url(), found.name)  # fmt: skip


class BetPrdFile(PaperPage):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        return markdown_file(self.paper(bet))

    def paper(self, bet: UUID) -> Paper:
        return prd_of_bet(self.acting, bet_by_id(self.acting, bet), self.today)


class BetPrdPdf(BetPrdFile):
    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        return pdf_file(request, self.acting, self.paper(bet), self.now)


class ItemPrd(PaperPage, ItemPageBase):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        return self.drawn_paper(prd_of_item(self.acting, item, self.today), item.page_url(), item.title_text)  # fmt: skip


class ItemPrdFile(PaperPage, ItemPageBase):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, key: str, number: int) -> Answer:
        return markdown_file(self.paper(key, number))

    def paper(self, key: str, number: int) -> Paper:
        return prd_of_item(self.acting, self.enter_item(key, number), self.today)


class ItemPrdPdf(ItemPrdFile):
    def get(self, request: HttpRequest, key: str, number: int) -> Answer:
        return pdf_file(request, self.acting, self.paper(key, number), self.now)
