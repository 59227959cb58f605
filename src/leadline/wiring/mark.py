"""The mark beside an address, which browsers ask for where a page does not name it."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static

from leadline.workspaces.doors import Answer, PublicPage


class Mark(PublicPage):
    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        return HttpResponseRedirect(static("leadline/mark.svg"))
