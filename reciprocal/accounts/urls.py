"""Addresses of signing in and of one's own account. What allauth has beyond these is not routed."""

from django.urls import path, re_path

from reciprocal.accounts import people_views, post_views, register_views, team_views
from reciprocal.accounts import sign_in_views as views

_NEW_PASSWORD = r"^sign-in/help/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/second-step/", views.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", views.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("sign-in/enter/", views.enter, name="enter"),
    path("sign-in/set-up/", views.choose_second_step, name="choose_second_step"),
    path("sign-in/help/", views.help_signing_in, name="account_reset_password"),
    path("sign-in/help/sent/", views.help_sent, name="account_reset_password_done"),
    path("sign-in/help/done/", views.new_password_done, name="account_reset_password_from_key_done"),
    re_path(_NEW_PASSWORD, views.new_password, name="account_reset_password_from_key"),
    path("sign-in/password/", views.password_again, name="account_reauthenticate"),
    path("register/", register_views.register, name="register"),
    path("register/<str:secret>/", register_views.register_confirm, name="register_confirm"),
    path("invitation/<str:secret>/", register_views.invitation, name="invitation"),
    path("people/", people_views.people, name="people"),
    path("people/invite/", people_views.invite, name="people_invite"),
    path("people/<uuid:post>/role/", people_views.change_role, name="people_change_role"),
    path("people/<uuid:post>/stop/", people_views.stop, name="people_stop"),
    path("people/<uuid:post>/second-step/", people_views.lost_factor, name="people_lost"),
    path("teams/", team_views.teams, name="teams"),
    path("teams/add/", team_views.team_add, name="team_add"),
    path("teams/<uuid:team>/", team_views.team_change, name="team_change"),
    path("teams/<uuid:team>/remove/", team_views.team_remove, name="team_remove"),
    path("agencies/", people_views.agencies, name="agencies"),
    path("post/", post_views.change_post, name="change_post"),
    path("details/", post_views.your_details, name="your_details"),
    path("kept/", post_views.offered_back, name="offered_back"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("hide/", views.hide_page, name="hide_page"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("security/", views.security, name="mfa_index"),
    path("security/code-app/", views.code_app, name="mfa_activate_totp"),
    path("security/code-app/remove/", views.code_app_remove, name="mfa_deactivate_totp"),
    path("security/keys/", views.security, name="mfa_list_webauthn"),
    path("security/keys/add/", views.key_add, name="mfa_add_webauthn"),
    path("security/keys/<slug:word>/remove/", views.key_remove, name="mfa_remove_webauthn"),
    path("security/recovery-codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", views.recovery_codes_new, name="mfa_generate_recovery_codes"),
]
