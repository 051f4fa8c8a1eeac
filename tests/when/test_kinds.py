"""Time expressions by kind: what each kind says of the calendar, and what must not be taken for one."""

import pytest

from dateline.records import Article, Published, Time
from dateline.when import find_times

FRIDAY = "2021-03-26"


def told(text: str, day: str | None = FRIDAY) -> list[Time]:
    published = None if day is None else Published(day, "caller")
    return list(find_times(Article("a", "i", "", text, published=published), ()))


def values(text: str) -> list[tuple[str, str]]:
    return [(time.text, time.value) for time in told(text)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Held March 3-5.", ("March 3", "2021-03-03"), ("5", "2021-03-05")),
        ("Held 3 to 5 March 2020.", ("3", "2020-03-03"), ("5 March 2020", "2020-03-05")),
        ("Held from the 3rd to the 5th of March.", ("the 3rd", "2021-03-03"), ("the 5th of March", "2021-03-05")),
        ("Held between 2003 and 2005.", ("2003", "2003"), ("2005", "2005")),
        ("Held 1991-95.", ("1991", "1991"), ("95", "1995")),
        ("Held from July 2003 to May 2004.", ("July 2003", "2003-07"), ("May 2004", "2004-05")),
        ("Held from Monday to Wednesday.", ("Monday", "2021-03-22"), ("Wednesday", "2021-03-24")),
        ("Held from November to January.", ("November", "2020-11"), ("January", "2021-01")),
        ("Held 30 June - 4 July 2019.", ("30 June", "2019-06-30"), ("4 July 2019", "2019-07-04")),
        ("Used from the 15th to the 18th century.", ("the 15th", "1400/1499"), ("the 18th century", "1700/1799")),
    ],
)
def test_a_range_is_its_two_ends_and_the_first_knows_the_last(
    text: str, first: tuple[str, str], last: tuple[str, str]
) -> None:
    opening, closing = told(text)
    assert ((opening.text, opening.value), (closing.text, closing.value)) == (first, last)
    assert (opening.until, closing.until) == (closing.span, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met on May 4 and 5.", [("May 4", "2021-05-04"), ("5", "2021-05-05")]),
        ("They met on 28 and 30 January.", [("28", "2021-01-28"), ("30 January", "2021-01-30")]),
        (
            "They met on March 3, 5 and 9, 2019.",
            [("March 3", "2019-03-03"), ("5", "2019-03-05"), ("9, 2019", "2019-03-09")],
        ),
        ("They met in August and October 1994.", [("August", "1994-08"), ("October 1994", "1994-10")]),
        ("Built in the 18th and 19th centuries.", [("the 18th", "1700/1799"), ("19th centuries", "1800/1899")]),
    ],
)
def test_a_list_is_told_one_by_one_with_the_month_and_year_they_share(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He ran in the 2016 election.", [("2016", "2016")]),
        ("It broke its 1902 pact.", [("1902", "1902")]),
        ("London's 2012 Olympics cost more.", [("2012", "2012")]),
        ("The firm showed it at Expo 2016 in Accra.", [("2016", "2016")]),
        ("1987: the war widens\n\nShots rang.", [("1987", "1987")]),
        ("It rained. 1987 saw a drought.", [("1987", "1987")]),
        ("The poet (c. 1818 - 1880) wrote.", [("1818", "1818"), ("1880", "1880")]),
        ("Sales fell to 53% of 1913 levels.", [("1913", "1913")]),
        ("As late as 1781 it stood.", [("1781", "1781")]),
        ("He taught from 1928 onwards.", [("1928", "1928")]),
        ("The Club of '89 split.", [("'89", "1989")]),
    ],
)
def test_a_figure_is_a_year_by_what_stands_around_it(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police held 1914 protesters and 2019 soldiers.",
        "It sent 1800 men and 1500 tonnes.",
        "He lives at 1696 Bergen Street.",
        "Call 1902 or see page 1987.",
        "Flight 1549 had 155 aboard; 348 were hurt.",
        "He got between 200 and 300 letters in room 2014.",
        "A 2000 year old tradition.",
        "Version 2.2014 costs 1999%.",
        "They act under Resolution 1973, as under resolution 2254 before.",
        "Trucks took Route 1914 and form 1040.",
        "About 2015 of the votes were counted.",
        "They were 480 in all.",
        "He came as soon as he could.",
        "They read the Sunday Times.",
    ],
)
def test_a_bare_number_is_no_time(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He fell on 30 September 420.", [("30 September 420", "0420-09-30")]),
        ("He died in December of 384, and in 391 she did.", [("December of 384", "0384-12"), ("391", "0391")]),
        ("He came in the year 71.", [("71", "0071")]),
        ("It was built in AD842.", [("AD842", "0842")]),
        ("The war of 480-479 BC began.", [("480", "BC0480"), ("479 BC", "BC0479")]),
    ],
)
def test_antiquity_counts_in_small_years_and_says_so(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("Talks were held the day before yesterday.", "the day before yesterday", "2021-03-24", "2021-03-24"),
        ("It must end by month's end.", "month's end", "2021-03-21", "2021-03-31"),
        ("It was late in the year.", "late in the year", "2021-09-01", "2021-12-31"),
        ("It grew in the 1800s.", "the 1800s", "1800-01-01", "1899-12-31"),
        ("It grew in the late 1950s.", "the late 1950s", "1957-01-01", "1959-12-31"),
        ("It is a 19th-century house.", "19th-century", "1800-01-01", "1899-12-31"),
        ("It changed after 9/11.", "9/11", "2001-09-11", "2001-09-11"),
        ("A March operation failed.", "March", "2021-03-01", "2021-03-31"),
        ("The summer offensive failed.", "The summer", "2021-06-01", "2021-08-31"),
        ("It closes the day after tomorrow.", "the day after tomorrow", "2021-03-28", "2021-03-28"),
        ("They met on the first Monday of May 2019.", "the first Monday of May 2019", "2019-05-06", "2019-05-06"),
        ("Rain fell in the last week of August 2019.", "the last week of August 2019", "2019-08-25", "2019-08-31"),
        ("It ends on the last day of February.", "the last day of February", "2021-02-28", "2021-02-28"),
        ("Shots rang on the night of 3 May 2019.", "the night of 3 May 2019", "2019-05-03", "2019-05-03"),
        ("Posted 26-Mar-2021.", "26-Mar-2021", "2021-03-26", "2021-03-26"),
        ("Posted 26-03-2021.", "26-03-2021", "2021-03-26", "2021-03-26"),
        ("Posted 2021/3/6.", "2021/3/6", "2021-03-06", "2021-03-06"),
        ("On the 26th day of March 2020.", "the 26th day of March 2020", "2020-03-26", "2020-03-26"),
        ("Over the past 24 hours it rained.", "the past 24 hours", "2021-03-25", "2021-03-26"),
        ("Shells fell overnight.", "overnight", "2021-03-25", "2021-03-25"),
        ("Talks on Good Friday failed.", "Good Friday", "2021-04-02", "2021-04-02"),
        ("Talks on Good Friday, 2019, failed.", "Good Friday, 2019", "2019-04-19", "2019-04-19"),
        ("They met during Ramadan.", "Ramadan", "2021-04-13", "2021-05-12"),
        ("They met last Thanksgiving Day.", "last Thanksgiving Day", "2020-11-26", "2020-11-26"),
        ("At 3 o'clock in the afternoon he left.", "3 o'clock in the afternoon", "2021-03-26", "2021-03-26"),
        ("It fell a few days ago.", "a few days ago", "2021-03-17", "2021-03-24"),
        ("It will come soon.", "soon", "2021-03-26", "2021-06-24"),
        ("Fire came 2000 years ago.", "2000 years ago", "0021-01-01", "0021-12-31"),
    ],
)
def test_more_kinds(text: str, words: str, start: str, end: str) -> None:
    assert (words, start, end) in [(time.text, time.start, time.end) for time in told(text)]


