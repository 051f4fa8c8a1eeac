import re

ROW = re.compile(r"\d{8}\t(?:---|[A-Z]{3})(?:[A-Z]{3})*\t(?:---|[A-Z]{3})(?:[A-Z]{3})*\t\d{2,4}\n")


def test_a_row_is_day_actor_recipient_event(exported) -> None:
    report, content = exported("keds")
    lines = content.decode().splitlines(keepends=True)
    assert len(lines) == report.rows
    assert all(ROW.fullmatch(line) for line in lines)
    assert lines[0] == "20240304\tRUSGOVMIL\tUKR\t043\n"
    assert lines[4] == "20240304\t---CVL\tIGOUNOGOV\t1412\n"
