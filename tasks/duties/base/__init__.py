"""What every duty works with: the office, a group on a day, a letter written."""
