"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.backlog.views import item, lists, parts, picked, setup

app_name = "backlog"
LIST = "w/<slug:slug>/backlog"
ITEM = "w/<slug:slug>/items/<str:key>-<int:number>"
SETUP = f"{LIST}/setup"

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
]  # fmt: skip
