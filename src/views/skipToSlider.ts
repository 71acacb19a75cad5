/** Puts the focus on the slider; until its chart has come, on the panel around it, and from there on the slider. */
export function skipToSlider(): void {
  const panel = document.querySelector<HTMLElement>('main section[aria-label="Trade-off"]');
  if (!panel) return;
  const slider = () => panel.querySelector<HTMLElement>("input[type=range]");
  const now = slider();
  if (now) {
    now.focus();
    return;
  }
  panel.tabIndex = -1;
  panel.focus();
  const observer = new MutationObserver(() => {
    const came = slider();
    const isWaited = document.activeElement === panel;
    if (came && isWaited) came.focus();
    if (came || !isWaited) observer.disconnect();
  });
  observer.observe(panel, { childList: true, subtree: true });
}
