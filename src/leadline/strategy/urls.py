"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.strategy.views import aims, canvases, decisions, importing, themes, tree

app_name = "strategy"
HERE = "w/<slug:slug>"
GOALS, OBJECTIVES, RESULTS = f"{HERE}/goals", f"{HERE}/objectives", f"{HERE}/key-results"
GOAL, OBJECTIVE, RESULT = (
    f"{GOALS}/<uuid:goal>",
    f"{OBJECTIVES}/<uuid:objective>",
    f"{RESULTS}/<uuid:result>",
)
CYCLES, THEMES, CANVASES = f"{HERE}/cycles", f"{HERE}/themes", f"{HERE}/canvases"
CYCLE, THEME, CANVAS = (
    f"{CYCLES}/<uuid:cycle>",
    f"{THEMES}/<uuid:theme>",
    f"{CANVASES}/<uuid:canvas>",
)
DECISIONS = f"{HERE}/decisions"
DECISION = f"{DECISIONS}/<uuid:decision>"

urlpatterns: list[URLPattern] = [
    path(GOALS, tree.Goals.as_view(), name="goals"),
    path(f"{GOALS}/new", aims.NewGoal.as_view(), name="new_goal"),
    path(f"{GOALS}/importing", importing.Importing.as_view(), name="importing"),
    path(f"{GOALS}/checking", importing.Checking.as_view(), name="checking"),
    path(GOAL, tree.GoalPage.as_view(), name="goal"),
    path(f"{GOAL}/editing", aims.GoalEditing.as_view(), name="goal_editing"),
    path(f"{GOAL}/trash", aims.GoalTrashing.as_view(), name="goal_trashing"),
    path(f"{CYCLES}/new", aims.NewCycle.as_view(), name="new_cycle"),
    path(f"{CYCLE}/editing", aims.CycleEditing.as_view(), name="cycle_editing"),
    path(f"{CYCLE}/trash", aims.CycleTrashing.as_view(), name="cycle_trashing"),
    path(f"{OBJECTIVES}/new", aims.NewObjective.as_view(), name="new_objective"),
    path(OBJECTIVE, tree.ObjectivePage.as_view(), name="objective"),
    path(f"{OBJECTIVE}/editing", aims.ObjectiveEditing.as_view(), name="objective_editing"),
    path(f"{OBJECTIVE}/trash", aims.ObjectiveTrashing.as_view(), name="objective_trashing"),
    path(f"{RESULTS}/new", aims.NewResult.as_view(), name="new_result"),
    path(RESULT, tree.ResultPage.as_view(), name="result"),
    path(f"{RESULT}/editing", aims.ResultEditing.as_view(), name="result_editing"),
    path(f"{RESULT}/trash", aims.ResultTrashing.as_view(), name="result_trashing"),
    path(f"{RESULT}/check-ins", tree.CheckIns.as_view(), name="check_ins"),
    path(f"{RESULT}/check-ins/<uuid:check_in>/removal", tree.CheckInRemoval.as_view(), name="check_in_removal"),
    path(f"{HERE}/vision", canvases.Vision.as_view(), name="vision"),
    path(f"{HERE}/vision/<slug:kind>/start", canvases.VisionStart.as_view(), name="vision_start"),
    path(CANVASES, canvases.Canvases.as_view(), name="canvases"),
    path(f"{CANVASES}/new", canvases.NewCanvas.as_view(), name="new_canvas"),
    path(CANVAS, canvases.CanvasPage.as_view(), name="canvas"),
    path(f"{CANVAS}/editing", canvases.CanvasEditing.as_view(), name="canvas_editing"),
    path(f"{CANVAS}/trash", canvases.CanvasTrashing.as_view(), name="canvas_trashing"),
    path(f"{CANVAS}/boxes/<slug:box>", canvases.CanvasBox.as_view(), name="canvas_box"),
    path(f"{CANVAS}/versions", canvases.CanvasVersions.as_view(), name="canvas_versions"),
    path(f"{CANVAS}/comparing", canvases.CanvasComparing.as_view(), name="canvas_comparing"),
    path(THEMES, themes.Themes.as_view(), name="themes"),
    path(f"{THEMES}/new", themes.NewTheme.as_view(), name="new_theme"),
    path(f"{THEMES}/dimensions", themes.Dimensions.as_view(), name="dimensions"),
    path(THEME, themes.ThemePage.as_view(), name="theme"),
    path(f"{THEME}/editing", themes.ThemeEditing.as_view(), name="theme_editing"),
    path(f"{THEME}/trash", themes.ThemeTrashing.as_view(), name="theme_trashing"),
    path(f"{THEME}/shares/<uuid:cycle>", themes.Shares.as_view(), name="shares"),
    path(DECISIONS, decisions.Decisions.as_view(), name="decisions"),
    path(f"{DECISIONS}/new", decisions.NewDecision.as_view(), name="new_decision"),
    path(DECISION, decisions.DecisionPage.as_view(), name="decision"),
    path(f"{DECISION}/editing", decisions.DecisionEditing.as_view(), name="decision_editing"),
    path(f"{DECISION}/trash", decisions.DecisionTrashing.as_view(), name="decision_trashing"),
    path(f"{DECISION}/alternatives", decisions.Alternatives.as_view(), name="alternatives"),
    path(f"{DECISION}/alternatives/<uuid:alternative>", decisions.AlternativeEditing.as_view(), name="alternative"),
    path(f"{DECISION}/alternatives/<uuid:alternative>/removal", decisions.AlternativeRemoval.as_view(), name="alternative_removal"),
    path(f"{DECISION}/choice", decisions.Choosing.as_view(), name="choosing"),
    path(f"{DECISION}/reviews", decisions.Reviews.as_view(), name="reviews"),
    path(f"{DECISION}/superseding", decisions.Superseding.as_view(), name="superseding"),
    path(f"{DECISION}/links", decisions.Links.as_view(), name="decision_links"),
    path(f"{DECISION}/links/<uuid:link>/removal", decisions.LinkRemoval.as_view(), name="decision_link_removal"),
]  # fmt: skip
