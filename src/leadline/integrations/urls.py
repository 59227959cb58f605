"""Addresses of this room."""

from django.urls import path

from leadline.integrations import views
from leadline.integrations.views import tables

app_name = "integrations"
ONE = "w/<slug:slug>/imports/<uuid:import_id>"
TABLES = "w/<slug:slug>/imports/tables"
TABLE = f"{TABLES}/<uuid:import_id>"

urlpatterns = [
    path("w/<slug:slug>/imports", views.Imports.as_view(), name="imports"),
    path("w/<slug:slug>/imports/new", views.NewImport.as_view(), name="new"),
    path(TABLES, tables.Tables.as_view(), name="tables"),
    path(f"{TABLES}/new", tables.NewTable.as_view(), name="new_table"),
    path(TABLE, tables.TablePage.as_view(), name="table"),
    path(f"{TABLE}/progress", tables.TableProgress.as_view(), name="table_progress"),
    path(f"{TABLE}/reading", tables.TableReading.as_view(), name="table_reading"),
    path(f"{TABLE}/columns", tables.TableColumns.as_view(), name="table_columns"),
    path(f"{TABLE}/check", tables.TableCheck.as_view(), name="table_check"),
    path(f"{TABLE}/report", tables.TableReport.as_view(), name="table_report"),
    path(f"{TABLE}/problems.csv", tables.TableProblems.as_view(), name="table_problems"),
    path(f"{TABLE}/writing", tables.TableWriting.as_view(), name="table_writing"),
    path(f"{TABLE}/stopping", tables.TableStopping.as_view(), name="table_stopping"),
    path(f"{TABLE}/undoing", tables.TableUndoing.as_view(), name="table_undoing"),
    path(f"{TABLE}/discarding", tables.TableDiscarding.as_view(), name="table_discarding"),
    path(ONE, views.ImportPage.as_view(), name="import"),
    path(f"{ONE}/progress", views.ProgressPart.as_view(), name="progress"),
    path(f"{ONE}/files", views.Files.as_view(), name="files"),
    path(f"{ONE}/files/roles", views.Roles.as_view(), name="roles"),
    path(f"{ONE}/files/<int:position>/reading", views.Reading.as_view(), name="reading"),
    path(f"{ONE}/columns/<int:position>", views.Columns.as_view(), name="columns"),
    path(f"{ONE}/statuses", views.Statuses.as_view(), name="statuses"),
    path(f"{ONE}/check", views.Check.as_view(), name="check"),
    path(f"{ONE}/report", views.Report.as_view(), name="report"),
    path(f"{ONE}/problems.csv", views.ProblemsFile.as_view(), name="problems_file"),
    path(f"{ONE}/writing", views.Writing.as_view(), name="writing"),
    path(f"{ONE}/stopping", views.Stopping.as_view(), name="stopping"),
    path(f"{ONE}/undoing", views.Undoing.as_view(), name="undoing"),
    path(f"{ONE}/discarding", views.Discarding.as_view(), name="discarding"),
]
