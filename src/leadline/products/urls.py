"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.products.views import products, teams

app_name = "products"
PRODUCTS, TEAMS = "w/<slug:slug>/products", "w/<slug:slug>/teams"

urlpatterns: list[URLPattern] = [
    path(PRODUCTS, products.Products.as_view(), name="products"),
    path(f"{PRODUCTS}/new", products.NewProduct.as_view(), name="new_product"),
    path(f"{PRODUCTS}/trash", products.Trash.as_view(), name="trash"),
    path(f"{PRODUCTS}/lines/new", products.NewLine.as_view(), name="new_line"),
    path(f"{PRODUCTS}/lines/<uuid:line>", products.LinePage.as_view(), name="line"),
    path(f"{PRODUCTS}/lines/<uuid:line>/trash", products.LineTrashing.as_view(), name="line_trashing"),
    path(f"{PRODUCTS}/by-key/<str:key>", products.ProductPage.as_view(), name="product"),
    path(f"{PRODUCTS}/by-key/<str:key>/editing", products.ProductEditing.as_view(), name="product_editing"),
    path(f"{PRODUCTS}/by-key/<str:key>/trash", products.ProductTrashing.as_view(), name="product_trashing"),
    path(TEAMS, teams.Teams.as_view(), name="teams"),
    path(f"{TEAMS}/new", teams.NewTeam.as_view(), name="new_team"),
    path(f"{TEAMS}/<uuid:team>", teams.TeamPage.as_view(), name="team"),
    path(f"{TEAMS}/<uuid:team>/editing", teams.TeamEditing.as_view(), name="team_editing"),
    path(f"{TEAMS}/<uuid:team>/trash", teams.TeamTrashing.as_view(), name="team_trashing"),
]  # fmt: skip
