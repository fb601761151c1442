// The stage over the picture: paints marks and lets them be drawn, moved and resized with the pointer. It knows no SOP;
// it shows what it is given and tells what was done. The only file that imports Konva.
import Konva from 'konva/lib/Core';
import { Circle } from 'konva/lib/shapes/Circle';
import { Path } from 'konva/lib/shapes/Path';
import { Rect as Box } from 'konva/lib/shapes/Rect';
import { Transformer } from 'konva/lib/shapes/Transformer';

import type { Mark, Point, Rect } from '../../../api/gen';
import type { Thing } from './editing.svelte';
import { between, drawn, hasArea, heldPoint, isShown, LEAST, moved, unitOf, type Tool } from './mark';
import { fontOf, measure } from './measure';
import { CORNER, rounded, shapes, type Colour } from './shape';

/** What is shown. */
export type Scene = {
  width: number;
  height: number;
  part: Rect;
  cropped: boolean;
  marks: Mark[];
  redactions: Rect[];
  selected: Thing | null;
  tool: Tool;
  view: View;
};
/** Where the picture lies on the stage. */
export type View = { x: number; y: number; scale: number };
/** What was done with the pointer. */
export type Deeds = {
  select: (thing: Thing | null) => void;
  draw: (mark: Mark) => void;
  redact: (area: Rect) => void;
  set: (at: number, mark: Mark) => void;
  setArea: (thing: Thing, area: Rect) => void;
};
/** Colours that the stage cannot take from a style sheet by itself. */
export type Palette = Record<Colour | 'dim' | 'scrim' | 'black' | 'accent' | 'ground', string>;

const NEAR_PX = 12;

export class FigureStage {
  private readonly stage: Konva.Stage;
  private readonly dim = new Konva.Layer({ listening: false });
  private readonly top = new Konva.Layer();
  private scene: Scene | null = null;
  private from: Point | null = null;
  private sketch: Konva.Group | null = null;
  private grabbed: Konva.Node | null = null;
  private readonly deeds: Deeds;
  private readonly palette: Palette;

  constructor(container: HTMLDivElement, palette: Palette, deeds: Deeds) {
    this.palette = palette;
    this.deeds = deeds;
    this.stage = new Konva.Stage({ container, width: container.clientWidth, height: container.clientHeight });
    this.stage.add(this.dim, this.top);
    this.stage.on('pointerdown', (event) => this.down(event.target, event.evt));
    this.stage.on('pointermove', () => this.move());
    this.stage.on('pointerup pointercancel', () => this.up());
  }

  /** Takes another size on the screen. */
  resize(width: number, height: number): void {
    this.stage.size({ width, height });
  }

  /** Shows this. */
  show(scene: Scene): void {
    // What is under the pointer stays until it is let go.
    if (this.grabbed || this.from) return;
    this.scene = scene;
    for (const layer of [this.dim, this.top]) {
      layer.destroyChildren();
      layer.position(scene.view);
      layer.scale({ x: scene.view.scale, y: scene.view.scale });
    }
    this.paintDim(scene);
    this.paintTop(scene);
  }

  destroy(): void {
    this.stage.destroy();
  }

  private paintDim(scene: Scene): void {
    const spots = scene.marks.filter((mark) => mark.mark === 'spotlight');
    if (spots.length === 0) return;
    this.dim.add(new Box({ ...scene.part, fill: this.palette.dim }));
    for (const { area } of spots) this.dim.add(new Path({ data: rounded(area, CORNER * unitOf(scene.part)), fill: '#000', globalCompositeOperation: 'destination-out' }));
  }

  private paintTop(scene: Scene): void {
    scene.marks.forEach((mark, at) => this.add({ what: 'mark', at }, (group) => this.paint(group, mark)));
    scene.redactions.forEach((area, at) => this.add({ what: 'redaction', at }, (group) => this.paintRedaction(group, area)));
    if (scene.cropped || scene.tool === 'crop') this.paintScrim(scene.part);
    if (scene.selected) this.frame(scene, scene.selected);
  }

