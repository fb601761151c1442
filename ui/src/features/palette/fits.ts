// How well a text fits what was typed in the palette.

/** Whether the words' letters stand in the text, in order; nearer together is better. Lower is better; null is no. */
export function fits(text: string, words: string): number | null {
  const hay = text.toLowerCase();
  const needle = words.trim().toLowerCase();
  if (needle === '') return 0;
  const whole = hay.indexOf(needle);
  if (whole >= 0) return whole === 0 || hay[whole - 1] === ' ' ? whole : whole + 20;
  let at = -1;
  let spread = 0;
  for (const letter of needle.replace(/\s+/g, '')) {
    const next = hay.indexOf(letter, at + 1);
    if (next < 0) return null;
    spread += next - at - 1;
    at = next;
  }
  return 100 + spread;
}
