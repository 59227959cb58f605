"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.workspaces import views

app_name = "workspaces"
HOUSE = "w/<slug:slug>"
PEOPLE, ROLES, TOKENS, TRAIL = (f"{HOUSE}/{place}" for place in ("people", "roles", "tokens", "trail"))  # fmt: skip

urlpatterns: list[URLPattern] = [
    path("new", views.NewWorkspace.as_view(), name="new"),
    path("account", views.Account.as_view(), name="account"),
    path("account/scheme", views.ColourScheme.as_view(), name="scheme"),
    path("account/sessions", views.OtherSessions.as_view(), name="other_sessions"),
    path("sign-in/unknown", views.UnknownIdentity.as_view(), name="unknown_identity"),
    path("sign-in/<str:secret>", views.SignInLinkPage.as_view(), name="sign_in_link"),
    path("invitations", views.Acceptance.as_view(), name="acceptance"),
    path("invitations/<str:secret>", views.InvitationLink.as_view(), name="invitation"),
    path(f"{HOUSE}/settings", views.Settings.as_view(), name="settings"),
    path(f"{HOUSE}/settings/removal", views.WorkspaceRemoval.as_view(), name="removal"),
    path(f"{HOUSE}/sample", views.OwnStart.as_view(), name="sample"),
    path(PEOPLE, views.People.as_view(), name="people"),
    path(f"{PEOPLE}/invitations", views.Invitations.as_view(), name="invitations"),
    path(f"{PEOPLE}/invitations/<uuid:key>/renewal", views.Renewal.as_view(), name="renewal"),
    path(f"{PEOPLE}/invitations/<uuid:key>/revocation", views.Revocation.as_view(), name="revocation"),
    path(f"{PEOPLE}/<uuid:key>", views.MemberRole.as_view(), name="member"),
    path(f"{PEOPLE}/<uuid:key>/removal", views.MemberRemoval.as_view(), name="member_removal"),
    path(ROLES, views.Roles.as_view(), name="roles"),
    path(f"{ROLES}/new", views.NewRole.as_view(), name="new_role"),
    path(f"{ROLES}/<uuid:key>", views.RolePage.as_view(), name="role"),
    path(f"{ROLES}/<uuid:key>/removal", views.RoleRemoval.as_view(), name="role_removal"),
    path(TOKENS, views.Tokens.as_view(), name="tokens"),
    path(f"{TOKENS}/<uuid:key>/revocation", views.TokenRevocation.as_view(), name="token_revocation"),
    path(TRAIL, views.Trail.as_view(), name="trail"),
    path(f"{TRAIL}.csv", views.TrailFile.as_view(), name="trail_file"),
    path(f"{TRAIL}/check", views.ChainCheck.as_view(), name="chain_check"),
]  # fmt: skip
