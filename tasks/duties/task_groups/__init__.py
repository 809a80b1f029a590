"""Task and finish groups, from the commission to the look back six months after the end."""
