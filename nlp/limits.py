"""How much one article may take of size, time and memory; whoever reaches a limit is told in one line."""

TEXT = 5_000_000
"""Characters of one article's text; the longest news feature is a fiftieth of it."""

DOCUMENT = 30_000_000
"""Bytes of one page, mail, feed or document before its text is taken out: room for the pictures in it."""

CONTAINER = 5_000_000_000
"""Bytes of one file of many articles, which is read an article at a time."""

STANDARD_INPUT = 500_000_000
"""Bytes read from standard input; a pipe has no size to ask for beforehand."""

FAILURES = 1_000
"""Lines that one file may get for what is broken in it; what is broken after that is counted in one more."""

FEED_ENTRIES = 5_000
"""Entries of one feed, which is read as a whole; feeds of outlets have ten to a few hundred."""

UNPACKED = 2_000_000_000
"""Bytes that the members of one archive may have together when they are unpacked."""

UNPACKED_TIMES = 200
"""How many times its packed size a member may have; text packs to a fifth, at most to a fiftieth."""

ARTICLE_SECONDS = 60.0
"""How long one article may be read or analysed before it is given up."""

START_SECONDS = 120.0
"""How long the process that reads may take to load the pipeline; a cold disk under load is slow."""

MEMORY = 2_000_000_000
"""Bytes that reading and analysing may take beside what the loaded pipeline has."""

FETCHED = 50_000_000
"""Bytes that are read of one address, as they are when unpacked."""

FETCH_SECONDS = 60.0
"""For all of one address; between two packets a quarter of it."""

REDIRECTS = 5
"""From one address to the next; then it is a loop."""
