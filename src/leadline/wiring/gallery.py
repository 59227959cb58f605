"""Every fragment of the design on one page, for engineers."""

from django.http import HttpRequest

from leadline.workspaces.doors import Answer, PersonPage


class Gallery(PersonPage):
    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        from leadline.design.gallery import samples

        return self.draw("design/gallery.html", samples(self.now))
