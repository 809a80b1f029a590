"""The workbook of records past their time, and the certificate of their disposal."""
