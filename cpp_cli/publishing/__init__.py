"""The public pages: what may be published, as a site that works from a file."""
