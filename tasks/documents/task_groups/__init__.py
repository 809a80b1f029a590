"""The page of a task and finish group as a workbook."""
