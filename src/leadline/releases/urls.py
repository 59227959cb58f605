"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.releases.views import checklists, contents, outside, releases, telling

app_name = "releases"
RELEASES, CHANGELOG, PUBLIC = "w/<slug:slug>/releases", "w/<slug:slug>/changelog", "changelogs/<str:address>"  # fmt: skip
ONE, CHECKLISTS = f"{RELEASES}/<uuid:release>", f"{RELEASES}/checklists"
PART, LINE = f"{ONE}/contents/<uuid:part>", f"{ONE}/checks/<uuid:line>"

urlpatterns: list[URLPattern] = [
    path(RELEASES, releases.Releases.as_view(), name="releases"),
    path(f"{RELEASES}/new", releases.NewRelease.as_view(), name="new_release"),
    path(CHECKLISTS, checklists.Checklists.as_view(), name="checklists"),
    path(f"{CHECKLISTS}/<slug:kind>", checklists.ChecklistEditing.as_view(), name="checklist_editing"),
    path(ONE, releases.ReleasePage.as_view(), name="release"),
    path(f"{ONE}/editing", releases.ReleaseEditing.as_view(), name="release_editing"),
    path(f"{ONE}/trash", releases.ReleaseTrashing.as_view(), name="release_trashing"),
    path(f"{ONE}/sending", releases.SendingOut.as_view(), name="sending"),
    path(f"{ONE}/withdrawing", releases.Withdrawing.as_view(), name="withdrawing"),
    path(f"{ONE}/candidates", contents.Candidates.as_view(), name="candidates"),
    path(f"{ONE}/contents", contents.Adding.as_view(), name="adding"),
    path(f"{ONE}/finished", contents.TakingFinished.as_view(), name="taking_finished"),
    path(PART, contents.Telling.as_view(), name="part"),
    path(f"{PART}/title", contents.TakingTitle.as_view(), name="taking_title"),
    path(f"{PART}/removal", contents.Removal.as_view(), name="part_removal"),
    path(f"{ONE}/checks", checklists.AddingLine.as_view(), name="adding_line"),
    path(LINE, checklists.LineEditing.as_view(), name="line"),
    path(f"{LINE}/tick", checklists.Ticking.as_view(), name="ticking"),
    path(f"{LINE}/removal", checklists.LineRemoval.as_view(), name="line_removal"),
    path(f"{ONE}/notes", telling.NotesEditing.as_view(), name="notes"),
    path(f"{ONE}/drafting", telling.Drafting.as_view(), name="drafting"),
    path(f"{ONE}/publishing", telling.Publishing.as_view(), name="publishing"),
    path(f"{ONE}/taking-back", telling.TakingBack.as_view(), name="taking_back"),
    path(CHANGELOG, telling.ChangelogPage.as_view(), name="changelog"),
    path(f"{CHANGELOG}/settings", telling.ChangelogSettings.as_view(), name="changelog_settings"),
    path(PUBLIC, outside.OutsidePage.as_view(), name="outside"),
    path(f"{PUBLIC}/feed.atom", outside.OutsideFeed.as_view(), name="feed"),
]  # fmt: skip
