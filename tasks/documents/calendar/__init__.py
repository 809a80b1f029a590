"""The timetable as a calendar file."""
