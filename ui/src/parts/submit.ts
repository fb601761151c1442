// Sending a form by Enter or by its button.

/** Handles the submit of a form: what was typed last is told on leaving the field, and then it is done. */
export function submitted(act: () => Promise<void>): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void act();
  };
}
