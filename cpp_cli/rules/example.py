"""The small records among which the examples of the rules stand, and how examples begin."""

from datetime import date

TODAY = date(2026, 6, 1)

RECORDS = {
    "records/program.yaml": """\
us: [lcph-cpp]
name: Community Partnerships Program
languages: [en, es]
values:
  authentic: We say what is so.
work:
  trust: Building community and trust
communities:
  river-road:
    name: River Road neighbors
    centered: true
    spoken_for_by:
      - party: huerto-sol
topics:
  transport: Getting there
plans:
  - id: chp
    label: CHP
    priorities:
      housing:
        name: A home for everyone
""",
    "records/partners/lcph-cpp.yaml": """\
id: lcph-cpp
name: Lane County Public Health, Community Partnerships
kind: county-program
status: active
people:
  - id: maria-k
    name: Maria K
""",
    "records/partners/huerto-sol.yaml": """\
id: huerto-sol
name: Huerto Sol
kind: community-organization
status: active
people:
  - id: ana-r
    name: Ana R
""",
    "records/partners/river-school.yaml": """\
id: river-school
name: River School
kind: school
status: active
former_ids: [river-elementary]
people:
  - id: lee-w
    name: Lee W
""",
    "records/meetings/2026/2026-02-10-listening.yaml": """\
id: 2026-02-10-listening
date: 2026-02-10
title: Listening at the garden
attendees:
  - lcph-cpp/maria-k
  - huerto-sol/ana-r
heard:
  - id: bus-stop
    by: huerto-sol/ana-r
    text: The bus stop has no light.
""",
    "records/commitments/2026/2026-02-10-bus-stop-light.yaml": """\
id: 2026-02-10-bus-stop-light
from: lcph-cpp
to: huerto-sol
what: Ask the transit district for a light at the bus stop
made:
  date: 2026-02-10
  meeting: 2026-02-10-listening
due: 2026-04-01
answers:
  - 2026-02-10-listening#bus-stop
""",
    "records/harms/spraying.yaml": """\
id: spraying
what: Gardens were sprayed without notice.
to: [river-road]
by: [lcph-cpp]
""",
}

A_PROMISE = """\
# records/commitments/2026/2026-03-02-bus-passes.yaml
id: 2026-03-02-bus-passes
from: lcph-cpp
to: huerto-sol
what: Bring twenty bus passes
made:
  date: 2026-03-02
"""

A_RENEGOTIATION = f"""\
{A_PROMISE}history:
  - date: 2026-03-09
    event: renegotiated
    by: lcph-cpp
    agreed_by: huerto-sol/ana-r
    via: phone
    why: The passes are printed late.
    due: 2026-05-01
"""

A_MEETING = """\
# records/meetings/2026/2026-03-02-garden.yaml
id: 2026-03-02-garden
date: 2026-03-02
title: At the garden
"""

A_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
status: active
"""

A_HARM = """\
# records/harms/closed-clinic.yaml
id: closed-clinic
what: The clinic was closed without asking those who used it.
to: [river-road]
by: [lcph-cpp]
"""
