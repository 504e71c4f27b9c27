"""A page that needs nothing else: its own scripts run, and no text of ours can end its element."""

from pathlib import Path

import pytest

from thematique.pages import sheet


def test_every_text_that_a_template_prints_is_escaped_and_made_visible(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p title='{{ name }}'>{{ name }}</p>", encoding="utf-8")
    content = sheet.render(tmp_path, {"name": "<b>'\u202e"}).decode("utf-8")
    assert content == "<p title='&lt;b&gt;&#39;‹U+202E›'>&lt;b&gt;&#39;‹U+202E›</p>"


def test_a_name_that_nothing_gives_is_a_fault(tmp_path: Path) -> None:
    import jinja2

    (tmp_path / "page.html").write_text("{{ absent }}", encoding="utf-8")
    with pytest.raises(jinja2.UndefinedError):
        sheet.render(tmp_path, {})


@pytest.mark.parametrize("text", ["</script>", "</STYLE >", "a</Script"])
def test_a_script_or_style_that_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="its own element"):
        sheet.trusted(text)


def test_a_digest_is_that_which_a_browser_reckons() -> None:
    assert sheet.digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_the_rules_of_a_page_follow_those_that_all_share(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(".own { color: red; }", encoding="utf-8")
    assert sheet.style(tmp_path / "own.css") == f"{sheet.style()}\n.own {{ color: red; }}"
