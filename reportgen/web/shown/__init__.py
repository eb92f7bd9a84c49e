"""What pages of all three persons show: a school's fields and findings, its report, its print."""
