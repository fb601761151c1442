// Which part of a figure is shown: the crop, held within the picture and never empty, as `core` does it.
import type { Figure, Rect } from '../../../api/gen';

export function shownPart(figure: Pick<Figure, 'width' | 'height' | 'crop'>): Rect {
  const width = Math.max(1, figure.width);
  const height = Math.max(1, figure.height);
  const crop = figure.crop;
  if (!crop) return { x: 0, y: 0, width, height };
  const x = Math.min(Math.max(crop.x, 0), width - 1);
  const y = Math.min(Math.max(crop.y, 0), height - 1);
  return {
    x,
    y,
    width: Math.min(Math.max(crop.width, 1), width - x),
    height: Math.min(Math.max(crop.height, 1), height - y),
  };
}
