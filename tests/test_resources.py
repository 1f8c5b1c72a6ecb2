"""Money and hours: promised, moved when kept, passed on and counted once; who received them."""

from datetime import date

import pytest

from cpp_cli.ledger.matter import Scope
from cpp_cli.ledger.resources import Amounts, Resources, resources
from cpp_cli.reports.resources import resources as section
from tests.support import partner, promise
from tests.test_load import owed, said
from tests.test_power import matter

GRANT = "2026-03-01-grant"


def money(amount: str, out_of: str = "", hours: str = "") -> str:
    text = f"resources:\n  money: {amount}\n"
    text += f"  out_of: {out_of}\n" if out_of else ""
    return text + (f"  hours: {hours}\n" if hours else "")


def kept(by: str, day: str = "2026-03-20") -> str:
    return said(day, "confirmed", by)


def grant(state: str = kept("lcph-cpp")) -> dict[str, str]:
    """Return a grant of 100 from the school to us."""
    return owed(GRANT, money("100.00 USD") + state, "river-school", "lcph-cpp")


def told(amounts: Amounts) -> dict[str, tuple[str, int]]:
    """Return each amount, and of how many promises it is the sum."""
    return {unit: (str(one.number), len(one.records)) for unit, one in amounts.items()}


def found(*files: dict[str, str], scope: Scope | None = None) -> Resources:
    return resources(matter(*files, scope=scope))


def test_money_has_moved_when_the_receiver_says_so_and_each_currency_is_its_own() -> None:
    given = found(
        owed("2026-03-02-a", money("10.50 USD", hours="2") + kept("huerto-sol")),
        owed("2026-03-02-b", money("4.50 USD") + said("2026-03-20", "delivered", "lcph-cpp")),
        owed("2026-03-02-c", money("9.00 MXN") + said("2026-03-20", "broken", "lcph-cpp")),
    ).ways["outgoing"]
    assert told(given["promised"]) == {"MXN": ("9.00", 1), "USD": ("15.00", 2), "hours": ("2", 1)}
    assert told(given["moved"]) == {"USD": ("10.50", 1), "hours": ("2", 1)}
    assert told(given["owed"]) == {"USD": ("4.50", 1)}


def test_money_passed_on_is_counted_once() -> None:
    passed = owed("2026-03-02-a", money("30.00 USD", GRANT) + kept("huerto-sol"))
    own = owed("2026-03-03-b", money("5.00 USD") + kept("huerto-sol"))
    given = found(grant(), passed, own)
    assert told(given.ways["incoming"]["moved"]) == {"USD": ("100.00", 1)}
    assert told(given.ways["outgoing"]["moved"]) == {"USD": ("35.00", 2)}
    assert told(given.passed_on["outgoing"]) == {"USD": ("30.00", 1)}
    assert told(given.together["moved"]) == {"USD": ("105.00", 2)}
    assert told(given.together["promised"]) == {"USD": ("105.00", 2)}


def test_our_own_money_that_goes_on_by_way_of_another_was_not_given_to_us() -> None:
    first = owed("2026-03-02-a", money("30.00 USD") + kept("huerto-sol"))
    then = owed("2026-03-03-b", money("20.00 USD", "2026-03-02-a") + kept("huerto-sol"))
    given = found(first, then)
    assert told(given.ways["outgoing"]["moved"]) == {"USD": ("30.00", 1)}
    assert told(given.passed_on["outgoing"]) == {}


def test_money_that_moved_before_what_it_came_out_of_is_counted_until_then() -> None:
    passed = owed("2026-03-02-a", money("30.00 USD", GRANT) + kept("huerto-sol"))
    waits = grant(said("2026-03-20", "delivered", "river-school"))
    assert told(found(waits, passed).together["moved"]) == {"USD": ("30.00", 1)}
    assert told(found(waits, passed).together["promised"]) == {"USD": ("100.00", 1)}


def test_hours_are_never_passed_on() -> None:
    passed = owed("2026-03-02-a", money("30.00 USD", GRANT, "4") + kept("huerto-sol"))
    assert told(found(grant(), passed).together["moved"]) == {
        "USD": ("100.00", 1),
        "hours": ("4", 1),
    }


def test_a_period_holds_what_was_promised_in_it_and_what_was_kept_in_it() -> None:
    one = owed("2026-03-02-a", money("7.00 USD") + kept("huerto-sol", "2026-04-20"))
    march = Scope(since=date(2026, 3, 1), until=date(2026, 3, 31))
    april = Scope(since=date(2026, 4, 1), until=date(2026, 4, 30))
    for scope, promised, moved in ((march, "7.00", ""), (april, "", "7.00")):
        ways = found(one, scope=scope).ways["outgoing"]
        assert [ways[stage].get("USD") is not None for stage in ("promised", "moved")] == [
            bool(promised),
            bool(moved),
        ]


def test_new_terms_change_what_is_promised() -> None:
    terms = "2026-03-09 renegotiated huerto-sol; agreed_by: lcph-cpp; why: less"
    terms += "; resources: {money: 6.00 USD}"
    one = promise("lcph-cpp", "huerto-sol", terms, more=money("10.00 USD"))
    assert told(found(one).ways["outgoing"]["promised"]) == {"USD": ("6.00", 1)}


# Who received it

LED = partner("garden-club", "sam", more="status: active\ncommunity_led: true\n")


def gift(number: int, to: str, by: str) -> dict[str, str]:
    return owed(f"2026-03-02-{number}", money("10.00 USD") + kept(by), to=to)


@pytest.mark.parametrize(("others", "rate"), [(2, None), (3, 0.4)])
def test_the_share_of_community_led_partners_has_its_two_numbers(
    others: int, rate: float | None
) -> None:
    """Never a rate of fewer than five promises; what is for a community is no partner's."""
    files = [gift(1, "garden-club", "garden-club"), gift(2, "garden-club/sam", "garden-club/sam")]
    files += [gift(number, "huerto-sol", "huerto-sol") for number in range(3, 2 + others)]
    files += [gift(9, "river-road", "huerto-sol")]
    _, data = section(matter(LED, *files))
    share = data["resources"]["community_led_share"]["USD"]
    assert share["part"].value == "20.00 USD"
    assert share["part"].records == ("2026-03-02-1", "2026-03-02-2")
    assert share["whole"].value == f"{20 + 10 * others}.00 USD"
    assert share["rate"] == rate
    assert data["resources"]["to"]["communities"]["money"]["USD"].value == "10.00 USD"
