"""The attachments that a school's or district's report has made of its data."""
