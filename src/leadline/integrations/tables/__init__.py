"""Tables of records: what their columns mean, kind by kind. A kind is one module and one line in `kinds`."""
