"""The pictures of the page as a county's officer sees it, made anew of a sample: `make images`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from sample_county import make_county, make_returns
from serving import Window, window

FAULTY = "05柳林乡小学.xlsx"
READ_AGAIN = 1_000


def main() -> None:
    """Write each picture over the one that is there."""
    with TemporaryDirectory() as place:
        county = make_county(Path(place))
        returns = make_returns(Path(place, "交来"), county)
        with window(county) as shown:
            _wait_for_all(shown)
            _take_in(shown, returns)
            _wait_for_all(shown)
            shown.picture("district", 700)
            shown.open("district/figures")
            shown.picture("figures", 640)
            _show_others(shown)
            _run(shown)


def _wait_for_all(shown: Window) -> None:
    """The table once every file is read."""
    shown.open("district")
    while shown.page.locator("p.looking[role=status]").count():
        shown.page.wait_for_timeout(READ_AGAIN)
        shown.open("district")


def _take_in(shown: Window, returns: tuple[Path, ...]) -> None:
    """What has come, and two forms of one school."""
    page = shown.page
    shown.open("district/returned")
    page.locator("#files").set_input_files(list(returns))
    page.locator("#received").wait_for()
    while page.locator("a.looking, td:has-text('正在读')").count():
        page.wait_for_timeout(READ_AGAIN)
    shown.open("district/returned")
    page.locator("#received").wait_for()
    shown.picture("returned", 830)
    page.get_by_role("link", name="两份比一比").first.click()
    shown.picture("compare", 450)


def _show_others(shown: Window) -> None:
    """What is to be decided, what one school sent, and what goes back."""
    shown.open("district/decisions")
    shown.picture("decisions", 560)
    shown.open("district/school", file=FAULTY)
    shown.picture("sent", 620)
    shown.open("district/back")
    shown.page.locator("td summary").nth(1).click()
    shown.picture("back")


def _run(shown: Window) -> None:
    """The reports, made."""
    shown.open("district/run")
    shown.page.get_by_role("button", name="开始做").click()
    shown.page.locator("#made").wait_for(timeout=600_000)
    shown.picture("run", 700)


if __name__ == "__main__":
    main()
