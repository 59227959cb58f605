"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.roadmap.views import bars, board, fragments, kept, roadmaps, timeline

app_name = "roadmap"
ROADMAP, ROADMAPS = "w/<slug:slug>/roadmap", "w/<slug:slug>/roadmaps"
ONE, BAR = f"{ROADMAPS}/<uuid:roadmap>", f"{ROADMAP}/bars/<uuid:bar>"
RUN, PUBLISHED = f"{ROADMAP}/runs/<uuid:run>", f"{ROADMAP}/published/<uuid:publication>"

urlpatterns: list[URLPattern] = [
    path(ROADMAP, timeline.Timeline.as_view(), name="timeline"),
    path(f"{ROADMAP}/board", board.Board.as_view(), name="board"),
    path(f"{ROADMAP}/objectives", board.ByObjective.as_view(), name="objectives"),
    path(f"{ROADMAP}/teams", board.ByTeam.as_view(), name="teams"),
    path(f"{ROADMAP}/portfolio", timeline.Portfolio.as_view(), name="portfolio"),
    path(f"{ROADMAP}/placing", board.Placing.as_view(), name="placing"),
    path(BAR, bars.BarPage.as_view(), name="bar"),
    path(f"{BAR}/editing", bars.BarEditing.as_view(), name="bar_editing"),
    path(f"{BAR}/moving", bars.BarMoving.as_view(), name="bar_moving"),
    path(f"{BAR}/trash", bars.BarTrashing.as_view(), name="bar_trashing"),
    path(f"{BAR}/moves/<uuid:move>/reason", bars.MoveExplaining.as_view(), name="move_reason"),
    path(f"{BAR}/waits", bars.Waits.as_view(), name="waits"),
    path(f"{BAR}/waits/<uuid:dependency>/removal", bars.WaitRemoval.as_view(), name="wait_removal"),
    path(RUN, kept.Run.as_view(), name="run"),
    path(f"{RUN}/replay", kept.Replay.as_view(), name="replay"),
    path(f"{ROADMAP}/baselines/<uuid:baseline>", kept.BaselinePage.as_view(), name="baseline"),
    path(PUBLISHED, kept.PublicationPage.as_view(), name="publication"),
    path(f"{PUBLISHED}/file.csv", kept.PublicationFile.as_view(), {"form": "csv"}, name="publication_csv"),
    path(f"{PUBLISHED}/file.md", kept.PublicationFile.as_view(), {"form": "md"}, name="publication_md"),
    path(f"{PUBLISHED}/file.html", kept.PublicationFile.as_view(), {"form": "html"}, name="publication_html"),
    path(f"{ROADMAPS}/new", roadmaps.NewRoadmap.as_view(), name="new_roadmap"),
    path(f"{ONE}/editing", roadmaps.RoadmapEditing.as_view(), name="roadmap_editing"),
    path(f"{ONE}/trash", roadmaps.RoadmapTrashing.as_view(), name="roadmap_trashing"),
    path(f"{ONE}/bars/new", bars.NewBar.as_view(), name="new_bar"),
    path(f"{ONE}/forecast", kept.Forecasting.as_view(), name="forecasting"),
    path(f"{ONE}/baselines", kept.Baselines.as_view(), name="baselines"),
    path("w/<slug:slug>/bets/<uuid:bet>/when", fragments.BetWhen.as_view(), name="bet_when"),
    path(f"{ONE}/publishing", kept.Publishing.as_view(), name="publishing"),
]  # fmt: skip
