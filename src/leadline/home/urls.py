"""Addresses of this room."""

from django.urls import path

from leadline.home import views

app_name = "home"
HOUSE = "w/<slug:slug>"
RECORD = f"{HOUSE}/records/<slug:kind>/<uuid:pk>"

urlpatterns = [
    path("", views.Start.as_view(), name="start"),
    path(HOUSE, views.Home.as_view(), name="home"),
    path(f"{HOUSE}/needs/<slug:kind>/<uuid:pk>/dismissal", views.NeedDismissal.as_view(), name="dismissal"),
    path(f"{HOUSE}/dismissals/<uuid:pk>/end", views.DismissalEnd.as_view(), name="dismissal_end"),
    path(f"{HOUSE}/search", views.Search.as_view(), name="search"),
    path(f"{HOUSE}/search/choices", views.Choices.as_view(), name="choices"),
    path(f"{HOUSE}/palette", views.Palette.as_view(), name="palette"),
    path(f"{HOUSE}/inbox", views.Inbox.as_view(), name="inbox"),
    path(f"{HOUSE}/inbox/reading", views.AllRead.as_view(), name="all_read"),
    path(f"{HOUSE}/inbox/<uuid:pk>/reading", views.Reading.as_view(), name="reading"),
    path(f"{HOUSE}/inbox/<uuid:pk>/unreading", views.Unreading.as_view(), name="unreading"),
    path(f"{HOUSE}/balance", views.BalancePage.as_view(), name="balance"),
    path(f"{HOUSE}/balance/weighing", views.Weighing.as_view(), name="weighing"),
    path(f"{HOUSE}/balance/<uuid:pk>", views.BalanceOf.as_view(), name="balance_run"),
    path(f"{HOUSE}/trash", views.Trash.as_view(), name="trash"),
    path(f"{HOUSE}/methods/", views.Method.as_view(), name="methods"),
    path(f"{HOUSE}/methods/<str:method>.md", views.Method.as_view(), name="method"),
    path(f"{HOUSE}/records/<slug:kind>/hanging", views.HangingOnPicked.as_view(), name="picked_hanging"),
    path(RECORD, views.RecordPage.as_view(), name="record"),
    path(f"{RECORD}/history", views.History.as_view(), name="history"),
    path(f"{RECORD}/thread", views.Thread.as_view(), name="thread"),
    path(f"{RECORD}/strip", views.Strip.as_view(), name="strip"),
    path(f"{RECORD}/hanging", views.Hanging.as_view(), name="hanging"),
    path(f"{RECORD}/restoring", views.Restoring.as_view(), name="restoring"),
    path(f"{HOUSE}/events/<uuid:pk>/undo", views.Undo.as_view(), name="undo"),
]  # fmt: skip
