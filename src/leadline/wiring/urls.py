"""The root of all addresses."""

from django.urls import include, path

from leadline.wiring import health, mark
from leadline.wiring.api import api
from leadline.workspaces.doors import registry

registry.FOREIGN |= {
    "ninja.", "allauth.", "leadline.wiring.single_sign_on", "leadline.wiring.sign_in_views",
    "leadline.wiring.second_factor",
}  # fmt: skip

urlpatterns = [
    path("", include("leadline.home.urls")),
    path("", include("leadline.workspaces.urls")),
    path("", include("leadline.conversation.urls")),
    path("", include("leadline.products.urls")),
    path("", include("leadline.metrics.urls")),
    path("", include("leadline.market.urls")),
    path("", include("leadline.evidence.urls")),
    path("", include("leadline.strategy.urls")),
    path("", include("leadline.planning.urls")),
    path("", include("leadline.backlog.urls")),
    path("", include("leadline.delivery.urls")),
    path("", include("leadline.releases.urls")),
    path("", include("leadline.roadmap.urls")),
    path("", include("leadline.outcomes.urls")),
    path("", include("leadline.integrations.urls")),
    path("", include("leadline.archive.urls")),
    path("", include("leadline.wiring.design_urls")),
    path("accounts/", include("leadline.wiring.sign_in_urls")),
    path("api/v1/", api.urls),
    path("favicon.ico", mark.Mark.as_view(), name="mark"),
    path("healthz", health.Alive.as_view(), name="healthz"),
    path("readyz", health.Ready.as_view(), name="readyz"),
]

handler400 = "leadline.wiring.errors.bad_request"
handler403 = "leadline.wiring.errors.forbidden"
handler404 = "leadline.wiring.errors.not_found"
handler429 = "leadline.wiring.errors.too_many_attempts"
handler500 = "leadline.wiring.errors.broken"
