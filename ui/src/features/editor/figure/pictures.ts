// Pictures that no recording took: from a file, from the clipboard, or taken now. Each becomes a shot of the library.
import { call } from '../../../api/call';
import type { Block, Figure, PictureFile, Step } from '../../../api/gen';
import { plainLine } from '../../../editor/markup';
import { parseLine } from '../../../editor/parse';
import type { OpenSop } from '../../../state/sop.svelte';
import { t } from '../../../text/text';
import { newBlock } from '../parts';

/** The forms that are taken. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg'];

/** Puts a picture into the library. Throws an ApiError when it cannot be used. */
export async function keepPicture(blob: Blob): Promise<PictureFile> {
  return call('add_picture', { data: await base64(blob) });
}

/** Adds a picture as a figure at the end of a step, or at a place among its blocks. Throws an ApiError when it cannot be used. */
export async function addPicture(sop: OpenSop, step: string, blob: Blob, at?: number): Promise<Block | null> {
  return insertPicture(sop, step, await keepPicture(blob), at);
}

/** Adds a picture of the library as a figure. */
export async function insertPicture(sop: OpenSop, step: string, picture: PictureFile, at?: number): Promise<Block | null> {
  const found = sop.placeOf(step)?.step;
  if (!found) return null;
  const { shot, width, height } = picture;
  const block = newBlock({ block: 'figure', shot, width, height, alt: proposedAlt(found), caption: '', crop: null, marks: [] });
  const done = await sop.edit({ op: 'insert_block', step, at: at ?? found.blocks.length, block });
  return done ? block : null;
}

/** Shows another picture in a figure. Marks and crop stay if they fit it. */
export function replacePicture(sop: OpenSop, block: string, picture: PictureFile): Promise<boolean> {
  return sop.setBlock(block, (b) => {
    if (b.block !== 'figure') return;
    const fits = b.width === picture.width && b.height === picture.height;
    Object.assign(b, picture, fits ? {} : { crop: null, marks: [] });
  });
}

/** A description made from what the step does. */
export function proposedAlt(step: Step): string {
  const doing = plainLine(parseLine(step.action)).trim();
  return doing === '' ? '' : t('figure.alt_proposed', { doing });
}

/** What is said of a figure to those who cannot see it, for a figure of this step that says nothing yet. */
export function offeredAlt(step: Step | undefined, figure: Pick<Figure, 'alt' | 'marks'>): string {
  if (!step || figure.alt !== '') return '';
  const words = figure.marks.flatMap((mark) => (mark.mark === 'text' && mark.text.trim() !== '' ? [mark.text.replace(/\s+/g, ' ').trim()] : []));
  return [proposedAlt(step), ...words].filter((part) => part !== '').join('. ');
}

/** A file as base64. */
export function base64(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => failed(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(blob);
  });
}
