"""Understanding of tables: what columns, dates, numbers and statuses of foreign files mean. Pure: no database."""
