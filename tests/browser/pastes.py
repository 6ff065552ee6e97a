"""What the browser tests of pastes do: a clipboard with several forms, given to what has focus."""

from collections.abc import Mapping, Sequence

from playwright.sync_api import Page

# forms: {type: text}; files: [[name, type, base64]].
PASTE = """([forms, files]) => {
  const data = new DataTransfer();
  for (const [type, text] of Object.entries(forms)) data.setData(type, text);
  for (const [name, type, body] of files) {
    const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], name, {type}));
  }
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(page: Page, html: str = "", plain: str = "", files: Sequence[Sequence[str]] = ()) -> None:
    """Paste, where the page has its focus, a clipboard with these forms.

    `files` are (name, type, base64).
    """
    forms: Mapping[str, str] = {"text/html": html, "text/plain": plain}
    given = {kind: text for kind, text in forms.items() if text}
    page.evaluate(PASTE, [given, [list(each) for each in files]])
