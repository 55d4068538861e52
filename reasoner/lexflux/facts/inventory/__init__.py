"""Inventories: tables of transfers, one a row, as CSV or XLSX, in the words of whoever wrote them."""
