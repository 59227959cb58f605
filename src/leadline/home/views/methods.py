"""How numbers are computed: the page of each method, within reach of every number."""

from django.http import HttpRequest

from leadline.home.queries import method_page
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.rights import Right


class Method(Page):
    """Question, formula, source, assumptions and limits of a method; without a name, all methods."""

    needs = {"get": Right.SEE}
    place = "home"

    def get(self, request: HttpRequest, method: str = "README") -> Answer:
        page = method_page(method)
        return self.draw("home/method.html", {"page": page, "is_list": method == "README"})
