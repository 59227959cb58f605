"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.backlog.views import (
    item,
    lists,
    milestones,
    parts,
    picked,
    prd,
    serving,
    setup,
    work,
)

app_name = "backlog"
LIST = "w/<slug:slug>/backlog"
ITEM = "w/<slug:slug>/items/<str:key>-<int:number>"
SETUP = f"{LIST}/setup"
BET = "w/<slug:slug>/bets/<uuid:bet>"
SCENARIO = f"{BET}/scenarios/<uuid:scenario>"
MILESTONES = "w/<slug:slug>/milestones"
MILESTONE = f"{MILESTONES}/<uuid:milestone>"

urlpatterns: list[URLPattern] = [
    path(LIST, lists.Backlog.as_view(), name="backlog"),
    path(f"{LIST}/added", lists.QuickAdd.as_view(), name="quick_add"),
    path(f"{LIST}/new", lists.NewItem.as_view(), name="new_item"),
    path(f"{LIST}/views", lists.Views.as_view(), name="views"),
    path(f"{LIST}/views/<uuid:view>/removal", lists.ViewRemoval.as_view(), name="view_removal"),
    path(f"{LIST}/ranks", picked.Ranks.as_view(), name="ranks"),
    path(f"{LIST}/picked/top", picked.PickedTop.as_view(), name="picked_top"),
    path(f"{LIST}/picked/list", picked.PickedList.as_view(), name="picked_list"),
    path(f"{LIST}/picked/status", picked.PickedStatus.as_view(), name="picked_status"),
    path(f"{LIST}/picked/team", picked.PickedTeam.as_view(), name="picked_team"),
    path(f"{LIST}/picked/assignee", picked.PickedAssignee.as_view(), name="picked_assignee"),
    path(f"{LIST}/picked/label", picked.PickedLabel.as_view(), name="picked_label"),
    path(f"{LIST}/picked/bet", serving.PickedBet.as_view(), name="picked_bet"),
    path(f"{LIST}/bets", serving.BetChoices.as_view(), name="bet_choices"),
    path(f"{LIST}/picked/trash", picked.PickedTrash.as_view(), name="picked_trash"),
    path(f"{LIST}/trash", item.Trash.as_view(), name="trash"),
    path(SETUP, setup.Setup.as_view(), name="setup"),
    path(f"{SETUP}/statuses", setup.NewStatus.as_view(), name="new_status"),
    path(f"{SETUP}/statuses/<uuid:key>", setup.StatusEditing.as_view(), name="status"),
    path(f"{SETUP}/statuses/<uuid:key>/place", setup.StatusPlace.as_view(), name="status_place"),
    path(f"{SETUP}/statuses/<uuid:key>/removal", setup.StatusRemoval.as_view(), name="status_removal"),
    path(f"{SETUP}/lists", setup.NewList.as_view(), name="new_list"),
    path(f"{SETUP}/lists/<uuid:key>", setup.ListEditing.as_view(), name="list"),
    path(f"{SETUP}/lists/<uuid:key>/place", setup.ListPlace.as_view(), name="list_place"),
    path(f"{SETUP}/lists/<uuid:key>/removal", setup.ListRemoval.as_view(), name="list_removal"),
    path(f"{SETUP}/fields", setup.NewField.as_view(), name="new_field"),
    path(f"{SETUP}/fields/<uuid:key>", setup.FieldEditing.as_view(), name="field"),
    path(f"{SETUP}/fields/<uuid:key>/removal", setup.FieldRemoval.as_view(), name="field_removal"),
    path(ITEM, item.ItemPage.as_view(), name="item"),
    path(f"{ITEM}/editing", item.ItemEditing.as_view(), name="item_editing"),
    path(f"{ITEM}/cell", item.ItemCell.as_view(), name="item_cell"),
    path(f"{ITEM}/value", item.RecordCell.as_view(), name="record_cell"),
    path(f"{ITEM}/trash", item.ItemTrashing.as_view(), name="item_trashing"),
    path(f"{ITEM}/labels", parts.Labels.as_view(), name="labels"),
    path(f"{ITEM}/values", parts.Values.as_view(), name="values"),
    path(f"{ITEM}/criteria", parts.Criteria.as_view(), name="criteria"),
    path(f"{ITEM}/criteria/<uuid:criterion>", parts.CriterionEditing.as_view(), name="criterion"),
    path(f"{ITEM}/criteria/<uuid:criterion>/met", parts.CriterionMeeting.as_view(), name="criterion_meeting"),
    path(f"{ITEM}/criteria/<uuid:criterion>/place", parts.CriterionPlace.as_view(), name="criterion_place"),
    path(f"{ITEM}/criteria/<uuid:criterion>/removal", parts.CriterionRemoval.as_view(), name="criterion_removal"),
    path(f"{ITEM}/dependencies", parts.Dependencies.as_view(), name="dependencies"),
    path(f"{ITEM}/dependencies/<uuid:dependency>/removal", parts.DependencyRemoval.as_view(), name="dependency_removal"),
    path(f"{ITEM}/bet", serving.ItemBet.as_view(), name="item_bet"),
    path(f"{ITEM}/bets", serving.ItemBetChoices.as_view(), name="item_bet_choices"),
    path(f"{ITEM}/key-results", serving.Goals.as_view(), name="goals"),
    path(f"{ITEM}/key-results/<uuid:served>/removal", serving.GoalRemoval.as_view(), name="goal_removal"),
    path(f"{ITEM}/requirements", prd.ItemPrd.as_view(), name="item_prd"),
    path(f"{ITEM}/requirements.md", prd.ItemPrdFile.as_view(), name="item_prd_file"),
    path(f"{ITEM}/requirements.pdf", prd.ItemPrdPdf.as_view(), name="item_prd_pdf"),
    path(f"{BET}/work", work.BetWork.as_view(), name="bet_work"),
    path(f"{BET}/requirements", prd.BetPrd.as_view(), name="bet_prd"),
    path(f"{BET}/requirements.md", prd.BetPrdFile.as_view(), name="bet_prd_file"),
    path(f"{BET}/requirements.pdf", prd.BetPrdPdf.as_view(), name="bet_prd_pdf"),
    path(f"{BET}/scenarios", work.Scenarios.as_view(), name="scenarios"),
    path(SCENARIO, work.ScenarioEditing.as_view(), name="scenario"),
    path(f"{SCENARIO}/trash", work.ScenarioTrashing.as_view(), name="scenario_trashing"),
    path(f"{SCENARIO}/items", work.ScenarioItems.as_view(), name="scenario_items"),
    path(f"{SCENARIO}/items/<uuid:link>/removal", work.ScenarioItemRemoval.as_view(), name="scenario_item_removal"),
    path(MILESTONES, milestones.Milestones.as_view(), name="milestones"),
    path(f"{MILESTONES}/new", milestones.NewMilestone.as_view(), name="new_milestone"),
    path(MILESTONE, milestones.MilestonePage.as_view(), name="milestone"),
    path(f"{MILESTONE}/editing", milestones.MilestoneEditing.as_view(), name="milestone_editing"),
    path(f"{MILESTONE}/trash", milestones.MilestoneTrashing.as_view(), name="milestone_trashing"),
    path(f"{MILESTONE}/items", milestones.RequiredItems.as_view(), name="required_items"),
    path(f"{MILESTONE}/bets", milestones.RequiredBets.as_view(), name="required_bets"),
    path(f"{MILESTONE}/asked/<uuid:asked>/removal", milestones.RequiredRemoval.as_view(), name="required_removal"),
]  # fmt: skip
