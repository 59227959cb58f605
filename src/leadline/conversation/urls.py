"""Addresses of this room."""

from django.urls import path

from leadline.conversation import views

app_name = "conversation"
RECORD = "w/<slug:slug>/records/<slug:kind>/<uuid:pk>"
COMMENT = "w/<slug:slug>/comments/<uuid:pk>"

urlpatterns = [
    path(f"{RECORD}/activity", views.ActivityPage.as_view(), name="activity"),
    path(f"{RECORD}/comments", views.Comments.as_view(), name="comments"),
    path(f"{RECORD}/watching", views.Watching.as_view(), name="watching"),
    path(f"{RECORD}/watching/end", views.WatchingEnd.as_view(), name="watching_end"),
    path(COMMENT, views.CommentPage.as_view(), name="comment"),
    path(f"{COMMENT}/edit", views.CommentEdit.as_view(), name="comment_edit"),
    path(f"{COMMENT}/removal", views.CommentRemoval.as_view(), name="comment_removal"),
    path("w/<slug:slug>/mentions", views.Mentionable.as_view(), name="mentionable"),
]
