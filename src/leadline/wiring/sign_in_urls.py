"""The pages of allauth that are open here; the rest of its routes do not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from django.conf import settings
from django.urls import URLPattern, path

from leadline.wiring import second_factor, single_sign_on
from leadline.wiring.sign_in_views import SignIn
from leadline.workspaces.views import ResetWithoutMail

SIGN_IN = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", second_factor.ByPassword.as_view(), name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
]
BY_MAIL = [
    path("email/", account.email, name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/<str:uidb36>-<str:key>/", account.password_reset_from_key, name="account_reset_password_from_key"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]  # fmt: skip
WITHOUT_MAIL = [
    path("password/reset/", ResetWithoutMail.as_view(), name="account_reset_password"),
]
SECOND_FACTOR = [
    path("2fa/", factor.index, name="mfa_index"),
    path("2fa/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor.ByCode.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", second_factor.ByKey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
]  # fmt: skip
SINGLE_SIGN_ON = [
    path("oidc/<slug:provider_id>/login/", single_sign_on.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", single_sign_on.callback, name="openid_connect_callback"),
    path("connections/", social.connections, name="socialaccount_connections"),
    path("connections/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("connections/error/", social.login_error, name="socialaccount_login_error"),
    path("connections/signup/", social.signup, name="socialaccount_signup"),
]  # fmt: skip

urlpatterns: list[URLPattern] = [
    *SIGN_IN,
    *(BY_MAIL if settings.CONFIGURATION["LEADLINE_EMAIL_URL"] else WITHOUT_MAIL),
    *SECOND_FACTOR,
    *SINGLE_SIGN_ON,
]
