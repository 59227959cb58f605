"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.delivery import views

app_name = "delivery"
HOUSE = "w/<slug:slug>"
BOARD, SPRINTS, FLOW, FORECASTS = (
    f"{HOUSE}/{place}" for place in ("board", "sprints", "flow", "forecasts")
)
SPRINT, RUN = f"{SPRINTS}/<uuid:sprint>", f"{FORECASTS}/<uuid:run>"

urlpatterns: list[URLPattern] = [
    path(BOARD, views.Board.as_view(), name="board"),
    path(f"{BOARD}/move", views.CardMove.as_view(), name="card_move"),
    path(f"{BOARD}/columns/<uuid:status>", views.BoardColumn.as_view(), name="board_column"),
    path(SPRINTS, views.Sprints.as_view(), name="sprints"),
    path(f"{SPRINTS}/new", views.SprintPlanning.as_view(), name="sprint_planning"),
    path(SPRINT, views.SprintRecord.as_view(), name="sprint"),
    path(f"{SPRINT}/change", views.SprintEditing.as_view(), name="sprint_editing"),
    path(f"{SPRINT}/start", views.SprintStart.as_view(), name="sprint_start"),
    path(f"{SPRINT}/closing", views.SprintClosing.as_view(), name="sprint_closing"),
    path(f"{SPRINT}/reopening", views.SprintReopening.as_view(), name="sprint_reopening"),
    path(f"{SPRINT}/trash", views.SprintTrash.as_view(), name="sprint_trash"),
    path(f"{SPRINT}/review", views.SprintReview.as_view(), name="sprint_review"),
    path(f"{SPRINT}/scope", views.SprintScope.as_view(), name="sprint_scope"),
    path(f"{SPRINT}/scope/removal", views.SprintRemoval.as_view(), name="sprint_removal"),
    path(FLOW, views.FlowPage.as_view(), name="flow"),
    path(f"{FLOW}/items", views.FlowItems.as_view(), name="flow_items"),
    path(f"{FLOW}/left-out", views.FlowLeavingOut.as_view(), name="flow_leaving_out"),
    path(
        f"{FLOW}/left-out/<uuid:exclusion>/removal",
        views.FlowCountingAgain.as_view(),
        name="flow_counting_again",
    ),
    path(FORECASTS, views.Forecasts.as_view(), name="forecasts"),
    path(f"{FORECASTS}/new", views.ForecastAsking.as_view(), name="forecast_asking"),
    path(f"{FORECASTS}/track", views.ForecastTrack.as_view(), name="forecast_track"),
    path(f"{FORECASTS}/backtest", views.ForecastBacktest.as_view(), name="backtest"),
    path(RUN, views.ForecastRecord.as_view(), name="forecast"),
    path(f"{RUN}/items", views.ForecastItems.as_view(), name="forecast_items"),
    path(f"{RUN}/without", views.ForecastWithout.as_view(), name="forecast_without"),
    path(f"{RUN}/replay", views.ForecastReplay.as_view(), name="forecast_replay"),
]