HISTORY = (
    "In 1914 it began. By 1915 it spread. In 1916 it slowed. In 1917 it turned. In 1918 it ended. In 1919 all met. "
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 March 1918 they signed. In the summer they fought on.", "1918-SU"),
        (
            "On 3 March 1918 they signed. As a study of 2005 found, it held. In May 1918 it broke. On 8 June",
            "1918-06-08",
        ),
        ("The town fell on 8 August 1918. They called this day black.", "1918-08-08"),
        ("Peace came on 11 November 1918. Two years ago it had seemed far.", "1916"),
    ],
)
def test_a_history_is_dated_by_its_own_thread(text: str, value: str) -> None:
    assert told(HISTORY + text)[-1].value == value


def test_a_heading_carries_its_year_over_the_section() -> None:
    text = (
        "1936: the rising\n\nThe town fell on 20 July. In August 1936 more fell.\n\n1938\n\nOn 5 March the front broke."
    )
    assert [time.value for time in told(text, None)] == ["1936", "1936-07-20", "1936-08", "1938", "1938-03-05"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales rose in fiscal 2019.", "FY2019"),
        ("Sales rose in FY2019.", "FY2019"),
        ("Sales rose in FY 2019-20.", "FY2019"),
        ("After three days of talks they left.", "P3D"),
        ("In the weeks ahead they meet.", "PXW"),
        ("Caesar fell in 44 B.C.", "BC0044"),
        ("Three years on, they wait.", "XXXX"),
    ],
)
def test_what_has_a_value_but_no_days(text: str, value: str) -> None:
    (time,) = told(text)
    assert (time.value, time.start, time.end) == (value, None, None)
