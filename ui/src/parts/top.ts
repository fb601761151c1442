// What lies over all else.

/**
 * Shows an element in the top layer, where its place is counted from the window: what it stands in may scroll, clip or be
 * laid out apart.
 */
export function onTop(element: HTMLElement): void {
  if (typeof element.showPopover !== 'function') return;
  element.popover = 'manual';
  element.showPopover();
}