  /** Adds something that a click selects and a drag moves. */
  private add(thing: Exclude<Thing, { what: 'crop' }>, paint: (group: Konva.Group) => void): void {
    const group = new Konva.Group({ name: 'thing', draggable: this.scene?.tool === 'select' });
    paint(group);
    group.on('click tap', () => this.scene?.tool === 'select' && this.deeds.select(thing));
    group.on('dragstart', () => {
      this.grabbed = group;
      for (const handle of this.top.find('.handle')) handle.hide();
    });
    group.on('dragend', () => {
      this.grabbed = null;
      const scene = this.scene;
      const [dx, dy] = [Math.round(group.x()), Math.round(group.y())];
      const [mark, area] = [scene?.marks[thing.at], scene?.redactions[thing.at]];
      if (thing.what === 'mark' && scene && mark) this.deeds.set(thing.at, moved(mark, dx, dy, scene));
      else if (thing.what === 'redaction' && area) this.deeds.setArea(thing, { ...area, x: area.x + dx, y: area.y + dy });
      this.deeds.select(thing);
    });
    this.top.add(group);
  }

  private paint(group: Konva.Group, mark: Mark): void {
    const scene = this.scene;
    if (!scene) return;
    group.destroyChildren();
    const unit = unitOf(scene.part);
    const near = NEAR_PX / scene.view.scale;
    const room = isShown(mark, scene.part) ? scene.part : { x: 0, y: 0, width: scene.width, height: scene.height };
    if (mark.mark === 'spotlight') {
      const data = rounded(mark.area, CORNER * unit);
      group.add(new Path({ data, stroke: this.palette.rim, strokeWidth: 1.5, strokeScaleEnabled: false, dash: [6, 5], fill: '#0000' }));
    }
    for (const shape of shapes(mark, room, unit, measure)) {
      if (shape.form === 'path') {
        const fill = shape.fill && this.palette[shape.fill];
        const stroke = shape.stroke && this.palette[shape.stroke];
        group.add(new Path({ data: shape.d, strokeWidth: shape.width, hitStrokeWidth: Math.max(near, shape.width), lineJoin: 'round', ...(fill && { fill }), ...(stroke && { stroke }) }));
      } else {
        const { size, lines, middle } = shape;
        const fill = this.palette.rim;
        group.add(new Konva.Shape({
          listening: false,
          sceneFunc: (pen) => {
            pen.setAttr('font', fontOf(size));
            pen.setAttr('textAlign', middle ? 'center' : 'left');
            pen.setAttr('fillStyle', fill);
            for (const line of lines) pen.fillText(line.words, line.x, line.y);
          },
        }));
      }
    }
  }

  private paintRedaction(group: Konva.Group, area: Rect): void {
    group.destroyChildren();
    group.add(new Box({ ...area, fill: this.palette.black, opacity: 0.86 }));
    group.add(new Box({ ...area, stroke: this.palette.rim, strokeWidth: 1.5, strokeScaleEnabled: false, dash: [4, 4], listening: false }));
  }

  private paintScrim(part: Rect): void {
    const scene = this.scene;
    if (!scene) return;
    const outside = `M0 0h${scene.width}v${scene.height}h${-scene.width}z`;
    const inside = `M${part.x} ${part.y}v${part.height}h${part.width}v${-part.height}z`;
    this.top.add(new Path({ name: 'scrim', data: outside + inside, fill: this.palette.scrim, listening: false }));
  }

  /** A frame around what is selected, and handles to resize it. */
  private frame(scene: Scene, thing: Thing): void {
    const mark = thing.what === 'mark' ? scene.marks[thing.at] : undefined;
    const things = this.top.find<Konva.Group>('.thing');
    const group = thing.what === 'crop' ? undefined : things[thing.what === 'mark' ? thing.at : scene.marks.length + thing.at];
    const area = thing.what === 'crop' ? scene.part : thing.what === 'redaction' ? scene.redactions[thing.at] : mark && hasArea(mark) ? mark.area : null;
    const bounds = area ?? group?.getClientRect({ relativeTo: this.top, skipShadow: true });
    if (!bounds) return;
    // A part is moved from within. Where all is shown there is nothing to move: a drag draws the part.
    const movable = thing.what === 'crop' && scene.cropped;
    const frame = new Box({
      name: 'handle', ...bounds, stroke: this.palette.accent, strokeWidth: thing.what === 'crop' ? 2 : 1, strokeScaleEnabled: false, ...(!area && { dash: [4, 3] }),
      draggable: movable, listening: movable, hitStrokeWidth: NEAR_PX / scene.view.scale,
    });
    this.top.add(frame);
    if (area) this.handles(frame, thing, (next) => this.repaint(thing, mark, group, next));
    else if (mark?.mark === 'arrow' && thing.what === 'mark' && group) this.ends(scene, thing.at, mark, group);
  }

  /** Shows something as it would be with this area. */
  private repaint(thing: Thing, mark: Mark | undefined, group: Konva.Group | undefined, area: Rect): void {
    if (thing.what === 'crop') {
      this.top.findOne('.scrim')?.destroy();
      this.paintScrim(area);
      this.top.findOne('.scrim')?.moveToBottom();
    } else if (thing.what === 'redaction' && group) this.paintRedaction(group, area);
    else if (mark && hasArea(mark) && group) this.paint(group, { ...mark, area });
  }

  private handles(frame: Box, thing: Thing, change: (area: Rect) => void): void {
    const area = () => ({ x: frame.x(), y: frame.y(), width: frame.width() * frame.scaleX(), height: frame.height() * frame.scaleY() });
    const finish = () => {
      this.grabbed = null;
      this.deeds.setArea(thing, area());
    };
    const handles = new Transformer({
      name: 'handle', nodes: [frame], rotateEnabled: false, flipEnabled: false, keepRatio: false, ignoreStroke: true, borderEnabled: false,
      anchorSize: 11, anchorCornerRadius: 6, anchorFill: this.palette.ground, anchorStroke: this.palette.accent, anchorStrokeWidth: 1.5,
      boundBoxFunc: (old, next) => (Math.min(next.width, next.height) < LEAST * frame.getAbsoluteScale().x * 0.9 ? old : next),
    });
    frame.on('dragstart transformstart', () => (this.grabbed = frame));
    frame.on('dragmove transform', () => change(area()));
    frame.on('dragend transformend', finish);
    this.top.add(handles);
  }

  /** Handles at both ends of an arrow. */
  private ends(scene: Scene, at: number, mark: Extract<Mark, { mark: 'arrow' }>, group: Konva.Group): void {
    for (const end of ['from', 'to'] as const) {
      const handle = new Circle({ name: 'handle', ...mark[end], radius: 6 / scene.view.scale, draggable: true, fill: this.palette.ground, stroke: this.palette.accent, strokeWidth: 1.5, strokeScaleEnabled: false, hitStrokeWidth: NEAR_PX / scene.view.scale });
      const next = () => ({ ...mark, [end]: heldPoint(handle.position(), scene) });
      handle.on('dragstart', () => (this.grabbed = handle));
      handle.on('dragmove', () => this.paint(group, next()));
      handle.on('dragend', () => {
        this.grabbed = null;
        this.deeds.set(at, next());
      });
      this.top.add(handle);
    }
  }

  private point(): Point | null {
    const at = this.top.getRelativePointerPosition();
    return at && this.scene ? heldPoint(at, this.scene) : null;
  }

  private down(target: Konva.Node, event: PointerEvent): void {
    const scene = this.scene;
    if (!scene || event.button !== 0 || target.getParent()?.className === 'Transformer' || target.draggable()) return;
    if (scene.tool === 'select') {
      if (target === this.stage) this.deeds.select(null);
      return;
    }
    this.from = this.point();
    // A line may be drawn over the edge of the window.
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    this.sketch = new Konva.Group({ listening: false });
    this.top.add(this.sketch);
  }

  private move(): void {
    const { scene, from, sketch } = this;
    const to = this.point();
    if (!scene || !from || !sketch || !to) return;
    if (scene.tool === 'redact' || scene.tool === 'crop') {
      const area = between(from, to);
      if (scene.tool === 'redact') this.paintRedaction(sketch, area);
      else {
        sketch.destroyChildren();
        sketch.add(new Box({ ...area, stroke: this.palette.accent, strokeWidth: 2, strokeScaleEnabled: false }));
      }
      return;
    }
    const mark = drawn(scene.tool, from, to, scene.marks, unitOf(scene.part));
    if (mark) this.paint(sketch, mark);
  }

  private up(): void {
    const { scene, from } = this;
    const to = this.point();
    this.sketch?.destroy();
    this.sketch = null;
    this.from = null;
    if (!scene || !from || !to) return;
    const area = between(from, to);
    if (scene.tool === 'redact' || scene.tool === 'crop') {
      if (area.width < LEAST || area.height < LEAST) return;
      if (scene.tool === 'redact') this.deeds.redact(area);
      else this.deeds.setArea({ what: 'crop' }, area);
      return;
    }
    const mark = drawn(scene.tool, from, to, scene.marks, unitOf(scene.part));
    if (mark) this.deeds.draw(mark);
  }
}
